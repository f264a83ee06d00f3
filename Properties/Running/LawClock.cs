using System.Diagnostics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>
/// How the time of a worker goes to laws. Reading a clock for every law of every case would cost; one case in seven will do. Not thread-safe, but
/// another thread may add it up while it runs.
/// </summary>
internal sealed class LawClock(int laws)
{
    /// <summary>One block of a plan's cycle in so many: no divisor of how often the solver votes, so that its time is in it as often as it should.</summary>
    private const int Every = 7;

    private readonly long[] _ticks = new long[laws];
    private long _last;

    /// <summary>Each law's share of all, from 0 to 1; all 0 before anything was measured.</summary>
    public ValueList<double> Shares
    {
        get
        {
            double all = Math.Max(1, _ticks.Sum());
            return [.. _ticks.Select(ticks => ticks / all)];
        }
    }

    /// <summary>Whether a scenario is one of the sample.</summary>
    public static bool Includes(long index) => index / Plan.Cycle % Every == 0;

    /// <summary>Before the first law of a case.</summary>
    public void Start(bool isTimed) => _last = isTimed ? Stopwatch.GetTimestamp() : 0;

    /// <summary>After a law: what it took.</summary>
    public TimeSpan Lap(int law)
    {
        long now = Stopwatch.GetTimestamp();
        TimeSpan took = Stopwatch.GetElapsedTime(_last, now);
        _ticks[law] += took.Ticks;
        _last = now;
        return took;
    }

    /// <summary>Adds another worker's time.</summary>
    public void Add(LawClock other)
    {
        for (int law = 0; law < _ticks.Length; law++)
        {
            _ticks[law] += other._ticks[law];
        }
    }
}
