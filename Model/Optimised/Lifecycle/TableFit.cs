using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>Whether a table that exists is valid for one judge (docs/semantics.md, rules 1 to 5).</summary>
internal static class TableFit
{
    /// <summary>The table is in physical addresses. O(segments).</summary>
    public static bool IsValid(PageSize pageSize, SegmentTable table, Judge judge)
    {
        ReadOnlySpan<Segment> segments = table.Segments.AsSpan();
        if ((ulong)segments.Length > judge.Limits.MaxSegmentCount)
        {
            return false;
        }

        JointCuts cuts = JointCuts.Of(pageSize, [judge]);
        for (int i = 0; i < segments.Length; i++)
        {
            long start = (long)(segments[i].AddressBytes >> pageSize.Shift);
            long end = (long)(segments[i].LastByte >> pageSize.Shift) + 1;
            if (end - start > cuts.MaxPages
                || (i > 0 && !cuts.Gap.Contains(start))
                || (i < segments.Length - 1 && !cuts.Gap.Contains(end))
                || !IsInOneWindow(cuts, start, end)
                || !IsReachable(segments[i], judge))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInOneWindow(JointCuts cuts, long start, long end)
    {
        foreach (PageGrid window in cuts.Windows)
        {
            if (window.Above(start) < end)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// By the pages' addresses: a segment starts inside its first page only where that is the buffer's first, so no page before the
    /// first byte is asked for.
    /// </summary>
    private static bool IsReachable(Segment segment, Judge judge)
    {
        Int128 first = (Int128)segment.AddressBytes - judge.BusOffsetBytes;
        Int128 last = (Int128)segment.LastByte - judge.BusOffsetBytes;
        return first >= 0 && last <= judge.Limits.AddressMask;
    }
}
