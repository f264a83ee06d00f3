using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation.Placement;

/// <summary>
/// Questions about free memory: mostly tiny ones, where every storage can be looked at and one page more or less decides; now and then
/// many extents.
/// </summary>
internal static class PlacementScenarios
{
    public static Gen<Scenario> Scenario(GeneratorSettings settings) => Scenario(settings, BounceDraw.Bouncing(settings.MaxDevices));

    private static Gen<Scenario> Scenario(GeneratorSettings settings, Gen<Func<Scenario, Scenario>> bouncings) =>
        from pageSize in Plausible.PageSizes
        from isLarge in Draw.Percent(6)
        from memory in isLarge ? FreeMemory.Many : FreeMemory.Few
        from size in Size
        from devices in Devices(settings)
        from offsets in BusOffsets(settings.MaxDevices)
        from mode in Gen.Elements(SharingMode.Shared, SharingMode.Shared, SharingMode.Tailored)
        from policy in Plausible.Policies
        from mayBounce in Draw.Percent(2 * settings.BounceShare)
        from bouncing in bouncings
        from joins in Draw.Percent(10)
        let sizeBytes = size(pageSize, memory)
        let needs = PlacementLimits.Needs.Of(pageSize, memory, sizeBytes)
        let scenario = new Scenario
        {
            PageSize = pageSize,
            BufferSizeBytes = sizeBytes,
            Memory = [.. memory.Select(run => new MemoryExtent(run, MemoryExtent.DefaultHeap))],
            Devices = [.. devices.Select((device, i) => Place(device(needs), i, offsets[i], pageSize))],
            Mode = mode,
            Policy = policy,
        }
        let perhapsBouncing = mayBounce ? bouncing(scenario) : scenario
        select joins ? WithKernelJoin(perhapsBouncing) : perhapsBouncing;

    /// <summary>Under kernel enforcement, with the last device behind an IOMMU: its table then depends on the storage that is found.</summary>
    private static Scenario WithKernelJoin(Scenario scenario) => scenario with
    {
        Policy = scenario.Policy with { Enforcement = Enforcement.Kernel },
        Devices =
        [
            .. scenario.Devices.SkipLast(1),
            .. scenario.Devices.TakeLast(1).Select(d => d with
            {
                BusOffsetBytes = 0,
                Iommu = new Iommu(d.Name, scenario.PageSize.Bytes),
                MayBounce = false,
            }),
        ],
    };

    /// <summary>One to seven pages, more in large memory; mostly whole ones. Rarely a page more than there is.</summary>
    private static Gen<Func<PageSize, ValueList<PfnRun>, ulong>> Size { get; } =
        from pages in Gen.Frequency((6, Gen.Choose(1, 5)), (3, Gen.Choose(4, 7)), (1, Gen.Constant(int.MaxValue)))
        from isPart in Draw.Percent(25)
        from bytes in Gen.Choose(1, int.MaxValue)
        select (Func<PageSize, ValueList<PfnRun>, ulong>)((pageSize, memory) =>
        {
            ulong most = (ulong)memory.Sum(run => (long)run.Pages);
            ulong wanted = pages == int.MaxValue ? most + 1 : Math.Min((ulong)pages * (1 + (most / 24)), most);
            return (wanted << pageSize.Shift) - (isPart ? (ulong)bytes % pageSize.Bytes : 0);
        });

    private static Gen<Func<PlacementLimits.Needs, Device>[]> Devices(GeneratorSettings settings)
    {
        Gen<Func<PlacementLimits.Needs, Device>> device =
            from limits in PlacementLimits.Around
            from hasIommu in Draw.Percent(settings.IommuShare / 2)
            select (Func<PlacementLimits.Needs, Device>)(needs => new Device("d", limits(needs))
            {
                Iommu = hasIommu ? new Iommu("d", needs.PageSize.Bytes) : null,
            });
        return from count in Draw.Weighted((3, 1), (5, 2), (2, 3), (1, 4))
               from devices in Gen.ArrayOf(device, Math.Min(count, settings.MaxDevices))
               select devices;
    }

    /// <summary>In pages: mostly none, or one for all; sometimes each its own. A few pages either way move windows and reach.</summary>
    private static Gen<int[]> BusOffsets(int count)
    {
        Gen<int> some = Gen.Choose(-4, 4);
        return Gen.Frequency(
            (7, Gen.Constant(new int[count])),
            (1, some.Select(pages => Enumerable.Repeat(pages, count).ToArray())),
            (2, Gen.ArrayOf(some, count)));
    }

    private static Device Place(Device device, int index, int offsetPages, PageSize pageSize) => device with
    {
        Name = $"d{index}",
        BusOffsetBytes = device.Iommu is null ? offsetPages * (long)pageSize.Bytes : 0,
        Iommu = device.Iommu is null ? null : device.Iommu with { Domain = $"d{index}" },
    };
}
