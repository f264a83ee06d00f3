using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>
/// Capacity over all layouts: memory in reach falls into windows, each window into pieces of the largest segment and one
/// remainder; no buffer is larger than the largest pieces together, as many as the count allows, and that one exists.
/// </summary>
public static class CapacityByPieces
{
    private readonly record struct Pieces(UInt128 Bytes, UInt128 Number);

    /// <summary>
    /// Bytes of the largest buffer; <see langword="null"/> with a gap mask above a page, for which pieces may not be chosen one by one.
    /// </summary>
    public static UInt128? Bytes(PageSize pageSize, Judge judge)
    {
        if (judge.Limits.VirtBoundaryMask >= pageSize.Bytes || Reach.OnBus(pageSize, judge) is not { } reach)
        {
            return judge.Limits.VirtBoundaryMask >= pageSize.Bytes ? null : 0;
        }

        return Bytes(pageSize, judge, [reach]);
    }

    /// <summary>
    /// Bytes of the largest buffer within some ranges of bus addresses, the reach and a gap mask set aside. Ranges do not overlap, and one
    /// that follows another is not part of the same segment.
    /// </summary>
    internal static UInt128 Bytes(PageSize pageSize, Judge judge, IEnumerable<Reach.Range> memory)
    {
        UInt128 window = (UInt128)pageSize.WindowPages(judge.Limits.SegmentBoundaryMask) * pageSize.Bytes;
        UInt128 segment = UInt128.Min(
            window, (UInt128)pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes) * pageSize.Bytes);
        UInt128 left = judge.Limits.MaxSegmentCount;
        UInt128 total = 0;
        IEnumerable<Pieces> all = memory.SelectMany(range => Windows(range, window)).SelectMany(w => Cut(w, segment));
        foreach (Pieces pieces in all.OrderByDescending(p => p.Bytes))
        {
            UInt128 taken = UInt128.Min(left, pieces.Number);
            total += taken * pieces.Bytes;
            left -= taken;
        }

        return total;
    }

    /// <summary>The windows in reach: a first one that may be cut off below, whole ones, a last one that may be cut off above.</summary>
    private static Pieces[] Windows(Reach.Range reach, UInt128 window)
    {
        UInt128 firstEdge = RoundUp(reach.Start, window);
        UInt128 lastEdge = reach.End - (reach.End % window);
        return firstEdge > lastEdge
            ? [new(reach.End - reach.Start, 1)]
            : [new(firstEdge - reach.Start, 1), new(window, (lastEdge - firstEdge) / window), new(reach.End - lastEdge, 1)];
    }

    private static Pieces[] Cut(Pieces window, UInt128 segment) =>
        [new(segment, window.Bytes / segment * window.Number), new(window.Bytes % segment, window.Number)];

    private static UInt128 RoundUp(UInt128 value, UInt128 unit) => (value + unit - 1) / unit * unit;
}
