namespace DmabufVerify.Properties.Laws.Merge;

/// <summary>merge(merge(a, b), c) = merge(a, merge(b, c)): devices may be merged in groups.</summary>
internal static class MergeAssociates
{
    public static Law Law { get; } = new(
        "Merge.Associates", "merge(merge(a, b), c) = merge(a, merge(b, c)) = merge(a, b, c)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => MergeLaws.ForBothRules(c, atLeast: 3, (rules, limits) =>
    {
        var left = rules.Merge([rules.Merge(limits.AsSpan(..2)), .. limits[2..]]);
        var right = rules.Merge([limits[0], rules.Merge(limits.AsSpan(1..))]);
        return LawResult.Worst(
        [
            MergeLaws.Same("left group against right group", left, right, rules),
            MergeLaws.Same("groups against all at once", rules.Merge(limits), left, rules),
        ]);
    });
}
