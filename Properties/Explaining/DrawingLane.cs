using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>How the devices of a lane see the buffer.</summary>
public enum LaneKind
{
    /// <summary>Where it is, less the bus offset.</summary>
    Direct,

    /// <summary>As the one range that an IOMMU makes of it.</summary>
    IovaRange,

    /// <summary>As the segments that the kernel joins behind an IOMMU.</summary>
    IovaJoined,
}

/// <summary>
/// One table over the buffer, in the addresses of the devices that use it. Where a limit is in the way, the table that would be needed
/// if it were not, with the place where it is.
/// </summary>
/// <param name="Devices">Who uses it; several when they share a table and see the same addresses.</param>
/// <param name="Kind">How they see the buffer.</param>
/// <param name="Segments">
/// The first segments, at most <see cref="LayoutDrawing.MaxSegments"/>; none where there is no table whatever limit is set aside.
/// </param>
/// <param name="SegmentCount">Of the whole table.</param>
/// <param name="Edges">Window edges within contiguous memory, in the buffer's order, as far as the segments go.</param>
/// <param name="OutOfReach">Bytes that at least one of the devices does not reach, in the buffer's order.</param>
/// <param name="Offences">Each limit that is broken, once, the first place first.</param>
public sealed record DrawingLane(
    ValueList<string> Devices,
    LaneKind Kind,
    ValueList<Stretch> Segments,
    ulong SegmentCount,
    ValueList<WindowEdge> Edges,
    ValueList<Stretch> OutOfReach,
    ValueList<Offence> Offences)
{
    /// <summary>Physical address less address; zero behind an IOMMU.</summary>
    public long BusOffsetBytes { get; init; }

    /// <summary>Who says so, where two voters are compared; else <see langword="null"/>.</summary>
    public string? Voter { get; init; }

    /// <summary>The place in the buffer where this table first differs from the specification's; <see langword="null"/> where it does not.</summary>
    public ulong? DiffersAtBytes { get; init; }

    /// <summary>Whether more segments follow those that are listed.</summary>
    public bool IsCutOff => (ulong)Segments.Count < SegmentCount;

    /// <summary>The place in the buffer behind the last listed segment.</summary>
    public ulong KnownBytes => Segments is [.., var last] ? last.EndBytes : 0;
}
