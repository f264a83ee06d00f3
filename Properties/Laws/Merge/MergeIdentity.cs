using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Merge;

/// <summary>Unlimited adds nothing, and nobody asks for nothing (thread F20, F24).</summary>
internal static class MergeIdentity
{
    public static Law Law { get; } = new(
        "Merge.Identity", "merge(a, unlimited) = a; merge() = unlimited", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => MergeLaws.ForBothRules(c, atLeast: 1, (rules, limits) => LawResult.Worst(
    [
        MergeLaws.Same("unlimited last", limits[0], rules.Merge([limits[0], ResolvedLimits.Unlimited]), rules),
        MergeLaws.Same("unlimited first", limits[0], rules.Merge([ResolvedLimits.Unlimited, limits[0]]), rules),
        MergeLaws.Same("nobody", ResolvedLimits.Unlimited, rules.Merge([]), rules),
    ]));
}
