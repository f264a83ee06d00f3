namespace DmabufVerify.Vocabulary;

/// <summary>
/// Limits in which every field has a value: what a device's declaration means under one defaults policy. The order of
/// the fields is that of <see cref="LimitKind"/>; no field has a second encoding of unlimited.
/// </summary>
public readonly record struct ResolvedLimits(
    ulong MaxSegmentCount,
    ulong MaxSegmentSizeBytes,
    ulong SegmentBoundaryMask,
    ulong VirtBoundaryMask,
    ulong MinAlignMask,
    ulong AddressMask)
{
    /// <summary>The identity of merging: any table over any layout satisfies it.</summary>
    public static ResolvedLimits Unlimited { get; } =
        new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0, 0, ulong.MaxValue);

    /// <summary>The value of one field.</summary>
    public ulong this[LimitKind kind] => kind switch
    {
        LimitKind.MaxSegmentCount => MaxSegmentCount,
        LimitKind.MaxSegmentSize => MaxSegmentSizeBytes,
        LimitKind.SegmentBoundaryMask => SegmentBoundaryMask,
        LimitKind.VirtBoundaryMask => VirtBoundaryMask,
        LimitKind.MinAlignMask => MinAlignMask,
        LimitKind.AddressMask => AddressMask,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A copy with one field replaced.</summary>
    public ResolvedLimits With(LimitKind kind, ulong value) => kind switch
    {
        LimitKind.MaxSegmentCount => this with { MaxSegmentCount = value },
        LimitKind.MaxSegmentSize => this with { MaxSegmentSizeBytes = value },
        LimitKind.SegmentBoundaryMask => this with { SegmentBoundaryMask = value },
        LimitKind.VirtBoundaryMask => this with { VirtBoundaryMask = value },
        LimitKind.MinAlignMask => this with { MinAlignMask = value },
        LimitKind.AddressMask => this with { AddressMask = value },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A copy in which one field asks for nothing.</summary>
    public ResolvedLimits Without(LimitKind kind) => With(kind, kind.Unlimited());
}
