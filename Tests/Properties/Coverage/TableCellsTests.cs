using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Coverage;

/// <summary>Which kinds a hand-made case is of.</summary>
public sealed class TableCellsTests
{
    private static readonly string[] Shape = ["offset zero", "one run", "without IOMMU"];

    public static TheoryData<Scenario, string[]> ByHand => new()
    {
        { Sharing([new(1, 2)], Free("a")), ["sat", .. Shape] },
        { Sharing([new(1, 2)], Free("a", (LimitKind.MaxSegmentCount, 1))), ["sat", "barely sat (slack 0)", .. Shape] },
        {
            Sharing([new(1, 4)], Free("a", (LimitKind.MaxSegmentCount, 1), (LimitKind.MaxSegmentSize, Page))),
            ["unsat: count x size", .. Shape]
        },
        {
            Sharing([new(3, 2)], Free("a", (LimitKind.MaxSegmentCount, 1), (LimitKind.SegmentBoundaryMask, 0x3fff))),
            ["unsat: boundary", "barely unsat (slack 1)", .. Shape]
        },
        { Sharing([new(3, 2)], Free("a", (LimitKind.AddressMask, 1))), ["unsat: reach", .. Shape] },
        {
            Sharing([new(2, 2), new(6, 1)], Free("a", (LimitKind.VirtBoundaryMask, 0xffff))),
            ["unsat: alignment", "offset zero", "some runs", "without IOMMU"]
        },
        {
            Sharing([new(2, 1), new(6, 1)], Free("a", (LimitKind.MaxSegmentCount, 1))),
            ["unsat: contiguity", "barely unsat (slack 1)", "offset zero", "one page a run", "without IOMMU"]
        },
        {
            Sharing([new(1, 2)], Free("a", (LimitKind.MaxSegmentSize, Page)), Free("b", (LimitKind.MaxSegmentCount, 1))),
            ["barely unsat (slack 1)", "shared unsat, tailored sat", .. Shape]
        },
        {
            Sharing([new(1, 1)], Free("a") with { Iommu = new Iommu("a", 4096) }, Free("b") with { BusOffsetBytes = -4096 }),
            ["sat", "offset zero", "with IOMMU", "without IOMMU", "bus offsets"]
        },
        {
            Sharing([new(0x100000, 2)], new Device("a", Limits.Unset)),
            ["unsat: reach", "a default bites", .. Shape]
        },
        {
            Sharing([new(1, 2)], Free("a")) with { Layout = new Layout(9, [new PfnRun(1, 3)]) },
            ["sat", "offset nonzero", "one run", "without IOMMU"]
        },
        {
            Sharing([new(0x100000, 64)], Bounces("a", 0xffffffff)),
            ["sat", "bounce: needed", .. Shape]
        },
        {
            Sharing([new(0x100000, 65)], Bounces("a", 0xffffffff)),
            ["sat", "bounce: needed", "bounce: needed and too long", .. Shape]
        },
        {
            Sharing([new(0x100000, 2)], Bounces("a", 0xffffff)),
            ["unsat: reach", "bounce: no place in the pool", .. Shape]
        },
        { Sharing([new(1, 65)], Bounces("a", 0xffffffff)), ["sat", .. Shape] },
        { Sharing([new(1, 2)], Free("a")) with { Layout = null }, ["sat", "no layout", "without IOMMU"] },
        { Placing(2, [new(1, 2)], Free("a")), ["placement sat"] },
        { Placing(2, [new(1, 1), new(3, 1)], Free("a")), ["placement sat", "placement sat, fragmented"] },
        { Placing(3, [new(1, 1), new(3, 1)], Free("a")), ["placement unsat: memory"] },
        {
            Placing(2, [new(1, 1), new(3, 1)], Free("a", (LimitKind.MaxSegmentCount, 1))),
            ["placement unsat: contiguity", "placement core of one device", "placement one limit fixes it"]
        },
        {
            Placing(3, [new(1, 3)], Free("a", (LimitKind.MaxSegmentCount, 2)), Free("b", (LimitKind.MaxSegmentSize, Page))),
            ["placement unsat: count x size", "placement core of two devices", "placement one limit fixes it"]
        },
        {
            Placing(4, [new(1, 4)], Free("a", (LimitKind.MaxSegmentCount, 2), (LimitKind.SegmentBoundaryMask, 0x1fff))),
            ["placement unsat: boundary", "placement core of one device", "placement one limit fixes it"]
        },
        {
            Placing(2, [new(1, 3)], Free("a", (LimitKind.AddressMask, 0x1fff)), Free("b", (LimitKind.AddressMask, 0x1fff))),
            ["placement unsat: reach", "placement core of one device", "placement no one limit fixes it"]
        },
        {
            Placing(2, [new(1, 1), new(5, 1)], Free("a", (LimitKind.VirtBoundaryMask, 0x3fff))),
            ["placement unsat: gap", "placement core of one device", "placement one limit fixes it"]
        },
        { Placing(2, [new(0x100000, 3)], Bounces("a", 0xffffffff)), ["placement sat", "placement sat only by bounce"] },
        { Placing(2, [new(0x1000, 3)], Bounces("a", 0xffffffff)), ["placement sat"] },
        {
            Placing(2, [new(1, 3)], Free("m") with { Iommu = new Iommu("m", 4096) }) with
            {
                Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
            },
            ["placement sat", "placement kernel join over found storage"]
        },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Case_is_of_these_kinds(Scenario scenario, string[] cells)
    {
        var features = new CaseFeatures(new Case(scenario, TestVoters.Two));
        bool isPlacement = scenario.Memory.Count > 0;

        Assert.Equal(
            cells.Order(),
            (isPlacement ? PlacementCells.All : TableCells.All).Where(cell => cell.Contains(features)).Select(cell => cell.Name).Order());
    }

    private static Device Bounces(string name, ulong addressMask) => Free(name, (LimitKind.AddressMask, addressMask)) with { MayBounce = true };

    private static Scenario Placing(ulong pages, ValueList<PfnRun> memory, params Device[] devices) => new()
    {
        BufferSizeBytes = pages * Page,
        Memory = [.. memory.Select(run => new MemoryExtent(run, MemoryExtent.DefaultHeap))],
        Devices = [.. devices],
    };
}
