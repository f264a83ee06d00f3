using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>
/// Small buffers with a history: storage is scarce, limits are drawn around what it needs, and most operations make sense where they
/// stand.
/// </summary>
internal static class LifecycleScenarios
{
    private const int ConcurrentOneIn = 8;

    public static Gen<Scenario> Scenario(GeneratorSettings settings, ValueList<Device> catalogue)
    {
        Gen<Func<LimitGenerator.Needs, Limits>> limits = LimitGenerator.Around(settings.UnsetShare);
        Gen<int> deviceCounts = Draw.Weighted((2, 1), (6, 2), (3, 3), (1, settings.MaxDevices));
        return
            from pageSize in PageSizes
            from pages in PageCounts
            from layout in LayoutGenerator.OfPages(pageSize, pages)
            from count in deviceCounts
            from around in Gen.ArrayOf(limits, count)
            from policy in Policies
            from seed in FsCheck.FSharp.Gen.Choose64(0, long.MaxValue)
            select Make(new Dice((ulong)seed), settings, catalogue, pageSize, (ulong)pages, layout, around, policy);
    }

    private static Gen<PageSize> PageSizes { get; } =
        Draw.Weighted((14, new PageSize(4096)), (1, new PageSize(16384)), (1, new PageSize(65536)));

    /// <summary>Mostly few; sometimes more than the 16 that an unset size takes in one segment, or the 64 that a bounce does.</summary>
    private static Gen<int> PageCounts { get; } =
        Gen.Frequency((12, Gen.Choose(1, 6)), (6, Gen.Choose(4, 12)), (4, Gen.Choose(13, 40)), (1, Gen.Choose(60, 140)));

    private static Gen<Policy> Policies { get; } = Gen.Frequency((3, Gen.Constant(Policy.Default)), (1, Plausible.Policies));

    private static Scenario Make(
        Dice dice,
        GeneratorSettings settings,
        ValueList<Device> catalogue,
        PageSize pageSize,
        ulong pages,
        Layout layout,
        Func<LimitGenerator.Needs, Limits>[] around,
        Policy policy)
    {
        StorageDraw storage = StorageDraw.Of(dice, pageSize, pages, layout);
        Scenario still = new()
        {
            PageSize = pageSize,
            BufferSizeBytes = storage.BufferSizeBytes,
            Layout = storage.Layout,
            Memory = storage.Memory,
            Devices = DeviceDraw.All(dice, settings, catalogue, storage, around),
            Exporter = Exporters(dice, storage),
            Mode = dice.Percent(75) ? SharingMode.Shared : SharingMode.Tailored,
            Policy = policy,
        };
        return still with
        {
            Steps = dice.Below(ConcurrentOneIn) == 0
                ? new ConcurrentHistoryDraw(dice, still).Steps()
                : new HistoryDraw(dice, still, new ChangedLimits(dice, storage)).Steps(),
        };
    }

    private static Exporter Exporters(Dice dice, StorageDraw storage) => new()
    {
        Allocates = dice.Percent(60) ? AllocationTime.FirstMap : AllocationTime.Export,
        Tables = dice.Percent(60) ? ExporterTables.PerAttachment : ExporterTables.Cached,
        IsMovable = dice.Percent(55) || storage.IsRoomy,
        HasPages = dice.Percent(80),
        HooksReadConstraints = dice.Percent(40),
    };
}
