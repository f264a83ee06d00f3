using System.Numerics;
using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>What one device is given: a table in its own bus addresses, or the reason why there is none.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Vote">The answer for the table it would use, shared or its own.</param>
/// <param name="Segments">
/// The first segments in device addresses. Behind an IOMMU they are those of a range that starts at the power of two at or above
/// its size: the lowest place that the IOVA allocator may choose. Empty when there is no table.
/// </param>
public sealed record DeviceTable(string Device, TableVote Vote, ValueList<Segment> Segments)
{
    /// <summary>A longer table of a device that may bounce is not looked at as a whole: what it copies is not counted.</summary>
    private const int MostCounted = 1 << 20;

    /// <summary>Whether the device may bounce: what it does not reach is then refused for want of a place to copy it to.</summary>
    public bool MayBounce { get; init; }

    /// <summary>
    /// For a device that may bounce, with each of <see cref="Segments"/>: the physical address of what it is a copy of, or
    /// <see langword="null"/> for one that the device reaches itself. Empty for any other device.
    /// </summary>
    public ValueList<ulong?> CopyOf { get; init; }

    /// <summary>What is copied for a device that may bounce; <see langword="null"/> for any other, and where the table is too long to say.</summary>
    public Copying? Copying { get; init; }

    /// <summary>Whether every limit of the device is kept.</summary>
    public bool IsValid => Vote.Verdict == Verdict.Sat;

    /// <summary>The tables of all devices of a question that has a layout, in the scenario's order; none without a layout.</summary>
    public static ValueList<DeviceTable> All(Question question, IRules rules, int maxSegments)
    {
        if (question.Scenario.Layout is null)
        {
            return [];
        }

        Dictionary<string, DeviceTable> tables = question.Parts
            .SelectMany(part => Of(part, rules, maxSegments))
            .ToDictionary(table => table.Device);
        return [.. question.Scenario.Devices.Select(device => tables[device.Name])];
    }

    private static IEnumerable<DeviceTable> Of(TableQuestion part, IRules rules, int maxSegments)
    {
        TableVote vote = rules.Answer(part);
        bool sat = vote.Verdict == Verdict.Sat;
        switch (part)
        {
            case LayoutQuestion q:
                ValueList<Segment> physical = sat ? rules.Table(q.Buffer, q.Judges, maxSegments)?.Segments ?? [] : [];
                return q.Judges.Select(j => new DeviceTable(j.Device, vote, [.. physical.Select(s => OnBus(s, j))]));
            case BounceQuestion q:
                return [sat ? Bouncing(q, vote, rules, maxSegments) : new DeviceTable(q.Judge.Device, vote, []) { MayBounce = true }];
            case IommuQuestion q:
                return [new DeviceTable(q.Judge.Device, vote, sat ? BehindIommu(q, rules, maxSegments) : [])];
            default:
                return [];
        }
    }

    private static DeviceTable Bouncing(BounceQuestion q, TableVote vote, IRules rules, int maxSegments)
    {
        ValueList<BouncedSegment> table = rules.TableWithCopies(q.Buffer, q.Judge, Math.Max(maxSegments, MostCounted)) ?? [];
        BouncedSegment[] shown = [.. table.Take(maxSegments)];
        return new DeviceTable(q.Judge.Device, vote, [.. shown.Select(s => s.OnBus)])
        {
            MayBounce = true,
            CopyOf = [.. shown.Select(s => s.CopyOf)],
            Copying = vote.FewestSegments > MostCounted ? null : Deciding.Copying.Of(table, BouncePool.LongestBytes(q.Judge.PoolLimits)),
        };
    }

    private static Segment OnBus(Segment segment, Judge judge) => judge.BusOffsetBytes >= 0
        ? segment with { AddressBytes = segment.AddressBytes - (ulong)judge.BusOffsetBytes }
        : segment with { AddressBytes = segment.AddressBytes + (ulong)-judge.BusOffsetBytes };

    private static ValueList<Segment> BehindIommu(IommuQuestion q, IRules rules, int maxSegments)
    {
        PageSize pageSize = q.Buffer.PageSize;
        ulong startPfn = BitOperations.RoundUpToPowerOf2(q.Buffer.UsedPages);
        if (q.Enforcement == Enforcement.Kernel)
        {
            ulong start = startPfn << pageSize.Shift;
            ValueList<Segment> joined = rules.JoinedTable(q.Buffer, q.Judge.Limits, q.GranuleBytes, maxSegments).Segments;
            return [.. joined.Select(s => s with { AddressBytes = s.AddressBytes + start })];
        }

        var range = new Layout(q.Buffer.Layout.OffsetBytes, [new PfnRun(startPfn, q.Buffer.UsedPages)]);
        Judge judge = q.Judge with { BusOffsetBytes = 0 };
        return rules.Table(q.Buffer with { Layout = range }, [judge], maxSegments)?.Segments ?? [];
    }
}
