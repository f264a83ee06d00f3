using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>Small scenarios in which most operations meet something, and histories for them. Equal seeds give equal ones.</summary>
internal sealed class RandomHistories(int seed)
{
    private const ulong Page = 4096;

    private readonly Random _random = new(seed);

    public (Scenario Scenario, Operation[] Operations) Next()
    {
        Device[] devices = [.. "abc".Take(_random.Next(1, 4)).Select(name => Device(name.ToString()))];
        ulong pages = (ulong)_random.Next(1, 6);
        Layout? layout = _random.Next(3) == 0 ? Layout(pages) : null;
        ulong offset = layout is null ? 0 : layout.OffsetBytes;
        var scenario = new Scenario
        {
            BufferSizeBytes = (pages * Page) - offset - (ulong)_random.Next(2) * 100,
            Layout = layout,
            Devices = [.. devices],
            Mode = Pick(SharingMode.Shared, SharingMode.Shared, SharingMode.Tailored),
            Policy = new Policy(
                Pick(DefaultsPolicy.Mainline, DefaultsPolicy.Linux319, DefaultsPolicy.RfcV3),
                Pick(Enforcement.Strict, Enforcement.Strict, Enforcement.Kernel),
                Pick(Splitting.Early, Splitting.Early, Splitting.Late)),
            Memory =
            [
                new(new PfnRun(32, 3), "low"), new(new PfnRun(40, 4), "low"), new(new PfnRun(1 << 20, 16), "high"),
                new(new PfnRun(64, 32), "big"),
            ],
            Exporter = new Exporter
            {
                Allocates = Pick(AllocationTime.FirstMap, AllocationTime.FirstMap, AllocationTime.Export),
                Tables = Pick(ExporterTables.PerAttachment, ExporterTables.Cached),
                IsMovable = _random.Next(2) == 0,
                HasPages = _random.Next(6) != 0,
                HooksReadConstraints = _random.Next(2) == 0,
            },
        };
        return (scenario, [.. Enumerable.Range(0, 40).Select(i => i == 1 ? Buffers.Export : Operation(Pick(devices).Name))]);
    }

    private Device Device(string name) => new(name, Limits(legal: _random.Next(10) != 0))
    {
        BusOffsetBytes = Pick(0, 0, 0, 0x4000, -0x10000, 0x100000),
        Iommu = _random.Next(4) == 0 ? new Iommu(Pick("smmu", "other"), Page) : null,
        Access = Pick(DeviceAccess.Coherent, DeviceAccess.NonCoherent, DeviceAccess.PerAccess),
        Importer = Pick(
            ImporterHabit.MapsAroundUse, ImporterHabit.MapsAroundUse, ImporterHabit.CachesMapping, ImporterHabit.Pins, ImporterHabit.MovesOnNotice,
            ImporterHabit.MovesOnNotice),
        MayBounce = _random.Next(3) == 0,
        NeedsPages = _random.Next(4) == 0,
    };

    private Limits Limits(bool legal) => new()
    {
        MaxSegmentCount = legal ? Pick<ulong?>(null, 1, 3, 5, 9, ulong.MaxValue) : Pick<ulong?>(0, 2),
        MaxSegmentSizeBytes = legal ? Pick<ulong?>(null, Page, 2 * Page, 0x10000, ulong.MaxValue) : Pick<ulong?>(0, 1, Page, 65536),
        SegmentBoundaryMask = legal
            ? Pick<ulong?>(null, 0x1fff, 0xffff, 0xf_ffff_ffff, ulong.MaxValue)
            : Pick<ulong?>(1, 0, 0x5fff, 0xffff0000),
        VirtBoundaryMask = Pick<ulong?>(null, null, null, 0, 0xfff, 0x1fff),
        MinAlignMask = Pick<ulong?>(null, null, null, 0x1ff, 0xfff, 0x1fff),
        AddressMask = Pick<ulong?>(null, 0xdfffffff, 0x1ffffff, ulong.MaxValue, ulong.MaxValue),
    };

    private Layout Layout(ulong pages) => new(
        Pick(0UL, 0UL, 0x200UL),
        [.. Enumerable.Range(0, (int)pages).Select(i => new PfnRun(Pick(128UL, 1UL << 20, 0UL) + (8 * (ulong)i) + (ulong)_random.Next(8), 1))]);

    private Operation Operation(string device) => _random.Next(24) switch
    {
        < 5 or 20 => new Operation.Attach(device),
        5 or 21 => new Operation.Detach(device),
        < 9 => new Operation.Map(device, Pick(MapDirection.Bidirectional, MapDirection.ToDevice, MapDirection.FromDevice)),
        9 or 10 or 22 or 23 => new Operation.Unmap(device),
        11 => new Operation.TestMap(device, MapDirection.Bidirectional),
        12 => _random.Next(2) == 0 ? new Operation.Pin(device) : new Operation.Unpin(device),
        13 => new Operation.Move(),
        14 => new Operation.BeginCpuAccess(_random.Next(2) == 0),
        15 => _random.Next(2) == 0 ? new Operation.EndCpuAccess() : new Operation.CpuUse(true),
        16 => new Operation.DeviceUse(device, _random.Next(2) == 0, false),
        17 => _random.Next(2) == 0 ? new Operation.GetConstraints() : new Operation.RecalcConstraints(),
        18 => new Operation.ChangeLimits(device, Limits(legal: _random.Next(4) != 0)),
        _ => new Operation.ExporterRefuses(device, _random.Next(2) == 0),
    };

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}
