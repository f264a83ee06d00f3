using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Merge;

/// <summary>
/// Merged limits are at least as tight as each device's, and no tighter than somebody asked: in each field the value is one
/// that a device has.
/// </summary>
internal static class MergeOnlyTightens
{
    public static Law Law { get; } = new(
        "Merge.OnlyTightens", "merge(S) <= s for all s in S; each field of merge(S) is some s's", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => MergeLaws.ForBothRules(c, atLeast: 1, (rules, limits) =>
    {
        ResolvedLimits merged = rules.Merge(limits);
        return LawResult.Worst(LimitKinds.All.Select(kind => CheckField(kind, merged, limits, rules)));
    });

    private static LawResult CheckField(LimitKind kind, ResolvedLimits merged, ResolvedLimits[] limits, IRules rules)
    {
        foreach (ResolvedLimits device in limits)
        {
            if (!IsAtLeastAsTight(kind, merged[kind], device[kind]))
            {
                return LawResult.Violated(
                    $"{kind.FieldName()} as tight as each device's", $"0x{device[kind]:x} or tighter", $"0x{merged[kind]:x}", rules.Name);
            }
        }

        return limits.Any(device => device[kind] == merged[kind])
            ? LawResult.Holds
            : LawResult.Violated(
                $"{kind.FieldName()} asked for by somebody", "a device's value", $"0x{merged[kind]:x}", rules.Name);
    }

    private static bool IsAtLeastAsTight(LimitKind kind, ulong merged, ulong device) => kind switch
    {
        LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => merged >= device,
        LimitKind.MaxSegmentCount or LimitKind.MaxSegmentSize or LimitKind.SegmentBoundaryMask
            or LimitKind.AddressMask => merged <= device,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
