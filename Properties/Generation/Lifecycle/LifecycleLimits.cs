using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation.Lifecycle;

/// <summary>Limits at the places where a buffer's life takes another turn, and those that broken merges are known to stumble over.</summary>
internal static class LifecycleLimits
{
    /// <summary>How far a device reaches that says nothing.</summary>
    private const ulong Reach32 = 0xffffffff;

    public static Limits Of(
        Dice dice, StorageDraw storage, long busOffset, Func<LimitGenerator.Needs, Limits> around, bool isEasy)
    {
        LimitGenerator.Needs needs = storage.NeedsOfOne(dice, busOffset);
        Limits limits = dice.Weighted(8, 6, 66, 12, 2, 3, 3) switch
        {
            0 => Limits.Unset,
            1 => Unlimited,
            2 => around(needs),
            3 => CountTimesSize(dice, around(needs), needs),
            4 => around(needs) with { MaxSegmentCount = 1UL << 16, MaxSegmentSizeBytes = 1UL << 16 },
            5 => around(needs) with { SegmentBoundaryMask = Generation.Draw.MaskOfBits(dice.Between(33, 36)) },
            _ => around(needs) with { MinAlignMask = Generation.Draw.MaskOfBits(dice.Between(12, 32)) },
        };
        return isEasy ? Easy(limits, needs, (ulong)Math.Max(1, (long)storage.LastByte - busOffset)) : limits;
    }

    /// <summary>
    /// Sometimes two devices get reaches that are no masks, or whose AND is not their intersection (thread G3), or whose AND is nothing
    /// at all (thread H2).
    /// </summary>
    public static Device[] Paired(Dice dice, Device[] devices)
    {
        if (devices.Length < 2 || !dice.Percent(5))
        {
            return devices;
        }

        (ulong one, ulong other) = dice.Of((0xdfffffffUL, 0x7fffffffUL), (0xdfffffffUL, 0x7fffffffUL), (0x80000000UL, 0x7fffffffUL));
        devices[0] = WithReach(devices[0], one);
        devices[1] = WithReach(devices[1], other);
        return devices;
    }

    private static Limits Unlimited { get; } =
        LimitKinds.All.Aggregate(Limits.Unset, (limits, kind) => limits.With(kind, kind.Unlimited()));

    /// <summary>So few segments of such a size that they hold the buffer, or all but a page of it, or a page more.</summary>
    private static Limits CountTimesSize(Dice dice, Limits limits, LimitGenerator.Needs needs)
    {
        ulong count = 1 + (dice.Next() % Math.Min(4, needs.Pages));
        ulong pages = ((needs.Pages + count - 1) / count) + (ulong)dice.Between(0, 2);
        return limits with
        {
            MaxSegmentCount = count,
            MaxSegmentSizeBytes = Math.Max(1, pages - 1) << needs.PageSize.Shift,
        };
    }

    /// <summary>The same without what might get the device refused: a segment for each page, all storage within reach.</summary>
    private static Limits Easy(Limits limits, LimitGenerator.Needs needs, ulong lastByte) => limits with
    {
        MaxSegmentCount = limits.MaxSegmentCount is { } count ? Math.Max(count, needs.Pages + 1) : null,
        VirtBoundaryMask = null,
        MinAlignMask = null,
        AddressMask = limits.AddressMask is null && lastByte <= Reach32 ? null : Math.Max(limits.AddressMask ?? 0, lastByte),
    };

    private static Device WithReach(Device device, ulong reach) =>
        device with { Limits = device.Limits with { AddressMask = reach }, CatalogueEntry = null, Iommu = null };
}
