using DmabufVerify.Properties.Generation;

namespace DmabufVerify.Properties.Concurrency;

/// <summary>
/// Lets threads go on one at a time, in an order that follows from a seed: between two points nobody else runs. What a data race makes possible
/// thus happens for some seed, and again for the same seed.
/// </summary>
/// <remarks>
/// Interleavings are those of a sequentially consistent machine; reorderings by a weaker memory model are not explored. Each point is a place that
/// the code under test announces.
/// </remarks>
internal sealed class ThreadSchedule(int threads, ulong seed)
{
    /// <summary>At one point in so many somebody else may go on: most races need few switches, and long runs between them.</summary>
    private const ulong SwitchOneIn = 3;

    [ThreadStatic]
    private static int s_me;

    private readonly SemaphoreSlim[] _turn = [.. Enumerable.Range(0, threads).Select(_ => new SemaphoreSlim(0))];
    private readonly State[] _states = new State[threads];
    private ulong _drawn;

    private enum State
    {
        Ready,
        Blocked,
        Done,
    }

    /// <summary>Points passed so far: a clock.</summary>
    public long Clock { get; private set; }

    /// <summary>Whether all threads that are left wait for one another.</summary>
    public bool IsDeadlocked { get; private set; }

    /// <summary>Runs one body on each thread, to the end. Bodies do not throw, except <see cref="AbandonedException"/>.</summary>
    public void Run(Action<int> body)
    {
        int first = Pick();
        Crew.OfCaller.Run(threads, me =>
        {
            s_me = me;
            if (me == first)
            {
                _turn[me].Release();
            }

            _turn[me].Wait();
            try
            {
                body(me);
            }
            catch (AbandonedException)
            {
                // The schedule is stuck, and says so itself.
            }

            _states[me] = State.Done;
            PassOn();
        });
    }

    /// <summary>A place where another thread may go on.</summary>
    public void Point()
    {
        Clock++;
        if (Draw(SwitchOneIn) == 0)
        {
            SwitchTo(Pick());
        }
    }

    /// <summary>Waits until somebody calls <see cref="WakeAll"/>.</summary>
    public void Block()
    {
        _states[s_me] = State.Blocked;
        int me = s_me;
        PassOn();
        _turn[me].Wait();
        if (IsDeadlocked)
        {
            throw new AbandonedException();
        }
    }

    /// <summary>Lets those who wait try again, when it is their turn.</summary>
    public void WakeAll()
    {
        for (int i = 0; i < threads; i++)
        {
            _states[i] = _states[i] == State.Blocked ? State.Ready : _states[i];
        }
    }

    private void SwitchTo(int next)
    {
        int me = s_me;
        if (next != me)
        {
            _turn[next].Release();
            _turn[me].Wait();
        }
    }

    /// <summary>Gives the turn away for good, or until woken.</summary>
    private void PassOn()
    {
        if (_states.Any(s => s == State.Ready))
        {
            _turn[Pick()].Release();
        }
        else if (_states.Any(s => s == State.Blocked))
        {
            IsDeadlocked = true;
            WakeAll();
            _turn[Pick()].Release();
        }
    }

    private ulong Draw(ulong choices) => SplitMix64.At(seed, _drawn++) % choices;

    private int Pick()
    {
        int[] ready = [.. Enumerable.Range(0, threads).Where(i => _states[i] == State.Ready)];
        return ready[(int)Draw((ulong)ready.Length)];
    }
}

/// <summary>Ends a thread whose schedule is stuck.</summary>
internal sealed class AbandonedException : Exception;
