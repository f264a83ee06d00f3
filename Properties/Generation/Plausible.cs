using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>Scenarios as systems have them, biased to the places where an answer changes.</summary>
internal static class Plausible
{
    public static Gen<Scenario> Scenario(GeneratorSettings settings, ValueList<Device> catalogue)
    {
        Gen<int> pageCounts = PageCount(settings);
        Gen<bool> hasLayouts = Draw.Percent(100 - settings.NoLayoutShare);
        Gen<Func<Scenario, Scenario>> bouncings = BounceDraw.Bouncing(Math.Max(3, settings.MaxDevices));
        Gen<int> deviceCounts = Draw.Weighted((3, 1), (6, 2), (3, 3), (1, settings.MaxDevices));
        Gen<Func<LimitGenerator.Needs, Device>> device = Device(settings, catalogue);
        return
            from pageSize in PageSizes
            from pages in pageCounts
            from hasLayout in hasLayouts
            from layout in LayoutGenerator.OfPages(pageSize, pages)
            from size in SizeBytes
            from count in deviceCounts
            from devices in Gen.ArrayOf(device, count)
            from offset in BusOffset
            from agrees in Gen.ArrayOf(MostlyAgrees, count)
            from mode in Modes
            from policy in Policies
            from mayBounce in Draw.Percent(settings.BounceShare)
            from bouncing in bouncings
            let sizeBytes = size(pageSize, layout)
            let needs = LimitGenerator.Needs.Of(pageSize, hasLayout ? layout : null, sizeBytes)
            let scenario = new Scenario
            {
                PageSize = pageSize,
                BufferSizeBytes = sizeBytes,
                Layout = hasLayout ? layout : null,
                Devices = [.. devices.Select((d, i) => Place(d(needs), i, agrees[i] ? offset(pageSize) : 0))],
                Mode = mode,
                Policy = policy,
            }
            select mayBounce && hasLayout ? bouncing(scenario) : scenario;
    }

    /// <summary>All policies, mostly the one of a scenario that names none.</summary>
    public static Gen<Policy> Policies { get; } =
        from choice in Gen.Zip(
            Draw.Weighted((5, DefaultsPolicy.Mainline), (1, DefaultsPolicy.Linux319), (1, DefaultsPolicy.RfcV3)),
            Gen.Zip(
                Draw.Weighted((4, Enforcement.Strict), (1, Enforcement.Kernel)),
                Draw.Weighted((5, Splitting.Early), (1, Splitting.Late))))
        select new Policy(choice.Item1, choice.Item2.Item1, choice.Item2.Item2);

    private static Gen<SharingMode> Modes { get; } = Draw.Weighted((3, SharingMode.Shared), (1, SharingMode.Tailored));

    private static Gen<bool> MostlyAgrees { get; } = Draw.Percent(85);

    /// <summary>Mostly 4 KiB.</summary>
    public static Gen<PageSize> PageSizes { get; } =
        Draw.Weighted((12, new PageSize(4096)), (1, new PageSize(16384)), (1, new PageSize(65536)));

    /// <summary>None; the Raspberry Pi's 0xc0000000 alias; one page either way.</summary>
    private static Gen<Func<PageSize, long>> BusOffset { get; } = Draw.Weighted<Func<PageSize, long>>(
        (30, _ => 0L), (1, _ => -0xc0000000L), (1, p => (long)p.Bytes), (1, p => -(long)p.Bytes), (1, _ => 0x80000000L));

    /// <summary>Mostly all of the storage; else any part, all but a byte, or one page.</summary>
    private static Gen<Func<PageSize, Layout, ulong>> SizeBytes { get; } = Gen.Frequency<Func<PageSize, Layout, ulong>>(
        (6, Gen.Constant<Func<PageSize, Layout, ulong>>(Held)),
        (2, Gen.Choose(0, int.MaxValue).Select(n => (Func<PageSize, Layout, ulong>)((p, l) => 1 + ((ulong)n % Held(p, l))))),
        (1, Gen.Constant<Func<PageSize, Layout, ulong>>((p, l) => Math.Max(1, Held(p, l) - 1))),
        (1, Gen.Constant<Func<PageSize, Layout, ulong>>((p, l) => Math.Min(Held(p, l), p.Bytes))));

    private static Gen<int> PageCount(GeneratorSettings settings) => Gen.Frequency(
        (50, Gen.Choose(1, 6)),
        (50 - settings.LargeShare, Gen.Choose(1, settings.SmallPages)),
        (settings.LargeShare, Gen.Choose(settings.SmallPages, settings.LargePages)));

    private static Gen<Func<LimitGenerator.Needs, Device>> Device(GeneratorSettings settings, ValueList<Device> catalogue)
    {
        Gen<Device?> entries = catalogue.Count == 0
            ? Gen.Constant<Device?>(null)
            : Gen.Frequency(
                (settings.CatalogueShare, Gen.Elements<Device>(catalogue).Select(d => (Device?)d)),
                (100 - settings.CatalogueShare, Gen.Constant<Device?>(null)));
        Gen<int> iommus = Draw.Weighted((100 - settings.IommuShare, 0), (settings.IommuShare * 3 / 4, 1), (settings.IommuShare / 4, 2));
        return
            from entry in entries
            from limits in LimitGenerator.Around(settings.UnsetShare)
            from granules in iommus
            select (Func<LimitGenerator.Needs, Device>)(needs => Make(entry, limits, granules, needs));
    }

    /// <param name="entry">A catalogue device, used where its limits are legal for the page size.</param>
    /// <param name="limits">The limits of any other device.</param>
    /// <param name="granules">IOMMU pages in a page; 0 for no IOMMU.</param>
    /// <param name="needs">Of the buffer.</param>
    private static Device Make(Device? entry, Func<LimitGenerator.Needs, Limits> limits, int granules, LimitGenerator.Needs needs)
    {
        Device device = entry is not null && LimitChecks.Check(entry.Limits, needs.PageSize) is null
            ? entry
            : new Device("d", limits(needs));
        return granules == 0 ? device : device with { Iommu = new Iommu("d", needs.PageSize.Bytes / (ulong)granules) };
    }

    /// <summary>Named d0, d1, … each behind an IOMMU of its own, or with the bus offset.</summary>
    private static Device Place(Device device, int index, long busOffset) => device with
    {
        Name = $"d{index}",
        BusOffsetBytes = device.Iommu is null ? busOffset : 0,
        Iommu = device.Iommu is null ? null : device.Iommu with { Domain = $"d{index}" },
    };

    private static ulong Held(PageSize pageSize, Layout layout) => (layout.Pages << pageSize.Shift) - layout.OffsetBytes;
}
