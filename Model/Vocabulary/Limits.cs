namespace DmabufVerify.Vocabulary;

/// <summary>
/// What a device declares about itself. <see langword="null"/> is UNSET: the driver said nothing, and a
/// <see cref="DefaultsPolicy"/> decides what that means. Unset is not unlimited (thread F13).
/// </summary>
/// <remarks>
/// Unlimited has one encoding for each field (thread F20, F21): <see cref="ulong.MaxValue"/> for the count, the size, the
/// boundary and the reach; zero for the two alignment masks. A value is checked by <see cref="LimitChecks"/> where it
/// enters, so that code behind that gate may rely on 2^k - 1 masks and on sizes of at least one page.
/// </remarks>
public sealed record Limits
{
    /// <summary>A device that declares nothing.</summary>
    public static Limits Unset { get; } = new();

    /// <summary>Segments in one table; at least 1.</summary>
    public ulong? MaxSegmentCount { get; init; }

    /// <summary>Bytes in one segment; at least one page. The kernel's builder rounds it down to whole pages.</summary>
    public ulong? MaxSegmentSizeBytes { get; init; }

    /// <summary>2^k - 1 and at least page size - 1 (block/blk-settings.c asks the same).</summary>
    public ulong? SegmentBoundaryMask { get; init; }

    /// <summary>2^k - 1; zero asks for nothing.</summary>
    public ulong? VirtBoundaryMask { get; init; }

    /// <summary>2^k - 1; zero asks for nothing.</summary>
    public ulong? MinAlignMask { get; init; }

    /// <summary>Last byte address on the device's bus; any value above zero, 0xdfffffff included (thread G3).</summary>
    public ulong? AddressMask { get; init; }

    /// <summary>The value of one field, or <see langword="null"/> where it is unset.</summary>
    public ulong? this[LimitKind kind] => kind switch
    {
        LimitKind.MaxSegmentCount => MaxSegmentCount,
        LimitKind.MaxSegmentSize => MaxSegmentSizeBytes,
        LimitKind.SegmentBoundaryMask => SegmentBoundaryMask,
        LimitKind.VirtBoundaryMask => VirtBoundaryMask,
        LimitKind.MinAlignMask => MinAlignMask,
        LimitKind.AddressMask => AddressMask,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A copy with one field replaced; <see langword="null"/> makes it unset.</summary>
    public Limits With(LimitKind kind, ulong? value) => kind switch
    {
        LimitKind.MaxSegmentCount => this with { MaxSegmentCount = value },
        LimitKind.MaxSegmentSize => this with { MaxSegmentSizeBytes = value },
        LimitKind.SegmentBoundaryMask => this with { SegmentBoundaryMask = value },
        LimitKind.VirtBoundaryMask => this with { VirtBoundaryMask = value },
        LimitKind.MinAlignMask => this with { MinAlignMask = value },
        LimitKind.AddressMask => this with { AddressMask = value },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
