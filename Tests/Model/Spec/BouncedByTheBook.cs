using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>docs/semantics.md, "Bounce", read literally: all ways to cut a few pages, and each slot of the pool in turn.</summary>
internal static class BouncedByTheBook
{
    private const ulong Slot = 2048;
    private const ulong Pool = 16 << 20;
    private const ulong PoolEnd = 80 << 20;

    /// <summary>Segments of the table, the count set aside; <see langword="null"/> when there is none, or no place for a copy.</summary>
    public static ulong? Segments(PagedBuffer buffer, BouncingJudge judge)
    {
        var pages = new Pages(buffer);
        (int First, int Last)[]? table = Cuts(0, pages.Count)
            .Where(cut => cut.All(s => IsSegment(pages, s.First, s.Last, judge)))
            .OrderBy(cut => cut.Length)
            .ThenByDescending(cut => string.Concat(cut.Select(s => (char)('a' + s.Last - s.First))), StringComparer.Ordinal)
            .FirstOrDefault();
        return table is not null && HavePlaces(pages, table, judge) ? (ulong)table.Length : null;
    }

    private static IEnumerable<(int First, int Last)[]> Cuts(int first, int count) => first == count
        ? [[]]
        : Enumerable.Range(first, count - first).SelectMany(last => Cuts(last + 1, count), (last, rest) => ((int, int)[])[(first, last), .. rest]);

    private static bool IsSegment(Pages pages, int first, int last, BouncingJudge judge)
    {
        ulong bytes = (ulong)(last - first + 1) * pages.Buffer.PageSize.Bytes;
        UInt128 lowBits = ((UInt128)judge.PoolLimits.MinAlignMask + Slot - 1) / Slot * Slot;
        bool reachesAll = Enumerable.Range(0, pages.Count).All(page => Rules.ReachesPage(pages, page, judge.Direct));
        return Rules.Contiguous(pages, first, last)
            && Rules.FitsSize(pages, first, last, judge.Direct)
            && Rules.StaysInWindow(pages, first, last, judge.Direct)
            && Rules.MayStart(pages, first, judge.Direct)
            && Rules.MayEnd(pages, last, judge.Direct)
            && (reachesAll || bytes + lowBits <= 128 * Slot);
    }

    private static bool HavePlaces(Pages pages, (int First, int Last)[] table, BouncingJudge judge)
    {
        ulong free = Pool;
        foreach (Segment segment in table.Select(s => pages.Segment(s.First, s.Last)))
        {
            if (!IsReached(segment.AddressBytes, segment.LengthBytes, judge))
            {
                ulong inSlot = segment.AddressBytes & judge.PoolLimits.MinAlignMask & (Slot - 1);
                ulong place = free;
                while (!MayBeAt(place + inSlot, segment, judge, pages.Buffer.PageSize))
                {
                    place += Slot;
                    if (place + inSlot + segment.LengthBytes > PoolEnd)
                    {
                        return false;
                    }
                }

                if (!IsReached(place + inSlot, segment.LengthBytes, judge))
                {
                    return false;
                }

                free = place;
                while (free < place + inSlot + segment.LengthBytes)
                {
                    free += Slot;
                }
            }
        }

        return true;
    }

    private static bool IsReached(ulong address, ulong bytes, BouncingJudge judge)
    {
        Int128 onBus = (Int128)address - judge.Direct.BusOffsetBytes;
        return onBus >= 0 && onBus + bytes <= (Int128)judge.PoolLimits.AddressMask + 1;
    }

    private static bool MayBeAt(ulong place, Segment segment, BouncingJudge judge, PageSize pageSize)
    {
        if (place + segment.LengthBytes > PoolEnd)
        {
            return false;
        }

        ResolvedLimits limits = judge.PoolLimits;
        Int128 onBus = (Int128)place - judge.Direct.BusOffsetBytes;
        Int128 lastOnBus = onBus + segment.LengthBytes - 1;
        return (onBus & limits.MinAlignMask) == (segment.AddressBytes & limits.MinAlignMask)
            && (limits.MinAlignMask != 0 || segment.LengthBytes < pageSize.Bytes || onBus % pageSize.Bytes == 0)
            && (onBus | limits.SegmentBoundaryMask) == (lastOnBus | limits.SegmentBoundaryMask);
    }
}
