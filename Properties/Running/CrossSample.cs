using System.Diagnostics;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>Which scenarios of a run are put to the second solver, and how long it has taken. May be used by several threads.</summary>
internal sealed class CrossSample(CrossSettings settings, RunSettings run, IVoter secondSolver)
{
    private readonly Metered _voter = new(secondSolver);

    /// <summary>The second solver; the time it takes is counted.</summary>
    public IVoter Voter => _voter;

    /// <summary>Time that it took so far, of all threads together.</summary>
    public TimeSpan Spent => _voter.Spent;

    /// <summary>
    /// Whether a scenario on which the solver votes is in the sample. Of each group of <see cref="CrossSettings.Every"/> one is, at a place of its
    /// own in each group: kinds of cases come at fixed places, and a fixed step would see few of them.
    /// </summary>
    public bool Includes(long index)
    {
        long solved = (index / Plan.Cycle / run.SolverEvery * Plan.Cycle) + (index % Plan.Cycle);
        (long group, long place) = Math.DivRem(solved, settings.Every);
        return group < settings.MostScenarios && (ulong)place == SplitMix64.At(0, (ulong)group) % (ulong)settings.Every;
    }

    /// <summary>Whether there is time for another scenario, so long after the start.</summary>
    public bool HasTime(TimeSpan elapsed) =>
        run.Time is null || Spent <= elapsed * run.Workers * settings.TimeShare;

    private sealed class Metered(IVoter real) : IVoter
    {
        private long _ticks;

        public string Name => real.Name;

        public TimeSpan Spent => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

        public TableVote Answer(TableQuestion question)
        {
            long started = Stopwatch.GetTimestamp();
            try
            {
                return real.Answer(question);
            }
            finally
            {
                Interlocked.Add(ref _ticks, Stopwatch.GetElapsedTime(started).Ticks);
            }
        }
    }
}
