using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Simpler devices: a limit left out, a limit unlimited, a limit with a rounder value; no bus offset; no IOMMU.</summary>
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

        foreach (LimitKind kind in LimitKinds.All)
        {
            foreach (ulong? value in Values(kind, device.Limits[kind], pageSize))
            {
                Limits limits = device.Limits.With(kind, value);
                if (LimitChecks.Check(limits, pageSize) is null)
                {
                    yield return device with { Limits = limits };
                }
            }
        }
    }

    private static IEnumerable<ulong?> Values(LimitKind kind, ulong? value, PageSize pageSize)
    {
        if (value is not { } declared)
        {
            return [];
        }

        // Unlimited is simpler than any number, so that no number is offered for it: else a shrink could go round in circles.
        return declared == kind.Unlimited()
            ? [null]
            : [null, kind.Unlimited(), .. Rounder(kind, declared, pageSize).Where(v => v != declared)];
    }

    /// <summary>Towards small whole pages for sizes, towards one page for masks, towards one for counts.</summary>
    private static IEnumerable<ulong> Rounder(LimitKind kind, ulong value, PageSize pageSize) => kind switch
    {
        LimitKind.MaxSegmentCount => Numbers.Smaller(value),
        LimitKind.MaxSegmentSize => WholePages(value, pageSize),
        LimitKind.SegmentBoundaryMask or LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => [value >> 1],
        LimitKind.AddressMask => WholePages(value, pageSize).Select(v => v - 1).Concat(Numbers.Smaller(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static IEnumerable<ulong> WholePages(ulong value, PageSize pageSize)
    {
        ulong pages = pageSize.WholePages(value);
        return Numbers.Smaller(pages).Where(n => n > 0)
            .Select(n => n << pageSize.Shift)
            .Append(Math.Max(1, pages) << pageSize.Shift)
            .Where(n => n < value);
    }
}
