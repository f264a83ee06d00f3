using DmabufVerify.Properties.Laws.Table;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>Where both decide, specification and solver say the same, the number of segments included.</summary>
internal static class PlacementSpecAgreesWithSolver
{
    public static Law Law { get; } = new(
        "Placement.SpecAgreesWithSolver", "answer(spec) = answer(solver), neither unknown", NeedsSolver: true, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.Select(part =>
    {
        TableVote spec = c.Vote(c.Voters.Spec, part);
        TableVote solver = c.Solved(part).Vote;
        if (spec.Verdict == Verdict.Unknown || solver.Verdict == Verdict.Unknown)
        {
            return LawResult.Unknown;
        }

        if (spec.Verdict != solver.Verdict)
        {
            return LawResult.Violated("verdict", $"spec: {spec.Verdict}", $"solver: {solver.Verdict}");
        }

        return solver.FewestSegments is null || solver.FewestSegments == spec.FewestSegments
            ? LawResult.Holds
            : LawResult.Violated(
                "fewest segments",
                $"spec: {TableLaws.Describe(spec.FewestSegments)}",
                $"solver: {TableLaws.Describe(solver.FewestSegments)}");
    }));
}
