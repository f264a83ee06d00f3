namespace DmabufVerify.Vocabulary;

/// <summary>
/// The functions that specification and optimised implementation both have, in one signature, so that a law can be written once
/// and a fault planted in either.
/// </summary>
public interface IRules : IVoter
{
    /// <summary>The tightest of each field; <see cref="ResolvedLimits.Unlimited"/> for none. For devices that see the same addresses.</summary>
    ResolvedLimits Merge(ReadOnlySpan<ResolvedLimits> limits);

    /// <summary>An empty set of attachments whose merged limits can be read after each change.</summary>
    IAttachSet NewAttachSet();

    /// <summary>The scenario's buffer, not exported yet.</summary>
    IDmaBuf NewBuffer(Scenario scenario);

    /// <summary>
    /// A valid table with the fewest segments, in physical addresses, left to right longest first; <see langword="null"/> when none
    /// exists whatever its length. The count limit is not applied. A table of more than <paramref name="maxSegments"/> segments is
    /// cut off there, so that a caller bounds what it holds.
    /// </summary>
    SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments);

    /// <summary>
    /// The table of a device that may bounce (docs/semantics.md, "Bounce"), copies in their places; <see langword="null"/> when there is none
    /// whatever its length, or when a copy finds no place, of as many segments as are asked for. The count limit is not applied. Cut off at <paramref name="maxSegments"/>.
    /// </summary>
    ValueList<BouncedSegment>? TableWithCopies(PagedBuffer buffer, BouncingJudge judge, int maxSegments);

    /// <summary>
    /// Bytes of the longest prefix of the buffer, count limit included, for which a table exists: its capacity over this layout.
    /// Zero when not even one byte has a table.
    /// </summary>
    ulong LongestPrefixBytes(PagedBuffer buffer, ValueList<Judge> judges);

    /// <summary>
    /// Bytes of the largest buffer that any layout can hold for one judge, as an exact number up to 2^64; <see langword="null"/> where
    /// the implementation cannot tell.
    /// </summary>
    UInt128? CapacityBytes(PageSize pageSize, Judge judge);

    /// <summary>
    /// The segments that iommu_dma_map_sg and __finalise_sg leave (drivers/iommu/dma-iommu.c) when the buffer's maximal runs are
    /// mapped for a device with these limits. Addresses are relative to the start of the IOVA range, which is aligned to the power
    /// of two at or above its size. Cut off at <paramref name="maxSegments"/>.
    /// </summary>
    SegmentTable JoinedTable(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes, int maxSegments);
}
