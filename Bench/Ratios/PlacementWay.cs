using System.Diagnostics;
using DmabufVerify.Optimised;
using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench.Ratios;

/// <summary>A way to decide placements.</summary>
/// <param name="Name">Heads its columns.</param>
/// <param name="Questions">How many of a row's questions it is asked; fewer for a slow one.</param>
/// <param name="Repeats">Of so many times for a question the least counts, as the machine is shared; a slow answer is not repeated.</param>
/// <param name="Clock">
/// Time so far. The wall clock for what is over before another program gets its turn; for milliseconds the time that this process had
/// a CPU, which on a machine of one's own is the same.
/// </param>
/// <param name="Answer">Decides one.</param>
internal sealed record PlacementWay(
    string Name, int Questions, int Repeats, Func<TimeSpan> Clock, Func<PlacementQuestion, Verdict> Answer)
{
    private static readonly OptimisedVoter Optimised = new();
    private static readonly SolverVoter Solver = new(new SolverOptions { StepLimit = 200_000, WallMilliseconds = 60_000 });

    /// <summary>The optimised voter, which searches itself.</summary>
    public static PlacementWay Direct { get; } =
        new("direct", PlacementTimes.QuestionsOfRow, 3, () => Stopwatch.GetElapsedTime(0), question => Optimised.Answer(question).Verdict);

    /// <summary>
    /// The solver's vote, with a tenth of its default budget of steps and no wall time that ends one: what it does not decide is the same
    /// however busy the machine is, and costs a second, not five.
    /// </summary>
    public static PlacementWay Z3 { get; } = new(
        "Z3", 20, 3, () => Environment.CpuUsage.TotalTime, question => Solver.Answer(question).Verdict);

    /// <summary>Milliseconds up to which Z3's median may go, up to <see cref="MostExtentsOfTarget"/> extents.</summary>
    public const double TargetMilliseconds = 25;

    /// <summary>Beyond so many extents there is no target.</summary>
    public const int MostExtentsOfTarget = 16;
}
