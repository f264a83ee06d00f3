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
        var limits = new TableLimits(question.Buffer.PageSize, segments, table?.Count ?? 0, question.Judges, offset);
        return Of(judges, LaneKind.Direct, limits, judges.SelectMany(limits.Offences)) with { BusOffsetBytes = offset };
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

        var limits = new TableLimits(question.Buffer.PageSize, Placed(table, 0), table?.Count ?? 0, strict ? [judge] : []);
        Judge counted = strict ? judge : judge with { Limits = judge.Limits.Without(LimitKind.SegmentBoundaryMask) };
        return Of(
            [judge],
            strict ? LaneKind.IovaRange : LaneKind.IovaJoined,
            limits,
            [.. limits.Offences(counted), .. AsAWhole(question)]);
    }

    private static DrawingLane Of(ValueList<Judge> judges, LaneKind kind, TableLimits limits, IEnumerable<Offence> offences) => new(
        [.. judges.Select(j => j.Device)],
        kind,
        limits.Segments,
        limits.Count,
        [.. judges.SelectMany(limits.Edges).OrderBy(e => e.AtBytes).Take(LayoutDrawing.MaxSegments)],
        [.. judges.SelectMany(limits.OutOfReach).Distinct().OrderBy(s => s.StartBytes)],
        [.. offences.OrderBy(o => o.Where.StartBytes).ThenBy(o => o.Limit.Limit)]);

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
