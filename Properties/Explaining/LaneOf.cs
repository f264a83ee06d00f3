using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>Makes lanes of tables.</summary>
internal static class LaneOf
{
    /// <summary>The lane of devices that share a table and see the same addresses.</summary>
    /// <param name="question">Whose answer the table is.</param>
    /// <param name="judges">Those of its judges that the lane is of.</param>
    /// <param name="table">In physical addresses.</param>
    public static DrawingLane Direct(LayoutQuestion question, ValueList<Judge> judges, TableWanted? table)
    {
        long offset = judges[0].BusOffsetBytes;
        ValueList<Stretch> segments = Placed(table, -(Int128)offset);
        ValueList<Stretch> memory =
            [.. LayoutDrawing.UsedRuns(question.Buffer).Select(run => run with { AddressBytes = run.AddressBytes - offset })];
        var limits = new TableLimits(question.Buffer.PageSize, segments, memory, table?.Count ?? 0, question.Judges, offset);
        return Of(judges, LaneKind.Direct, limits, Offences(limits, judges, memory, table)) with { BusOffsetBytes = offset };
    }

    /// <summary>The lane of a device behind an IOMMU.</summary>
    public static DrawingLane BehindIommu(IommuQuestion question, TableWanted? table)
    {
        Judge judge = question.Judge with { BusOffsetBytes = 0 };
        bool strict = question.Enforcement == Enforcement.Strict;
        if (!strict)
        {
            // Nobody cuts for it: a segment may exceed what is only asked of joins.
            ResolvedLimits looked = judge.Limits.Without(LimitKind.MaxSegmentSize).Without(LimitKind.VirtBoundaryMask).Without(LimitKind.MinAlignMask);
            judge = judge with { Limits = looked };
        }

        ValueList<Stretch> segments = Placed(table, 0);
        ValueList<Stretch> memory = TableWanted.IovaRange(question.Buffer) is { } range ? LayoutDrawing.UsedRuns(range) : [];
        var limits = new TableLimits(question.Buffer.PageSize, segments, memory, table?.Count ?? 0, strict ? [judge] : []);
        Judge counted = strict ? judge : judge with { Limits = judge.Limits.Without(LimitKind.SegmentBoundaryMask) };
        return Of(
            [judge],
            strict ? LaneKind.IovaRange : LaneKind.IovaJoined,
            limits,
            [.. Offences(limits, [counted], memory, table), .. AsAWhole(question)]);
    }

    private static DrawingLane Of(ValueList<Judge> judges, LaneKind kind, TableLimits limits, IEnumerable<Offence> offences) => new(
        [.. judges.Select(j => j.Device)],
        kind,
        limits.Segments,
        limits.Count,
        [.. judges.SelectMany(j => limits.Edges(j, joined: kind == LaneKind.IovaJoined).Take(LayoutDrawing.MaxSegments)).OrderBy(e => e.AtBytes)],
        [.. judges.SelectMany(limits.OutOfReach).Distinct().OrderBy(s => s.StartBytes)],
        [.. offences.OrderBy(o => o.Where.StartBytes).ThenBy(o => o.Limit.Limit)]);

    /// <summary>Those of the listed segments, and a forbidden cut that lies behind them.</summary>
    private static Offence[] Offences(TableLimits limits, ValueList<Judge> judges, ValueList<Stretch> memory, TableWanted? table)
    {
        Offence[] found = [.. judges.SelectMany(limits.Offences)];
        if (table?.ForbiddenCut is not var (device, at)
            || judges.FirstOrDefault(j => j.Device == device) is not { } judge
            || found.Any(o => o.Limit.Device == device && o.Limit.Limit == LimitKind.VirtBoundaryMask))
        {
            return found;
        }

        Stretch place = memory.First(piece => at < piece.EndBytes).From(at) with { LengthBytes = 0 };
        return [.. found, new Offence(new CorePair(device, LimitKind.VirtBoundaryMask, judge.Limits.VirtBoundaryMask), place, Segment: 0)];
    }

    private static ValueList<Stretch> Placed(TableWanted? table, Int128 shift)
    {
        var placed = new List<Stretch>();
        ulong done = 0;
        foreach (Segment segment in table?.Segments ?? [])
        {
            placed.Add(new Stretch(done, segment.LengthBytes, segment.AddressBytes + shift));
            done += segment.LengthBytes;
        }

        return [.. placed];
    }

    /// <summary>What no cut can mend: bits that the mapping cannot keep, and a range that ends beyond 2^64.</summary>
    private static IEnumerable<Offence> AsAWhole(IommuQuestion question)
    {
        PagedBuffer buffer = question.Buffer;
        Int128 start = ((Int128)BitOperations.RoundUpToPowerOf2(buffer.UsedPages) << buffer.PageSize.Shift) + buffer.Layout.OffsetBytes;
        var all = new Stretch(0, buffer.SizeBytes, start);
        ResolvedLimits limits = question.Judge.Limits;
        if (question.Enforcement == Enforcement.Strict && limits.MinAlignMask > question.GranuleBytes - 1)
        {
            yield return new Offence(new CorePair(question.Judge.Device, LimitKind.MinAlignMask, limits.MinAlignMask), all, Segment: 0);
        }

        if (TableWanted.IovaRange(buffer) is null)
        {
            yield return new Offence(new CorePair(question.Judge.Device, LimitKind.AddressMask, limits.AddressMask), all, Segment: 0);
        }
    }
}
