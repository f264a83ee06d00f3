using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Simpler devices: simpler limits; no bus offset; no IOMMU; habits as of a device that says nothing about them; any heap.</summary>
internal static class DeviceShrinker
{
    public static IEnumerable<Device> Simpler(Device device, PageSize pageSize)
    {
        if (device.CatalogueEntry is not null)
        {
            yield return device with { CatalogueEntry = null };
        }

        if (device.Iommu is not null)
        {
            yield return device with { Iommu = null };
            if (device.Iommu.GranuleBytes != pageSize.Bytes)
            {
                yield return device with { Iommu = device.Iommu with { GranuleBytes = pageSize.Bytes } };
            }
        }

        if (device.BusOffsetBytes != 0)
        {
            yield return device with { BusOffsetBytes = 0 };
        }

        if (device.Heaps.Count > 0)
        {
            yield return device with { Heaps = [] };
        }

        for (int i = 0; i < device.Heaps.Count && device.Heaps.Count > 1; i++)
        {
            yield return device with { Heaps = [.. device.Heaps.Take(i), .. device.Heaps.Skip(i + 1)] };
        }

        foreach (Device habit in PlainHabits(device))
        {
            yield return habit;
        }

        foreach (Limits limits in LimitsShrinker.Simpler(device.Limits, pageSize))
        {
            if (LimitChecks.Check(limits, pageSize) is null)
            {
                yield return device with { Limits = limits };
            }
        }
    }

    /// <summary>One of what only a history asks for, as in a device that says nothing about it.</summary>
    private static IEnumerable<Device> PlainHabits(Device device) =>
        new[]
        {
            device with { Access = default },
            device with { Importer = default },
            device with { MayBounce = false },
            device with { NeedsPages = false },
        }.Where(plain => plain != device);
}
