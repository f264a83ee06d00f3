using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Spec;
using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Map;

/// <summary>A mapped table covers the buffer, in order, within the limits of the device it was made for (thread F16, F17, T5).</summary>
internal static class MapTableFitsImporter
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Map.TableFitsImporter", "map(s, d) = t => valid(t, limits(d), storage(s))", Check);

    private static LawResult Check(StepCase c)
    {
        if (c.Operation is not Operation.Map map || c.Result.Mapping is not { } mapping || c.Step.After.Storage is not { } storage)
        {
            return LawResult.NotApplicable;
        }

        Device device = c.Device(map.Device);
        var buffer = new PagedBuffer(c.Scenario.PageSize, storage, c.Scenario.BufferSizeBytes);
        return mapping.Kind switch
        {
            MappingKind.Direct => Direct(c, device, mapping.Table, buffer),
            MappingKind.Bounced => InPieces(c, Resolved(c, device), mapping.Table),
            MappingKind.Iommu when c.Scenario.Policy.Enforcement == Enforcement.Kernel => AsTheKernelLeaves(c, Resolved(c, device), mapping.Table),
            MappingKind.Iommu => OneRange(c, device, mapping.Table, buffer),
            _ => throw new ArgumentOutOfRangeException(nameof(c)),
        };
    }

    private static ResolvedLimits Resolved(StepCase c, Device device) => device.Limits.Resolve(c.Scenario.Policy.Defaults);

    private static LawResult Direct(StepCase c, Device device, SegmentTable table, PagedBuffer buffer) =>
        PhysicalTable.Of(table, device) is { } physical
            ? Valid(c, physical, buffer, Question.DirectJudge(device, c.Scenario.Policy))
            : c.Violated("addresses exist", "physical addresses", "none behind some device address");

    private static LawResult OneRange(StepCase c, Device device, SegmentTable table, PagedBuffer buffer)
    {
        ulong start = table.Segments[0].AddressBytes - buffer.Layout.OffsetBytes;
        var range = new Layout(buffer.Layout.OffsetBytes, [new PfnRun(start >> buffer.PageSize.Shift, buffer.UsedPages)]);
        return Valid(c, table, buffer with { Layout = range }, new Judge(device.Name, Resolved(c, device), BusOffsetBytes: 0));
    }

    private static LawResult Valid(StepCase c, SegmentTable table, PagedBuffer buffer, Judge judge) =>
        Validity.FirstProblem(table, new Pages(buffer), [judge], withCount: true) is { } problem
            ? c.Violated(Conjunct(problem.Fault), "a valid table", $"segments[{problem.SegmentIndex}] of {StepWords.Of((object?)c.Result.Mapping)}")
            : LawResult.Holds;

    private static string Conjunct(TableFault fault) => fault switch
    {
        TableFault.Coverage => "the table is the storage, in order",
        TableFault.Size => "segment size",
        TableFault.Boundary => "segment boundary",
        TableFault.Gap => "gap rule",
        TableFault.Reach => "reach",
        TableFault.Count => "segment count",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>Copies are in no order of their own: each piece is judged by itself, where it is, and all the bytes are there.</summary>
    private static LawResult InPieces(StepCase c, ResolvedLimits limits, SegmentTable table)
    {
        bool strict = c.Scenario.Policy.Enforcement == Enforcement.Strict;
        ulong longest = Math.Min(BouncePool.LongestBytes(limits), strict ? limits.MaxSegmentSizeBytes : ulong.MaxValue);
        return LawResult.Worst(
        [
            AsTheKernelLeaves(c, limits, table),
            table.Segments.Any(s => s.LengthBytes > longest) ? c.Violated("segment size", $"at most {longest}", "more") : LawResult.Holds,
            strict && table.Segments.Any(s => (s.AddressBytes | limits.SegmentBoundaryMask) != (s.LastByte | limits.SegmentBoundaryMask))
                ? c.Violated("segment boundary", "not crossed", StepWords.Of((object?)c.Result.Mapping))
                : LawResult.Holds,
        ]);
    }

    private static LawResult AsTheKernelLeaves(StepCase c, ResolvedLimits limits, SegmentTable table) => LawResult.Worst(
    [
        c.Same("all bytes are there", (UInt128)c.Scenario.BufferSizeBytes, table.TotalBytes),
        (ulong)table.Segments.Count > limits.MaxSegmentCount
            ? c.Violated("segment count", $"at most {limits.MaxSegmentCount}", $"{table.Segments.Count}")
            : LawResult.Holds,
        table.Segments.Any(s => s.LastByte > limits.AddressMask) ? c.Violated("reach", $"at most 0x{limits.AddressMask:x}", "beyond") : LawResult.Holds,
    ]);
}
