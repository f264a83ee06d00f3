namespace DmabufVerify.Optimised;

/// <summary>
/// The two loops of drivers/iommu/dma-iommu.c as one: iommu_dma_map_sg, which lays entries out in the IOVA range, and
/// __finalise_sg, which joins them. Fed one entry at a time.
/// </summary>
/// <remarks>
/// Lengths are the kernel's unsigned ints, and wrap as they do there: behind an entry longer than the largest size
/// everything is joined until the sum has gone around. Positions in the range have 64 bits.
/// </remarks>
/// <param name="maxBytes">dma_get_max_seg_size: at most 2^32 - 1.</param>
/// <param name="boundaryMask">dma_get_seg_boundary.</param>
/// <param name="granuleBytes">Smallest IOMMU page, a power of two.</param>
internal struct IovaJoin(uint maxBytes, ulong boundaryMask, ulong granuleBytes)
{
    private ulong _end;

    /// <summary>Length of the open segment as the kernel stores it; 0 when none can be joined.</summary>
    public uint OpenBytes { get; private set; }

    /// <summary>Where the last entry starts in the range.</summary>
    public ulong EntryStart { get; private set; }

    /// <summary>Where the next entry goes unless it is padded.</summary>
    public readonly ulong End => _end;

    /// <summary>Adds an entry.</summary>
    /// <param name="bytes">Its length, above zero.</param>
    /// <param name="granuleOffset">Its start within an IOMMU page.</param>
    /// <returns>True when it starts a segment of its own.</returns>
    public bool Add(uint bytes, ulong granuleOffset)
    {
        ulong span = (bytes + granuleOffset + (granuleBytes - 1)) & ~(granuleBytes - 1);

        // The kernel's (mask - length + 1) & mask; it wraps there by intent.
        ulong pad = unchecked(0UL - _end) & boundaryMask;
        if (pad != 0 && pad < span - 1)
        {
            _end += pad;
            OpenBytes = 0; // The entry before no longer fills its lengthened span, which closes its segment.
        }

        // The kernel's subtraction has no sign: over-long segments leave room for nearly 4 GiB.
        uint room = unchecked(maxBytes - OpenBytes);
        bool joins = OpenBytes != 0 && granuleOffset == 0 && (_end & boundaryMask) != 0 && room >= bytes;
        uint segmentBytes = joins ? unchecked(OpenBytes + bytes) : bytes;
        EntryStart = _end + granuleOffset;
        _end += span;
        OpenBytes = bytes + granuleOffset < span ? 0 : segmentBytes;
        return !joins;
    }

    /// <summary>Moves on by whole rounds after which everything but the position is as it was.</summary>
    public void Skip(ulong bytes) => _end += bytes;
}
