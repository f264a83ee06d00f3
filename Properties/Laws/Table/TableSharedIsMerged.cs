using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>
/// Where bus offsets agree, a table that suits all devices is a table for their merged limits: the union that the RFC proposed loses
/// nothing against asking each device (thread D9.2).
/// </summary>
internal static class TableSharedIsMerged
{
    public static Law Law { get; } = new(
        "Table.SharedIsMerged", "answer(b, S) = answer(b, { merge(S) }), bus offsets equal", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Layouts
        .Where(q => q.Judges.Count > 1 && q.Judges.All(j => j.BusOffsetBytes == q.Judges[0].BusOffsetBytes))
        .SelectMany(q => c.Voters.Rules.Select(rules => Compare(c, q, rules))));

    private static LawResult Compare(Case c, LayoutQuestion q, IRules rules)
    {
        ResolvedLimits merged = rules.Merge([.. q.Judges.Select(j => j.Limits)]);
        TableVote each = c.Vote(rules, q);
        TableVote one = rules.Answer(q with { Judges = [q.Judges[0] with { Limits = merged }] });
        return (each.Verdict, each.FewestSegments) == (one.Verdict, one.FewestSegments)
            ? LawResult.Holds
            : LawResult.Violated(
                "merged limits",
                $"{each.Verdict}, {TableLaws.Describe(each.FewestSegments)}",
                $"{one.Verdict}, {TableLaws.Describe(one.FewestSegments)}",
                rules.Name);
    }
}
