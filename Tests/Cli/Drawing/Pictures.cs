using DmabufVerify.Optimised;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>Pictures that both renderers are tested with.</summary>
internal static class Pictures
{
    public static LayoutDrawing OneRun { get; } = Of(Sharing(
        [new(0x1000, 64)], Free("display", (LimitKind.MaxSegmentCount, 1)), Free("gpu", (LimitKind.MaxSegmentSize, 16 * Page))));

    public static LayoutDrawing SeveralRuns { get; } = Of(Sharing(
        [new(0x1000, 16), new(0x2010, 3), new(0x800, 33)],
        Free("a", (LimitKind.MaxSegmentCount, 2), (LimitKind.SegmentBoundaryMask, 0xffff))) with
    {
        Layout = new Layout(100, [new(0x1000, 16), new(0x2010, 3), new(0x800, 33)]),
        BufferSizeBytes = 50 * Page,
    });

    public static LayoutDrawing Reach { get; } = Of(Sharing(
        [new(0x1000, 8), new(0xffffe, 8)],
        Free("a", (LimitKind.AddressMask, 0xffffffff)),
        Free("b", (LimitKind.AddressMask, 0xffffffff)) with { BusOffsetBytes = 0x1000000 }));

    public static LayoutDrawing NoBusAddress { get; } = Of(Sharing([new(0x10, 4)], Free("a") with { BusOffsetBytes = 0x12000 }));

    public static LayoutDrawing Gap { get; } = Of(Sharing(
        [new(0x1000, 8), new(0x3003, 8), new(0x5000, 3)], Free("nvme", (LimitKind.VirtBoundaryMask, 0x3fff))));

    public static LayoutDrawing TenThousandRuns { get; } = Of(Sharing(
        [.. Enumerable.Range(0, 10_000).Select(i => new PfnRun(0x10000 + (3 * (ulong)i), 1 + ((ulong)i % 2)))],
        Free("sg", (LimitKind.MaxSegmentCount, 128)),
        Free("mmu", (LimitKind.MaxSegmentSize, 16 * Page)) with { Iommu = new Iommu("mmu", Page) }));

    public static LayoutDrawing LargePages { get; } = Of(new Scenario
    {
        PageSize = new PageSize(65536),
        BufferSizeBytes = 16 * 65536,
        Layout = new Layout(0, [new(0x1001, 10), new(0x2010, 6)]),
        Devices = [Free("a", (LimitKind.MaxSegmentCount, 4), (LimitKind.SegmentBoundaryMask, 0x3ffff))],
    });

    public static LayoutDrawing HugeAddresses { get; } = Of(new Scenario
    {
        BufferSizeBytes = 1UL << 63,
        Layout = new Layout(0, [new(1UL << 51, 1UL << 51)]),
        Devices = [Free("a", (LimitKind.MaxSegmentSize, 65536), (LimitKind.MaxSegmentCount, 3))],
    });

    public static LayoutDrawing LongNames { get; } = Of(Sharing(
        [new(0x1000, 8), new(0x8000, 8)],
        Free(new string('d', 200), (LimitKind.MaxSegmentCount, 1)),
        Free(new string('e', 200))));

    public static LayoutDrawing FarBehindTheList { get; } = Of(Sharing(
        [new(0x1000, 1UL << 20), new(0x2000000, 1UL << 19)], Free("a", (LimitKind.MaxSegmentSize, Page), (LimitKind.AddressMask, 0x1fffffffff))));

    public static LayoutDrawing KernelJoin { get; } = Of(Sharing(
        [new(0x100, 8), new(0x200, 24)],
        Free("dec", (LimitKind.SegmentBoundaryMask, 0xffff), (LimitKind.MaxSegmentCount, 1)) with { Iommu = new Iommu("dec", Page) }) with
    {
        Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
    });

    public static IReadOnlyDictionary<string, LayoutDrawing> All { get; } = new Dictionary<string, LayoutDrawing>
    {
        [nameof(OneRun)] = OneRun,
        [nameof(SeveralRuns)] = SeveralRuns,
        [nameof(Reach)] = Reach,
        [nameof(NoBusAddress)] = NoBusAddress,
        [nameof(Gap)] = Gap,
        [nameof(TenThousandRuns)] = TenThousandRuns,
        [nameof(LargePages)] = LargePages,
        [nameof(HugeAddresses)] = HugeAddresses,
        [nameof(LongNames)] = LongNames,
        [nameof(FarBehindTheList)] = FarBehindTheList,
        [nameof(KernelJoin)] = KernelJoin,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static LayoutDrawing Of(Scenario scenario) => LayoutDrawing.Of(scenario, new OptimisedVoter())!;
}
