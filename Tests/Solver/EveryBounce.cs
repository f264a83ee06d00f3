using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving;

/// <summary>
/// The table of a device that may bounce, found among all sets of cuts, and its copies, put into the pool slot by slot: docs/semantics.md and
/// docs/lifecycle.md, "Bounce", word by word. Pages have bus addresses.
/// </summary>
internal static class EveryBounce
{
    /// <summary>Whether the device has its table, count and pool included.</summary>
    public static bool Serves(PagedBuffer buffer, BouncingJudge judge) =>
        Table(buffer, judge) is { } table
        && (ulong)table.Length <= judge.Direct.Limits.MaxSegmentCount
        && HasRoom(table, judge, buffer.PageSize);

    /// <summary>The table with the count set aside: of all that are valid the one whose first segment is longest, then whose second is, and so on.</summary>
    public static Segment[]? Table(PagedBuffer buffer, BouncingJudge judge)
    {
        ulong[] pfns = [.. buffer.Layout.Runs
            .SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i)).Take((int)buffer.UsedPages)];
        ulong cap = pfns.Select((_, i) => Bytes(buffer, pfns, i, i)).All(page => Reaches(judge, page))
            ? ulong.MaxValue
            : LongestBytes(judge.PoolLimits.MinAlignMask);
        return Enumerable.Range(0, 1 << (pfns.Length - 1))
            .OrderBy(cuts => Convert.ToString(Reversed(cuts, pfns.Length - 1), 2).PadLeft(32, '0'), StringComparer.Ordinal)
            .Select(cuts => Segments(buffer, judge, pfns, cuts, cap))
            .FirstOrDefault(table => table is not null);
    }

    /// <summary>Whether each segment out of reach finds a place in the pool, first fit.</summary>
    public static bool HasRoom(Segment[] table, BouncingJudge judge, PageSize pageSize)
    {
        ulong slot = 0;
        foreach (Segment segment in table.Where(s => !Reaches(judge, s)))
        {
            ulong low = segment.AddressBytes & judge.PoolLimits.MinAlignMask & 2047;
            while (!Fits(slot + low, segment, judge, pageSize))
            {
                slot += 2048;
                if (slot + low + segment.LengthBytes > 64 << 20)
                {
                    return false;
                }
            }

            if (!Reaches(judge, segment with { AddressBytes = (16 << 20) + slot + low }))
            {
                return false;
            }

            slot = (slot + low + segment.LengthBytes + 2047) / 2048 * 2048;
        }

        return true;
    }

    private static bool Fits(ulong place, Segment segment, BouncingJudge judge, PageSize pageSize)
    {
        long first = (16 << 20) + (long)place - judge.Direct.BusOffsetBytes;
        Int128 window = (Int128)judge.PoolLimits.SegmentBoundaryMask + 1;
        ulong align = judge.PoolLimits.MinAlignMask;
        return place + segment.LengthBytes <= 64 << 20
            && ((ulong)first & align) == (segment.AddressBytes & align)
            && (align != 0 || segment.LengthBytes < pageSize.Bytes || first % (long)pageSize.Bytes == 0)
            && first / window == (first + (long)segment.LengthBytes - 1) / window;
    }

    private static ulong LongestBytes(ulong minAlignMask) => 262144 - Math.Min(262144, (minAlignMask + 2047) / 2048 * 2048);

    private static bool Reaches(BouncingJudge judge, Segment bytes) =>
        (long)bytes.AddressBytes >= judge.Direct.BusOffsetBytes
        && (Int128)bytes.LastByte - judge.Direct.BusOffsetBytes <= judge.Direct.Limits.AddressMask;

    private static int Reversed(int cuts, int width) =>
        Enumerable.Range(0, width).Sum(i => (cuts >> i & 1) << (width - 1 - i));

    private static Segment[]? Segments(PagedBuffer buffer, BouncingJudge judge, ulong[] pfns, int cuts, ulong cap)
    {
        List<Segment> table = [];
        ulong page = buffer.PageSize.Bytes;
        ResolvedLimits limits = judge.Direct.Limits;
        Int128 window = (Int128)limits.SegmentBoundaryMask + 1;
        Int128 gap = (Int128)limits.VirtBoundaryMask + 1;
        int first = 0;
        for (int i = 0; i < pfns.Length; i++)
        {
            bool isLast = i == pfns.Length - 1;
            if (!isLast && (cuts & (1 << i)) == 0)
            {
                if (pfns[i + 1] != pfns[i] + 1)
                {
                    return null;
                }

                continue;
            }

            Segment segment = Bytes(buffer, pfns, first, i);
            Int128 start = (Int128)segment.AddressBytes - judge.Direct.BusOffsetBytes;
            Int128 last = (Int128)segment.LastByte - judge.Direct.BusOffsetBytes;
            if ((ulong)(i - first + 1) > Math.Min(limits.MaxSegmentSizeBytes, cap) / page
                || start / window != last / window
                || (first > 0 && start % gap != 0)
                || (!isLast && (last + 1) % gap != 0))
            {
                return null;
            }

            table.Add(segment);
            first = i + 1;
        }

        return [.. table];
    }

    private static Segment Bytes(PagedBuffer buffer, ulong[] pfns, int first, int last)
    {
        ulong page = buffer.PageSize.Bytes;
        ulong start = (pfns[first] * page) + (first == 0 ? buffer.Layout.OffsetBytes : 0);
        ulong end = (pfns[last] * page) + (last == pfns.Length - 1 ? buffer.TailBytes : page);
        return new Segment(start, end - start);
    }
}
