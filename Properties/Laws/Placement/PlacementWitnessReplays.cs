using DmabufVerify.Spec;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>A solver's sat is believed when the specification accepts its table, count included.</summary>
internal static class PlacementWitnessReplays
{
    private const ulong MostPages = 4096;

    public static Law Law { get; } = new(
        "Placement.WitnessReplays", "sat(solver) => valid(witness(solver))", NeedsSolver: true, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Layouts.Select(q =>
    {
        if (q.Buffer.UsedPages > MostPages || c.Solved(q).Witness is not { } witness)
        {
            return LawResult.NotApplicable;
        }

        TableProblem? problem = Validity.FirstProblem(witness, c.Pages(q), q.Judges, withCount: true);
        return problem is null
            ? LawResult.Holds
            : LawResult.Violated(
                $"{problem.Fault}".ToLowerInvariant(), "a valid table", $"segment {problem.SegmentIndex} is not", c.Voters.Solver!.Name);
    }));
}
