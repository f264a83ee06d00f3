using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Whether a table that exists already would do for somebody: the rules of docs/semantics.md, segment by segment.</summary>
internal static class TableCheck
{
    /// <summary>Count included.</summary>
    /// <param name="table">In physical addresses.</param>
    /// <param name="judge">Who asks.</param>
    /// <param name="pageSize">Unit of sizes and windows.</param>
    public static bool Accepts(SegmentTable table, Judge judge, PageSize pageSize)
    {
        int last = table.Segments.Count - 1;
        return (ulong)table.Segments.Count <= judge.Limits.MaxSegmentCount
            && table.Segments.Select((segment, i) => (segment, i)).All(s =>
                Accepts(s.segment, isFirst: s.i == 0, isLast: s.i == last, judge, pageSize));
    }

    private static bool Accepts(Segment segment, bool isFirst, bool isLast, Judge judge, PageSize pageSize)
    {
        Int128 firstByte = (Int128)segment.AddressBytes - judge.BusOffsetBytes;
        Int128 lastByte = firstByte + segment.LengthBytes - 1;
        if (firstByte < 0 || lastByte > judge.Limits.AddressMask)
        {
            return false;
        }

        ulong firstPage = (ulong)firstByte >> pageSize.Shift;
        ulong lastPage = (ulong)lastByte >> pageSize.Shift;
        ulong window = pageSize.WindowPages(judge.Limits.SegmentBoundaryMask);
        ulong gap = pageSize.WindowPages(judge.Limits.VirtBoundaryMask);
        return lastPage - firstPage < pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes)
            && firstPage / window == lastPage / window
            && (isFirst || firstPage % gap == 0)
            && (isLast || (lastPage + 1) % gap == 0);
    }
}
