using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

/// <summary>
/// The most bytes that disjoint segments cover, page by page and piece by piece. A table has a first, a last and inner segments, or
/// a single one; which stands where in memory is free.
/// </summary>
internal static class NaiveCapacity
{
    private const long Page = 4096;

    public static long Bytes(Judge judge, int pages)
    {
        var best = new Dictionary<(int Page, ulong Left, bool First, bool Last), long>();
        long single = 0;
        for (int start = 0; start < pages; start++)
        {
            for (int end = start + 1; end <= pages; end++)
            {
                single = Math.Max(single, Length(judge, start, end, endsBuffer: true));
            }
        }

        return judge.Limits.MaxSegmentCount == 1
            ? single
            : Math.Max(single, From(judge, pages, 0, judge.Limits.MaxSegmentCount, false, false, best));
    }

    private static long From(
        Judge judge,
        int pages,
        int at,
        ulong left,
        bool first,
        bool last,
        Dictionary<(int, ulong, bool, bool), long> best)
    {
        if (at == pages || left == 0)
        {
            return 0;
        }

        if (best.TryGetValue((at, left, first, last), out long known))
        {
            return known;
        }

        long bytes = From(judge, pages, at + 1, left, first, last, best);
        for (int end = at + 1; end <= pages; end++)
        {
            bool starts = IsCut(judge, at);
            bool ends = IsCut(judge, end);
            if (starts && ends && Length(judge, at, end, false) is > 0 and var inner)
            {
                bytes = Math.Max(bytes, inner + From(judge, pages, end, left - 1, first, last, best));
            }

            if (!first && ends && Length(judge, at, end, false) is > 0 and var head)
            {
                bytes = Math.Max(bytes, head + From(judge, pages, end, left - 1, true, last, best));
            }

            if (!last && starts && Length(judge, at, end, true) is > 0 and var tail)
            {
                bytes = Math.Max(bytes, tail + From(judge, pages, end, left - 1, first, true, best));
            }
        }

        best.Add((at, left, first, last), bytes);
        return bytes;
    }

    private static bool IsCut(Judge judge, int page) =>
        ((page * Page) - judge.BusOffsetBytes) % (long)(judge.Limits.VirtBoundaryMask + 1) == 0;

    /// <summary>Bytes of pages [start, end) as one segment, its last page cut at the reach where the buffer ends there; 0 if not valid.</summary>
    private static long Length(Judge judge, int start, int end, bool endsBuffer)
    {
        long first = (start * Page) - judge.BusOffsetBytes;
        long lastPage = ((end - 1) * Page) - judge.BusOffsetBytes;
        long reach = (long)judge.Limits.AddressMask;
        UInt128 window = (UInt128)judge.Limits.SegmentBoundaryMask + 1;
        bool legal = first >= 0
            && (ulong)(end - start) <= judge.Limits.MaxSegmentSizeBytes / (ulong)Page
            && (UInt128)first / window == (UInt128)lastPage / window
            && (endsBuffer ? lastPage : lastPage + Page - 1) <= reach;
        return legal ? Math.Min(reach, lastPage + Page - 1) - first + 1 : 0;
    }
}
