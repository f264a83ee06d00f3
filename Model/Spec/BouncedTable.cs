using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>
/// The table of a device that may copy what it does not reach: docs/semantics.md, "Bounce". The same for the question over given storage, for
/// placement and for attach and map.
/// </summary>
internal static class BouncedTable
{
    /// <summary>The vote over given storage. What finds no place in the pool is refused by the reach, whatever else the pool has to keep.</summary>
    public static TableVote Answer(PagedBuffer buffer, BouncingJudge judge)
    {
        var pages = new Pages(buffer);
        PageWalk.Outcome walk = Walk(pages, judge);
        if (walk.StuckAt is { } page)
        {
            LimitKind kind = Cut(judge, buffer.PageSize, ReachesAll(pages, judge)) is null ? LimitKind.MinAlignMask : LimitKind.VirtBoundaryMask;
            return TableVote.Unsat(new Refusal(judge.Device, kind, judge.PoolLimits[kind], Needed: null, (ulong)page));
        }

        return BouncePool.Place(new SegmentTable([.. walk.Segments]), InPool(judge), buffer.PageSize) is null
            ? TableVote.Unsat(new Refusal(judge.Device, LimitKind.AddressMask, judge.PoolLimits.AddressMask, Needed: null, Page: null))
            : SpecVoter.WithinCount((ulong)walk.Segments.Count, [judge.Direct]);
    }

    /// <summary>The table in physical addresses, its count kept and the pool not looked at; <see langword="null"/> when there is none.</summary>
    public static SegmentTable? Of(PagedBuffer buffer, BouncingJudge judge)
    {
        PageWalk.Outcome walk = Walk(new Pages(buffer), judge);
        return walk.StuckAt is null && (ulong)walk.Segments.Count <= judge.Direct.Limits.MaxSegmentCount
            ? new SegmentTable([.. walk.Segments])
            : null;
    }

    /// <summary>
    /// The table in the device's own addresses, copies in their places, its count set aside; <see langword="null"/> when there is none or a
    /// copy finds no place.
    /// </summary>
    public static ValueList<BouncedSegment>? WithCopies(PagedBuffer buffer, BouncingJudge judge)
    {
        PageWalk.Outcome walk = Walk(new Pages(buffer), judge);
        return walk.StuckAt is null && BouncePool.Place(new SegmentTable([.. walk.Segments]), InPool(judge), buffer.PageSize) is { } placed
            ? [.. walk.Segments.Zip(placed.Segments, (original, onBus) => new BouncedSegment(onBus, CopyOf(original, judge)))]
            : null;
    }

    private static ulong? CopyOf(Segment original, BouncingJudge judge) =>
        BouncePool.Reaches(InPool(judge), (Int128)original.AddressBytes - judge.Direct.BusOffsetBytes, original.LengthBytes)
            ? null
            : original.AddressBytes;

    /// <summary>
    /// Whose limits cut the table: cut to what can be copied, unless the device reaches everything (dma_max_mapping_size,
    /// kernel/dma/direct.c). <see langword="null"/> when not even a page can be copied.
    /// </summary>
    public static Judge? Cut(BouncingJudge judge, PageSize pageSize, bool reachesAll)
    {
        ResolvedLimits limits = judge.Direct.Limits;
        ulong longest = reachesAll ? ulong.MaxValue : BouncePool.LongestBytes(judge.PoolLimits);
        return longest < pageSize.Bytes
            ? null
            : judge.Direct with { Limits = limits with { MaxSegmentSizeBytes = Math.Min(limits.MaxSegmentSizeBytes, longest) } };
    }

    /// <summary>The device where it places copies.</summary>
    public static Judge InPool(BouncingJudge judge) => judge.Direct with { Limits = judge.PoolLimits };

    /// <summary>Whether there is anything that the device could copy. One that cannot has to reach all of the storage.</summary>
    public static bool CanCopy(BouncingJudge judge, PageSize pageSize) =>
        BouncePool.BytesWithinReach(InPool(judge)) > 0 && Cut(judge, pageSize, reachesAll: false) is not null;

    private static PageWalk.Outcome Walk(Pages pages, BouncingJudge judge) =>
        Cut(judge, pages.Buffer.PageSize, ReachesAll(pages, judge)) is { } cut
            ? PageWalk.Walk(pages, [cut], withReach: false)
            : new PageWalk.Outcome([], StuckAt: 0);

    private static bool ReachesAll(Pages pages, BouncingJudge judge) =>
        Enumerable.Range(0, pages.Count).All(page => Rules.ReachesPage(pages, page, judge.Direct));
}
