using System.Globalization;
using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Drawing;

/// <summary>What a picture says in words: headings, labels, and every offence, as colour and shape alone must not carry a meaning.</summary>
internal static class DrawingWords
{
    /// <summary>0x80000000; <see langword="null"/> where the bus has no such address.</summary>
    public static string? Hex(Int128 address) => address >= 0 && address <= ulong.MaxValue ? Words.Hex((ulong)address) : null;

    /// <summary>Heading of the storage.</summary>
    public static string Storage(LayoutDrawing drawing)
    {
        ulong offset = (ulong)drawing.Runs[0].AddressBytes % drawing.PageSize.Bytes;
        ulong pages = drawing.PageSize.PagesFor(offset + drawing.SizeBytes);
        return $"storage: {Count((ulong)drawing.Runs.Count, "run")}, {Count(pages, "page")} of {Words.Bytes(drawing.PageSize.Bytes)}"
            + (offset == 0 ? "" : $", from byte {offset} on");
    }

    /// <summary>Heading of a lane.</summary>
    public static string Heading(DrawingLane lane)
    {
        string who = Markdown.List([.. lane.Devices]);
        string voter = lane.Voter is null ? "" : $"{lane.Voter} says: ";
        string offset = lane.BusOffsetBytes == 0 ? "" : $", bus offset {(lane.BusOffsetBytes < 0 ? "-" : "")}{Words.Hex(lane.BusOffsetBytes.Magnitude())}";
        string what = lane.Segments.Count == 0 ? "no table, whatever is set aside" : Count(lane.SegmentCount, "segment");
        return voter + lane.Kind switch
        {
            LaneKind.Direct => $"{(lane.Devices.Count > 1 ? "one table for " : "")}{who}: {what}{offset}",
            LaneKind.IovaRange => $"{who}, behind its IOMMU: {what} of one range",
            LaneKind.IovaJoined => $"{who}, as the kernel joins behind its IOMMU: {what}",
            _ => throw new ArgumentOutOfRangeException(nameof(lane)),
        };
    }

    /// <summary>What stands in a run, the longest first.</summary>
    public static string[] OnRun(Stretch run, PageSize pageSize)
    {
        ulong pages = pageSize.PagesFor((ulong)(run.AddressBytes % pageSize.Bytes) + run.LengthBytes);
        return [$"pfn {Words.Hex((ulong)run.AddressBytes >> pageSize.Shift)}, {Count(pages, "page")}", Count(pages, "page"), Number(pages)];
    }

    /// <summary>What stands in a segment, the longest first.</summary>
    public static string[] OnSegment(Stretch segment) => [Words.Bytes(segment.LengthBytes)];

    /// <summary>What stands where pieces were left out, the longest first.</summary>
    public static string[] OnHidden(ulong count, string what) => count == 0 ? [] : [Count(count, what), Number(count)];

    /// <summary>1 run, 10,000 runs.</summary>
    public static string Count(ulong count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    /// <summary>Every offence of a lane, and the difference, one sentence each.</summary>
    public static IEnumerable<string> Sentences(DrawingLane lane) =>
    [
        .. lane.Offences.Select(o => Sentence(o, lane)),
        .. lane.DiffersAtBytes is { } at ? new[] { $"{lane.Voter} and the specification differ from byte {at} of the buffer on" } : [],
    ];

    /// <summary>Whether an offence is a stretch of a segment that is too much, and not a place or a reach.</summary>
    public static bool IsTooMuch(Offence offence) =>
        offence.Limit.Limit is LimitKind.MaxSegmentCount or LimitKind.MaxSegmentSize or LimitKind.SegmentBoundaryMask;

    /// <summary>What the signs mean, those alone that occur.</summary>
    public static string Legend(LayoutDrawing drawing, Axis axis, LegendSigns signs)
    {
        bool Any(Func<DrawingLane, bool> has) => drawing.Lanes.Any(has);
        HashSet<ulong> shown = [.. axis.Parts.Select(p => p.FromBytes)];
        (ulong AtBytes, bool IsCut)[] edges =
        [
            .. from lane in drawing.Lanes
               let cuts = lane.Segments.Select(s => s.StartBytes).ToHashSet()
               from edge in lane.Edges
               where shown.Contains(edge.AtBytes)
               select (edge.AtBytes, cuts.Contains(edge.AtBytes)),
        ];
        (bool Occurs, string Words)[] parts =
        [
            (true, axis.IsToScale ? "to scale" : "to scale, but what is short is widened"),
            (axis.Parts.Any(p => p.IsGap), $"{signs.Hidden} left out"),
            (Any(l => l.Offences.Any(IsTooMuch)), $"{signs.Bad} too much"),
            (Any(l => l.OutOfReach.Count > 0), $"{signs.Far} out of reach"),
            (edges.Any(e => e.IsCut), $"{signs.EdgeCut} boundary{signs.Cut}"),
            (edges.Any(e => !e.IsCut), $"{signs.Edge} boundary{signs.NoCut}"),
        ];
        return string.Join("; ", parts.Where(p => p.Occurs).Select(p => p.Words).Distinct());
    }

    private static string Sentence(Offence offence, DrawingLane lane)
    {
        string limit = Limit(offence.Limit);
        string address = Hex(offence.Where.AddressBytes) is { } hex ? hex : "no address";
        return offence.Limit.Limit switch
        {
            LimitKind.MaxSegmentCount when offence.Segment == 0 => $"{limit}: the table needs {Count(lane.SegmentCount, "segment")}",
            LimitKind.MaxSegmentCount => $"{limit}: segment {offence.Segment}, at {address}, is one too many{Because(offence)}; "
                + $"the table needs {Count(lane.SegmentCount, "segment")}",
            LimitKind.MaxSegmentSize => $"{limit}: segment {offence.Segment} goes on beyond it at {address}",
            LimitKind.SegmentBoundaryMask =>
                $"{limit}: segment {offence.Segment} crosses {address}, a multiple of {Words.Bytes((UInt128)offence.Limit.Value + 1)}",
            LimitKind.VirtBoundaryMask =>
                $"{limit}: a cut is due at {address}, which is no multiple of {Words.Bytes((UInt128)offence.Limit.Value + 1)}",
            LimitKind.MinAlignMask => $"{limit}: pages of the IOMMU are too small to keep these bits of an address",
            LimitKind.AddressMask when lane.Segments.Count == 0 => $"{limit}: the range would end beyond 2^64",
            LimitKind.AddressMask when Hex(offence.Where.AddressBytes) is null => $"{limit}: the bus has no address for the pages from here on",
            LimitKind.AddressMask => $"{limit}: the page at {address} is out of reach",
            _ => throw new ArgumentOutOfRangeException(nameof(offence)),
        };
    }

    private static string Because(Offence offence) => offence.Cause switch
    {
        null => "",
        { Limit: { } limit } => $": {Limit(limit)} ends the one before",
        _ => ": the storage goes on elsewhere there",
    };

    private static string Limit(CorePair pair) => $"{Words.Of(pair)} {Words.Value(pair.Limit, pair.Value)}";

    private static string Number(ulong count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The distance from zero, that of the least number included.</summary>
    private static ulong Magnitude(this long value) => value < 0 ? (ulong)-(Int128)value : (ulong)value;
}
