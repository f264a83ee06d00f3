namespace DmabufVerify.Vocabulary;

/// <summary>The six limits a device can have; the names are those of the scenario file.</summary>
public enum LimitKind
{
    /// <summary>At most this many segments in one table (RFC v3's addition to dma_parms; thread C2.1).</summary>
    MaxSegmentCount,

    /// <summary>At most this many bytes in one segment, counted in whole pages.</summary>
    MaxSegmentSize,

    /// <summary>No segment crosses a multiple of mask + 1.</summary>
    SegmentBoundaryMask,

    /// <summary>No segment but the first starts, and none but the last ends, off a multiple of mask + 1.</summary>
    VirtBoundaryMask,

    /// <summary>A bounced or remapped address keeps these low bits of the original.</summary>
    MinAlignMask,

    /// <summary>The highest byte address the device can put on its bus.</summary>
    AddressMask,
}
