using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Bouncing;

/// <summary>Tables of devices that may bounce, in their own addresses: cut by run, then placed segment by segment.</summary>
internal static class BouncedTables
{
    /// <summary>
    /// The count set aside; <see langword="null"/> when there is no table, or a copy finds no place. A table that is cut off is placed only so far.
    /// </summary>
    public static ValueList<BouncedSegment>? Of(PagedBuffer buffer, BouncingJudge judge, int maxSegments)
    {
        bool reachesAll = new JudgeReach(buffer.PageSize, judge.Direct).FirstPageOutOfReach(buffer) < 0;
        ulong longest = reachesAll ? ulong.MaxValue : BouncePool.LongestBytes(judge.PoolLimits.MinAlignMask);
        if (BounceCuts.Capped(buffer.PageSize, judge.Direct, longest) is not { } capped)
        {
            return null;
        }

        JointCuts cuts = JointCuts.Of(buffer.PageSize, [capped]);
        return LayoutRules.Count(buffer, cuts).IsRejected ? null : Place(LayoutTables.Cut(buffer, cuts, maxSegments), buffer, judge);
    }

    private static ValueList<BouncedSegment>? Place(SegmentTable originals, PagedBuffer buffer, BouncingJudge judge)
    {
        long offset = judge.Direct.BusOffsetBytes;
        var pool = new BouncePool(buffer.PageSize, judge.PoolLimits, offset);
        var placed = new BouncedSegment[originals.Segments.Count];
        for (int i = 0; i < placed.Length; i++)
        {
            Segment original = originals.Segments[i];
            Int128 first = (Int128)original.AddressBytes - offset;
            if (first >= 0 && first + original.LengthBytes - 1 <= judge.Direct.Limits.AddressMask)
            {
                placed[i] = new(original with { AddressBytes = (ulong)first }, null);
            }
            else if (pool.Place(original) is { } copy)
            {
                placed[i] = new(original with { AddressBytes = (ulong)((Int128)copy - offset) }, original.AddressBytes);
            }
            else
            {
                return null;
            }
        }

        return [.. placed];
    }
}
