using System.Collections.Immutable;

namespace DmabufVerify.Vocabulary;

/// <summary>All limits, and how each is written in scenario files and reports.</summary>
public static class LimitKinds
{
    /// <summary>Every limit, in the order in which reports list them.</summary>
    public static ImmutableArray<LimitKind> All { get; } = [.. Enum.GetValues<LimitKind>()];

    /// <summary>The field's name in a scenario file.</summary>
    public static string FieldName(this LimitKind kind) => kind switch
    {
        LimitKind.MaxSegmentCount => "maxSegmentCount",
        LimitKind.MaxSegmentSize => "maxSegmentSize",
        LimitKind.SegmentBoundaryMask => "segmentBoundaryMask",
        LimitKind.VirtBoundaryMask => "virtBoundaryMask",
        LimitKind.MinAlignMask => "minAlignMask",
        LimitKind.AddressMask => "addressMask",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The one encoding of "no limit" for this field.</summary>
    public static ulong Unlimited(this LimitKind kind) => kind switch
    {
        LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => 0,
        LimitKind.MaxSegmentCount or LimitKind.MaxSegmentSize or LimitKind.SegmentBoundaryMask
            or LimitKind.AddressMask => ulong.MaxValue,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>True for the fields whose value is a mask of the form 2^k - 1.</summary>
    public static bool IsMask(this LimitKind kind) =>
        kind is LimitKind.SegmentBoundaryMask or LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask;
}
