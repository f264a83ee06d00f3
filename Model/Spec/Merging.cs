using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>Merged limits: of every field the tightest value that any device has.</summary>
public static class Merging
{
    /// <summary>
    /// The limits that a table must satisfy to satisfy all of these, for devices that see the same addresses. A meet: the order of the
    /// devices and their repetition have no say, and none at all leaves <see cref="ResolvedLimits.Unlimited"/>.
    /// </summary>
    /// <remarks>
    /// Boundary masks are 2^k - 1, so the smaller one is also their intersection (thread F11). The larger gap mask is the tighter one;
    /// blk_stack_limits (block/blk-settings.c) takes the smaller. Reach is an upper bound, so the smaller, not the AND (thread G3).
    /// </remarks>
    public static ResolvedLimits Merge(IReadOnlyCollection<ResolvedLimits> limits) => limits.Count == 0
        ? ResolvedLimits.Unlimited
        : new ResolvedLimits(
            MaxSegmentCount: limits.Min(l => l.MaxSegmentCount),
            MaxSegmentSizeBytes: limits.Min(l => l.MaxSegmentSizeBytes),
            SegmentBoundaryMask: limits.Min(l => l.SegmentBoundaryMask),
            VirtBoundaryMask: limits.Max(l => l.VirtBoundaryMask),
            MinAlignMask: limits.Max(l => l.MinAlignMask),
            AddressMask: limits.Min(l => l.AddressMask));
}
