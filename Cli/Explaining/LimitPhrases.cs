using DmabufVerify.Cli.Output;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Explaining;

/// <summary>Limits as parts of a sentence.</summary>
internal static class LimitPhrases
{
    /// <summary>What a device can do, as the end of "it ...".</summary>
    public static string Takes(LimitKind kind, ulong value) => kind switch
    {
        LimitKind.MaxSegmentCount => $"takes at most {Segments(value)}",
        LimitKind.MaxSegmentSize => $"takes segments of at most {Words.Bytes(value)}",
        LimitKind.SegmentBoundaryMask => $"takes no segment that crosses a multiple of {Window(value)}",
        LimitKind.VirtBoundaryMask => $"takes no segment that starts or ends inside the table off a multiple of {Window(value)}",
        LimitKind.MinAlignMask => $"needs its mapping to keep the low bits {Words.Hex(value)} of each address",
        LimitKind.AddressMask => $"reaches no address above {Words.Hex(value)}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>display takes at most 1 segment (maxSegmentCount, declared).</summary>
    public static string Whole(CorePair pair, bool isDefault) =>
        $"{Markdown.Code(pair.Device)} {Takes(pair.Limit, pair.Value)} ({pair.Limit.FieldName()}, {(isDefault ? "a default" : "declared")})";

    /// <summary>display.maxSegmentCount, set as code.</summary>
    public static string Name(string device, LimitKind kind) => Markdown.Code($"{device}.{kind.FieldName()}");

    /// <summary>1 segment, 127 segments.</summary>
    public static string Segments(ulong count) => $"{count} segment{(count == 1 ? "" : "s")}";

    /// <summary>The bytes that a mask spans, 0xffff as 64 KiB.</summary>
    private static string Window(ulong mask) => Words.Bytes((UInt128)mask + 1);
}
