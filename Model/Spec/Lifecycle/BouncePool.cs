using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Copies of segments that a device does not reach, as kernel/dma/swiotlb.c places them.</summary>
public static class BouncePool
{
    /// <summary>Bytes of the longest segment that can be copied (swiotlb_max_mapping_size).</summary>
    public static ulong LongestBytes(ResolvedLimits limits) =>
        Swiotlb.LongestRunBytes - Math.Min(Swiotlb.LongestRunBytes, RoundUp(limits.MinAlignMask, Swiotlb.SlotBytes));

    /// <summary>Bytes of a device's pool that it reaches: it can copy no more at a time.</summary>
    public static ulong BytesWithinReach(Judge judge)
    {
        Int128 pool = (Int128)Swiotlb.PoolAddress - judge.BusOffsetBytes;
        Int128 end = Int128.Min(pool + Swiotlb.PoolBytes, (Int128)judge.Limits.AddressMask + 1);
        return (ulong)Int128.Max(0, end - Int128.Max(0, pool));
    }

    /// <summary>
    /// Device addresses of a physical table: of what is in reach as they are, of the rest in the pool. <see langword="null"/> when
    /// a segment finds no place.
    /// </summary>
    public static SegmentTable? Place(SegmentTable physical, Judge judge, PageSize pageSize)
    {
        var placed = new List<Segment>();
        ulong freeFrom = 0;
        foreach (Segment segment in physical.Segments)
        {
            if (Reaches(judge, (Int128)segment.AddressBytes - judge.BusOffsetBytes, segment.LengthBytes))
            {
                placed.Add(segment with { AddressBytes = (ulong)((Int128)segment.AddressBytes - judge.BusOffsetBytes) });
            }
            else if (FirstPlace(segment, judge, pageSize, freeFrom) is { } place)
            {
                placed.Add(place.Copy);
                freeFrom = place.FreeFrom;
            }
            else
            {
                return null;
            }
        }

        return new SegmentTable([.. placed]);
    }

    /// <summary>Whether a device can put every address of a segment on its bus.</summary>
    public static bool Reaches(Judge judge, Int128 address, ulong bytes) =>
        address >= 0 && address + bytes - 1 <= judge.Limits.AddressMask;

    private static (Segment Copy, ulong FreeFrom)? FirstPlace(Segment segment, Judge judge, PageSize pageSize, ulong freeFrom)
    {
        Int128 pool = (Int128)Swiotlb.PoolAddress - judge.BusOffsetBytes;
        ulong inSlot = segment.AddressBytes & judge.Limits.MinAlignMask & (Swiotlb.SlotBytes - 1);
        for (ulong slot = freeFrom; slot + inSlot + segment.LengthBytes <= Swiotlb.PoolBytes; slot += Swiotlb.SlotBytes)
        {
            Int128 address = pool + slot + inSlot;
            if (IsAligned(address, segment, judge.Limits.MinAlignMask, pageSize)
                && StaysInWindow(address, segment.LengthBytes, judge.Limits.SegmentBoundaryMask))
            {
                // swiotlb_map looks at the reach of the place that was found, and looks for no other.
                ulong end = slot + inSlot + segment.LengthBytes;
                return Reaches(judge, address, segment.LengthBytes)
                    ? (new Segment((ulong)address, segment.LengthBytes), RoundUp(end, Swiotlb.SlotBytes))
                    : null;
            }
        }

        return null;
    }

    /// <summary>Of a place in the pool, which may be below the device's address 0: alignments and windows go on there.</summary>
    private static bool IsAligned(Int128 address, Segment segment, ulong minAlignMask, PageSize pageSize)
    {
        bool keepsLowBits = (address & minAlignMask) == (segment.AddressBytes & minAlignMask);
        bool wantsPage = minAlignMask == 0 && segment.LengthBytes >= pageSize.Bytes;
        return keepsLowBits && (!wantsPage || address % pageSize.Bytes == 0);
    }

    private static bool StaysInWindow(Int128 address, ulong bytes, ulong mask) =>
        (address & ~(Int128)mask) == ((address + bytes - 1) & ~(Int128)mask);

    private static ulong RoundUp(ulong value, ulong unit) => (value + Math.Min(unit - 1, ulong.MaxValue - value)) / unit * unit;
}
