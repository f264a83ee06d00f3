using DmabufVerify.Optimised;
using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Bench.Ratios;

/// <summary>A way to decide placements.</summary>
/// <param name="Name">Heads its columns.</param>
/// <param name="Questions">How many of a row's questions it is asked at most.</param>
/// <param name="Seconds">After so many in a row no further question is asked.</param>
/// <param name="Repeats">Of so many times for a question the least counts, as the machine is shared; a slow answer is not repeated.</param>
/// <param name="Answer">Decides one.</param>
internal sealed record PlacementWay(string Name, int Questions, int Seconds, int Repeats, Func<PlacementQuestion, Verdict> Answer)
{
    private static readonly OptimisedVoter Optimised = new();
    private static readonly SolverVoter Solver = new();

    /// <summary>The optimised voter, which searches itself.</summary>
    public static PlacementWay Direct { get; } =
        new("direct", PlacementTimes.QuestionsOfRow, 60, 3, question => Optimised.Answer(question).Verdict);

    /// <summary>The solver's vote with its default budget: 2 million steps a check, 5 seconds an answer.</summary>
    public static PlacementWay Z3 { get; } = new("Z3", 20, 8, 3, question => Solver.Answer(question).Verdict);

    /// <summary>Milliseconds up to which Z3's median may go, up to <see cref="MostExtentsOfTarget"/> extents.</summary>
    public const double TargetMilliseconds = 25;

    /// <summary>Beyond so many extents there is no target.</summary>
    public const int MostExtentsOfTarget = 16;
}
