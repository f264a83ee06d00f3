using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>Scenarios as systems have them, biased to the places where an answer changes.</summary>
internal static class Plausible
{
    public static Gen<Scenario> Scenario(GeneratorSettings settings, ValueList<Device> catalogue)
    {
        // Made once: choosing among hundreds of devices starts with copying them.
        Gen<Device>? entries = catalogue.Count > 0 ? Gen.Elements<Device>(catalogue) : null;
        return Scenario(settings, entries);
    }

    private static Gen<Scenario> Scenario(GeneratorSettings settings, Gen<Device>? catalogue) =>
        from pageSize in PageSizes
        from pages in PageCount(settings)
        from hasLayout in Draw.Percent(100 - settings.NoLayoutShare)
        from layout in LayoutGenerator.OfPages(pageSize, pages)
        from size in SizeBytes(pageSize, layout)
        from count in Draw.Weighted((3, 1), (6, 2), (3, 3), (1, settings.MaxDevices))
        from devices in Devices(settings, catalogue, LimitGenerator.Needs.Of(pageSize, hasLayout ? layout : null, size), count)
        from mode in Draw.Weighted((3, SharingMode.Shared), (1, SharingMode.Tailored))
        from policy in Policies
        select new Scenario
        {
            PageSize = pageSize,
            BufferSizeBytes = size,
            Layout = hasLayout ? layout : null,
            Devices = devices,
            Mode = mode,
            Policy = policy,
        };

    /// <summary>All policies, mostly the one of a scenario that names none.</summary>
    public static Gen<Policy> Policies { get; } =
        from defaults in Draw.Weighted((5, DefaultsPolicy.Mainline), (1, DefaultsPolicy.Linux319), (1, DefaultsPolicy.RfcV3))
        from enforcement in Draw.Weighted((4, Enforcement.Strict), (1, Enforcement.Kernel))
        from splitting in Draw.Weighted((5, Splitting.Early), (1, Splitting.Late))
        select new Policy(defaults, enforcement, splitting);

    /// <summary>Named d0, d1, … with bus offsets that mostly agree.</summary>
    private static Gen<ValueList<Device>> Devices(
        GeneratorSettings settings, Gen<Device>? catalogue, LimitGenerator.Needs needs, int count) =>
        from declared in Gen.ArrayOf(Device(settings, catalogue, needs), count)
        from offset in BusOffset(needs.PageSize)
        from agrees in Gen.ArrayOf(Draw.Percent(85), count)
        select new ValueList<Device>(
        [
            .. declared.Select((device, i) => device with
            {
                Name = $"d{i}",
                BusOffsetBytes = agrees[i] && device.Iommu is null ? offset : 0,
                Iommu = device.Iommu is null ? null : device.Iommu with { Domain = $"d{i}" },
            }),
        ]);

    private static Gen<PageSize> PageSizes { get; } =
        Draw.Weighted((12, new PageSize(4096)), (1, new PageSize(16384)), (1, new PageSize(65536)));

    private static Gen<int> PageCount(GeneratorSettings settings) => Gen.Frequency(
        (50, Gen.Choose(1, 6)),
        (50 - settings.LargeShare, Gen.Choose(1, settings.SmallPages)),
        (settings.LargeShare, Gen.Choose(settings.SmallPages, settings.LargePages)));

    private static Gen<ulong> SizeBytes(PageSize pageSize, Layout layout)
    {
        ulong most = (layout.Pages << pageSize.Shift) - layout.OffsetBytes;
        return Gen.Frequency(
            (6, Gen.Constant(most)),
            (2, FsCheck.FSharp.Gen.Choose64(1, (long)most).Select(n => (ulong)n)),
            (1, Gen.Constant(Math.Max(1, most - 1))),
            (1, Gen.Constant(Math.Min(most, pageSize.Bytes))));
    }

    private static Gen<Device> Device(GeneratorSettings settings, Gen<Device>? catalogue, LimitGenerator.Needs needs) =>
        from fromCatalogue in Draw.Percent(catalogue is null ? 0 : settings.CatalogueShare)
        from device in fromCatalogue ? catalogue!.Where(d => IsLegal(d, needs.PageSize)) : Own(settings, needs)
        from behindIommu in Draw.Percent(settings.IommuShare)
        from granule in Draw.Weighted((3, needs.PageSize.Bytes), (1, needs.PageSize.Bytes / 2))
        select device with { Iommu = behindIommu ? new Iommu(device.Name, granule) : null };

    private static Gen<Device> Own(GeneratorSettings settings, LimitGenerator.Needs needs) =>
        LimitGenerator.Around(needs, settings.UnsetShare).Select(limits => new Device("d", limits));

    private static bool IsLegal(Device device, PageSize pageSize) => LimitChecks.Check(device.Limits, pageSize) is null;

    /// <summary>None; the Raspberry Pi's 0xc0000000 alias; one page either way.</summary>
    private static Gen<long> BusOffset(PageSize pageSize) => Draw.Weighted(
        (30, 0L), (1, -0xc0000000L), (1, (long)pageSize.Bytes), (1, -(long)pageSize.Bytes), (1, 0x80000000L));
}
