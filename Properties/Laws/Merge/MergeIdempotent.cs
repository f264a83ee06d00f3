namespace DmabufVerify.Properties.Laws.Merge;

/// <summary>merge(a, a) = a, also with others present: attaching a device twice changes nothing (thread F25).</summary>
internal static class MergeIdempotent
{
    public static Law Law { get; } = new("Merge.Idempotent", "merge(a, a) = a", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => MergeLaws.ForBothRules(c, atLeast: 1, (rules, limits) => LawResult.Worst(
    [
        MergeLaws.Same("one device twice", limits[0], rules.Merge([limits[0], limits[0]]), rules),
        MergeLaws.Same("the whole set twice", rules.Merge(limits), rules.Merge([.. limits, .. limits]), rules),
    ]));
}
