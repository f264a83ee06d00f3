using System.Diagnostics.CodeAnalysis;

namespace DmabufVerify.Properties.Concurrency;

/// <summary>
/// Threads kept for one caller: a schedule takes less time than the start of a thread. Background threads: they end with the process.
/// </summary>
internal sealed class Crew
{
    [ThreadStatic]
    private static Crew? s_ofCaller;

    private readonly List<Hand> _hands = [];

    /// <summary>The calling thread's.</summary>
    public static Crew OfCaller => s_ofCaller ??= new Crew();

    /// <summary>Runs a body so many times at once, each with its number, and returns when all have ended. Bodies do not throw.</summary>
    public void Run(int count, Action<int> body)
    {
        while (_hands.Count < count)
        {
            _hands.Add(new Hand());
        }

        for (int i = 0; i < count; i++)
        {
            int number = i;
            _hands[i].Start(() => body(number));
        }

        for (int i = 0; i < count; i++)
        {
            _hands[i].Join();
        }
    }

    [SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process; a semaphore without a wait handle holds nothing to free.")]
    private sealed class Hand
    {
        private readonly SemaphoreSlim _work = new(0);
        private readonly SemaphoreSlim _done = new(0);
        private Action _body = () => { };

        public Hand() => new Thread(Loop) { IsBackground = true }.Start();

        public void Start(Action body)
        {
            _body = body;
            _work.Release();
        }

        public void Join() => _done.Wait();

        private void Loop()
        {
            while (true)
            {
                _work.Wait();
                _body();
                _done.Release();
            }
        }
    }
}
