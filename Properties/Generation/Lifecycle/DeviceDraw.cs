using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>Devices of every kind, some of which any storage suits and some that nearly fit.</summary>
internal static class DeviceDraw
{
    private const int CatalogueShare = 12;

    public static ValueList<Device> All(
        Dice dice,
        GeneratorSettings settings,
        ValueList<Device> catalogue,
        StorageDraw storage,
        Func<LimitGenerator.Needs, Limits>[] around)
    {
        long offset = BusOffset(dice, storage.PageSize);
        // Storage under live mappings moves only if nobody at all holds on to his.
        bool allMove = storage.IsRoomy || dice.Percent(10);
        var devices = new Device[around.Length];
        for (int i = 0; i < devices.Length; i++)
        {
            long ownOffset = dice.Percent(85) ? offset : 0;
            // The first device is seldom choosy: a history that nobody takes part in says little.
            bool isEasy = dice.Percent(i == 0 ? 75 : 45);
            Device device = catalogue.Count > 0 && dice.Percent(CatalogueShare)
                ? FromCatalogue(dice, catalogue, storage)
                : new Device("", LifecycleLimits.Of(dice, storage, ownOffset, around[i], isEasy));
            device = Equip(dice, device, i, storage.PageSize, dice.Percent(settings.IommuShare), ownOffset);
            devices[i] = allMove ? device with { Importer = ImporterHabit.MovesOnNotice } : device;
        }

        return [.. LifecycleLimits.Paired(dice, devices)];
    }

    private static Device FromCatalogue(Dice dice, ValueList<Device> catalogue, StorageDraw storage)
    {
        Device entry = dice.Of(catalogue.AsSpan());
        return LimitChecks.Check(entry.Limits, storage.PageSize) is null ? entry : new Device("", Limits.Unset);
    }

    /// <summary>None; the Raspberry Pi's 0xc0000000 alias; one page either way.</summary>
    private static long BusOffset(Dice dice, PageSize pageSize) => dice.Weighted(44, 1, 2, 2, 1) switch
    {
        0 => 0,
        1 => -0xc0000000L,
        2 => (long)pageSize.Bytes,
        3 => -(long)pageSize.Bytes,
        _ => 0x80000000L,
    };

    /// <summary>An address space of its own or one of two that are shared; bounce only where there is no IOMMU to do better.</summary>
    private static Device Equip(Dice dice, Device device, int index, PageSize pageSize, bool hasIommu, long busOffset) => device with
    {
        Name = $"d{index}",
        BusOffsetBytes = hasIommu ? 0 : busOffset,
        Iommu = hasIommu ? new Iommu(dice.Of("m0", "m1"), pageSize.Bytes >> dice.Of(0, 0, 0, 1, 3)) : null,
        MayBounce = !hasIommu && dice.Percent(30),
        NeedsPages = dice.Percent(15),
        Access = (DeviceAccess)dice.Weighted(45, 38, 17),
        Importer = (ImporterHabit)dice.Weighted(40, 20, 12, 28),
    };
}
