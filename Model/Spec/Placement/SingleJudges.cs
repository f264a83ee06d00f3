using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>Those who must each be served for all of them to be: what each needs is necessary, and not enough.</summary>
/// <remarks>
/// Devices behind an IOMMU are not among them. What the kernel's join leaves of storage in one piece is one segment, which no count
/// forbids, up to 4 GiB; beyond that an entry ends, and the wrap after an entry longer than the limit may leave fewer segments of pieces
/// than of one piece. So the count of such a device says nothing about all storage. Its reach does: <see cref="OutOfIovaReach"/>.
/// </remarks>
internal static class SingleJudges
{
    /// <summary>
    /// With one table for judges that see the same addresses, one judge with the merged limits, under the name of who allows the fewest
    /// segments; every judge otherwise. Then who may bounce, each cut to what can be copied where it does not reach pages enough; the caller
    /// knows that what must be copied can be.
    /// </summary>
    public static IEnumerable<Judge> Of(PlacementQuestion question)
    {
        ValueList<Judge> judges = question.Judges;
        IEnumerable<Judge> zeroCopy = judges.Count > 0 && question.Mode == SharingMode.Shared && judges.All(j => j.BusOffsetBytes == judges[0].BusOffsetBytes)
            ? [judges.MinBy(j => j.Limits.MaxSegmentCount)! with { Limits = Merging.Merge([.. judges.Select(j => j.Limits)]) }]
            : judges;
        return zeroCopy.Concat(question.Bouncing
            .Select(b => BouncedTable.Cut(b, question.PageSize, UsableMemory.PagesFor(question, b.Direct) >= question.Pages))
            .OfType<Judge>());
    }

    /// <summary>
    /// The judge that can hold the fewest bytes of these pages, when that is less than the buffer: the largest segments together are not
    /// enough. A gap mask is set aside, as it only makes it less; so are the pools. <see langword="null"/> when each alone can hold it so.
    /// </summary>
    public static Judge? TooTight(PlacementQuestion question, ValueList<PfnRun> usable)
    {
        UInt128 needed = (UInt128)question.Pages * question.PageSize.Bytes;
        return Of(question).MinBy(judge => Holds(question, usable, judge)) is { } tightest && Holds(question, usable, tightest) < needed
            ? tightest
            : null;
    }

    /// <summary>A device that has to copy more than its pool takes: all that it does not reach of any storage. Slots lost between copies are set aside.</summary>
    public static BouncingJudge? PoolTooSmall(PlacementQuestion question) => question.Bouncing.FirstOrDefault(b =>
        question.SizeBytes > (UsableMemory.PagesFor(question, b.Direct) * question.PageSize.Bytes) + BouncePool.BytesWithinReach(BouncedTable.InPool(b)));

    /// <summary>
    /// Why a device behind an IOMMU does not reach the range that it is given: that depends on the buffer's size and not on the storage.
    /// <see langword="null"/> when each reaches its own.
    /// </summary>
    public static Refusal? OutOfIovaReach(PlacementQuestion question)
    {
        var onePiece = new PagedBuffer(question.PageSize, new Layout(0, [new PfnRun(0, question.Pages)]), question.SizeBytes);
        return question.Joining.Select(j => SpecVoter.RangeOutOfReach(onePiece, j.Judge)?.Refusal).FirstOrDefault(refusal => refusal is not null);
    }

    private static UInt128 Holds(PlacementQuestion question, ValueList<PfnRun> usable, Judge judge) =>
        CapacityByPieces.Bytes(question.PageSize, judge, usable.Select(run => OnBus(question.PageSize, run, judge)));

    /// <summary>
    /// A run where a judge sees it, but for a multiple of its windows: who may bounce sees pages below zero. Without a boundary nothing
    /// depends on where it is.
    /// </summary>
    private static Reach.Range OnBus(PageSize pageSize, PfnRun run, Judge judge)
    {
        Int128 shift = judge.Limits.SegmentBoundaryMask == LimitKind.SegmentBoundaryMask.Unlimited()
            ? 0
            : ((Int128)1 << 63) - judge.BusOffsetBytes;
        return new Reach.Range((UInt128)((run.FirstPfn * (Int128)pageSize.Bytes) + shift), (UInt128)((run.EndPfn * (Int128)pageSize.Bytes) + shift));
    }
}
