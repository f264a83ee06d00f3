using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Tables in physical addresses over a layout.</summary>
internal static class Tables
{
    /// <summary>The shortest table that is valid for all judges, their counts included.</summary>
    public static SegmentTable? Valid(PagedBuffer buffer, ValueList<Judge> judges) => Valid(new Pages(buffer), judges, withReach: true);

    /// <summary>
    /// The table that a device which may bounce is given: cut to what can be copied, unless it reaches everything
    /// (dma_max_mapping_size, kernel/dma/direct.c).
    /// </summary>
    /// <param name="buffer">What the table is over.</param>
    /// <param name="judge">The device's say over tables.</param>
    /// <param name="inPool">All of its limits, which count in the pool.</param>
    public static SegmentTable? ForBouncing(PagedBuffer buffer, Judge judge, Judge inPool)
    {
        var pages = new Pages(buffer);
        bool reachesAll = Enumerable.Range(0, pages.Count).All(page => Rules.ReachesPage(pages, page, judge));
        ulong longest = reachesAll ? judge.Limits.MaxSegmentSizeBytes : Math.Min(judge.Limits.MaxSegmentSizeBytes, BouncePool.LongestBytes(inPool.Limits));
        ResolvedLimits limits = judge.Limits with { MaxSegmentSizeBytes = longest };
        return longest < buffer.PageSize.Bytes ? null : Valid(pages, [judge with { Limits = limits }], withReach: false);
    }

    /// <summary>A device's say over tables, and all of its limits over the pool: the kernel honours them there.</summary>
    public static Judge InPool(Device device, Policy policy) =>
        new(device.Name, device.Limits.Resolve(policy.Defaults), device.BusOffsetBytes);

    private static SegmentTable? Valid(Pages pages, ValueList<Judge> judges, bool withReach)
    {
        PageWalk.Outcome walk = PageWalk.Walk(pages, judges, withReach);
        return walk.StuckAt is null && judges.All(j => (ulong)walk.Segments.Count <= j.Limits.MaxSegmentCount)
            ? new SegmentTable([.. walk.Segments])
            : null;
    }
}
