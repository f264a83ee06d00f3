using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Merge;

/// <summary>Whoever attached and left has left no trace; what is read after each step is the merge of those present (thread F6, H3).</summary>
internal static class MergeDetachEqualsNeverAttached
{
    public static Law Law { get; } = new(
        "Merge.DetachEqualsNeverAttached", "detach(attach(S, a), a) = S, read after every step", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => MergeLaws.ForBothRules(c, atLeast: 1, (rules, limits) =>
        LawResult.Worst(limits.Select((_, leaver) => AttachAllDetachOne(c, rules, limits, leaver))));

    private static LawResult AttachAllDetachOne(Case c, IRules rules, ResolvedLimits[] limits, int leaver)
    {
        IAttachSet set = rules.NewAttachSet();
        int[] slots = [.. limits.Select(set.Attach)];
        ResolvedLimits all = set.Merged;
        set.Detach(slots[leaver]);
        ResolvedLimits rest = set.Merged;
        set.Attach(limits[leaver]);
        return LawResult.Worst(
        [
            MergeLaws.Same("after all attach", c.Voters.Spec.Merge(limits), all, rules),
            MergeLaws.Same("after one detach", c.Voters.Spec.Merge([.. limits[..leaver], .. limits[(leaver + 1)..]]), rest, rules),
            MergeLaws.Same("after it attaches again", c.Voters.Spec.Merge(limits), set.Merged, rules),
        ]);
    }
}
