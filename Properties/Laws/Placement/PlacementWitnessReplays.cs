using DmabufVerify.Properties.Deciding;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>A solver's sat is believed when the specification accepts its table, count included.</summary>
internal static class PlacementWitnessReplays
{
    private const ulong MostPages = 4096;

    public static Law Law { get; } = new(
        "Placement.WitnessReplays", "sat(solver) => valid(witness(solver))", NeedsSolver: true, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.Select(part => part switch
    {
        LayoutQuestion q => CheckWitness(c, part, q.Buffer, q.Judges),
        BounceQuestion q => CheckWitness(c, part, q.Buffer, [Cut(c, q)]),
        PlacementQuestion { Mode: SharingMode.Shared } q when c.Solved(q).Vote.Storage is { } storage =>
            CheckWitness(c, part, new PagedBuffer(q.PageSize, storage, q.SizeBytes), q.Judges),
        _ => LawResult.NotApplicable,
    }));

    /// <summary>A table that may be copied is judged with the reach set aside; where any is copied, by the longest bounce too.</summary>
    private static Judge Cut(Case c, BounceQuestion q) =>
        EverythingInReach.Of(Copies.AreNeeded(q, c.Voters.Spec) ? Copies.Cut(q.Judge) : q.Judge.Direct);

    private static LawResult CheckWitness(Case c, TableQuestion part, PagedBuffer buffer, ValueList<Judge> judges)
    {
        if (buffer.UsedPages > MostPages || c.Solved(part).Witness is not { } witness)
        {
            return LawResult.NotApplicable;
        }

        TableProblem? problem = Validity.FirstProblem(witness, new Pages(buffer), judges, withCount: true);
        return problem is null
            ? LawResult.Holds
            : LawResult.Violated(
                $"{problem.Fault}".ToLowerInvariant(), "a valid table", $"segments[{problem.SegmentIndex}] is not", c.Voters.Solver!.Name);
    }
}
