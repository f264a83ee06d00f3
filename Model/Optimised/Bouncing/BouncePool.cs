using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Bouncing;

/// <summary>A mapping's own bounce pool: slots of 2 KiB, taken in order (swiotlb_search_pool_area, kernel/dma/swiotlb.c).</summary>
internal struct BouncePool(PageSize pageSize, ResolvedLimits limits, long busOffsetBytes)
{
    private const ulong End = Swiotlb.PoolAddress + Swiotlb.PoolBytes;
    private const ulong SlotMask = Swiotlb.SlotBytes - 1;
    private const ulong AddressBits = (1UL << 27) - 1;

    private ulong _next = Swiotlb.PoolAddress;

    /// <summary>swiotlb_max_mapping_size: what is left of the longest run of slots when the alignment took its share. 0 for nothing.</summary>
    public static ulong LongestBytes(ulong minAlignMask)
    {
        if (minAlignMask >= Swiotlb.LongestRunBytes)
        {
            return 0;
        }

        ulong lost = (minAlignMask + SlotMask) & ~SlotMask;
        return Swiotlb.LongestRunBytes - lost;
    }

    /// <summary>
    /// The physical address of the copy of a segment; <see langword="null"/> when it finds no place. Slots are gone through by the stride
    /// that the alignment asks for, so all segments of a mapping together look at no more than the pool's slots.
    /// </summary>
    public ulong? Place(Segment original)
    {
        // The copy's device address is to have the original's low bits, so its physical address has those of the original and the offset. The
        // pool's addresses have no bits above AddressBits: where one is wanted there is no place. Only bits below the mask matter, so it may wrap.
        ulong wanted = unchecked(original.AddressBytes + (ulong)busOffsetBytes) & limits.MinAlignMask;
        bool onPage = limits.MinAlignMask == 0 && original.LengthBytes >= pageSize.Bytes;
        ulong pageMask = onPage ? pageSize.Bytes - 1 : 0;
        if (wanted > AddressBits)
        {
            return null;
        }

        ulong stride = (limits.MinAlignMask & AddressBits) | SlotMask | pageMask;
        for (ulong slot = FirstAtOrAbove(_next, wanted & ~SlotMask, stride); slot < End; slot += stride + 1)
        {
            ulong address = slot + (wanted & SlotMask);
            ulong end = (address + original.LengthBytes + SlotMask) & ~SlotMask;
            if (end > End)
            {
                return null;
            }

            if (InOneWindow(address, original.LengthBytes))
            {
                _next = end;
                return IsReachable(address, original.LengthBytes) ? address : null;
            }
        }

        return null;
    }

    private static ulong FirstAtOrAbove(ulong from, ulong bits, ulong strideMask)
    {
        ulong slot = (from & ~strideMask) | bits;
        return slot >= from ? slot : slot + strideMask + 1;
    }

    private readonly bool InOneWindow(ulong address, ulong bytes)
    {
        Int128 first = (Int128)address - busOffsetBytes;
        Int128 window = (Int128)limits.SegmentBoundaryMask + 1;
        return (first & ~(window - 1)) == ((first + bytes - 1) & ~(window - 1));
    }

    private readonly bool IsReachable(ulong address, ulong bytes)
    {
        Int128 first = (Int128)address - busOffsetBytes;
        return first >= 0 && first + bytes - 1 <= limits.AddressMask;
    }
}
