namespace DmabufVerify.Properties.Laws.Merge;

/// <summary>merge(a, b) = merge(b, a); for all devices at once, the order has no say.</summary>
internal static class MergeCommutes
{
    public static Law Law { get; } = new("Merge.Commutes", "merge(a, b) = merge(b, a)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => MergeLaws.ForBothRules(c, atLeast: 2, (rules, limits) =>
        MergeLaws.Same("reversed", rules.Merge(limits), rules.Merge([.. limits.Reverse()]), rules));
}
