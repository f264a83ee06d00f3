using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>The same with pages of 4 KiB, which a reader counts in without thinking.</summary>
internal static class PageSizeShrinker
{
    /// <summary>All bytes smaller in the same proportion, so that there are as many pages; then the numbers as they are.</summary>
    public static IEnumerable<Scenario> Simpler(Scenario scenario)
    {
        int shift = scenario.PageSize.Shift - PageSize.FourKiB.Shift;
        if (shift == 0)
        {
            yield break;
        }

        yield return Scaled(scenario, shift);
        if (HasRoom(scenario))
        {
            yield return scenario with
            {
                PageSize = PageSize.FourKiB,
                Devices = [.. scenario.Devices.Select(d => d.Iommu is { } iommu && iommu.GranuleBytes > PageSize.SmallestBytes
                    ? d with { Iommu = iommu with { GranuleBytes = PageSize.SmallestBytes } }
                    : d)],
                Layout = scenario.Layout is { } layout ? layout with { OffsetBytes = Math.Min(layout.OffsetBytes, PageSize.SmallestBytes - 1) } : null,
            };
        }
    }

    private static bool HasRoom(Scenario scenario) =>
        (scenario.Layout is not { } layout
            || scenario.BufferSizeBytes <= ((UInt128)layout.Pages << PageSize.FourKiB.Shift) - Math.Min(layout.OffsetBytes, PageSize.SmallestBytes - 1))
        && (scenario.Steps.Count == 0 || PageSize.FourKiB.PagesFor(scenario.BufferSizeBytes) <= Scenario.MaxPagesWithSteps);

    private static Scenario Scaled(Scenario scenario, int shift)
    {
        Layout? layout = scenario.Layout is { } l ? l with { OffsetBytes = Scaled(l.OffsetBytes, scenario.PageSize) } : null;
        ulong size = Scaled(scenario.BufferSizeBytes, scenario.PageSize);
        UInt128 room = layout is null ? ulong.MaxValue : ((UInt128)layout.Pages << PageSize.FourKiB.Shift) - layout.OffsetBytes;
        return scenario with
        {
            PageSize = PageSize.FourKiB,
            BufferSizeBytes = (ulong)UInt128.Min(size, room),
            Layout = layout,
            Devices = [.. scenario.Devices.Select(d => d with
            {
                Limits = Scaled(d.Limits, scenario.PageSize),
                BusOffsetBytes = d.BusOffsetBytes >> shift,
                Iommu = d.Iommu is { } iommu ? iommu with { GranuleBytes = Math.Max(1, iommu.GranuleBytes >> shift) } : null,
            })],
            Steps = [.. scenario.Steps.Select(step => step.Operation is Operation.ChangeLimits change
                ? step with { Operation = change with { Limits = Scaled(change.Limits, scenario.PageSize) } }
                : step)],
        };
    }

    /// <summary>A count is no size; what asks for nothing goes on asking for nothing.</summary>
    private static Limits Scaled(Limits limits, PageSize pageSize) => LimitKinds.All.Aggregate(limits, (scaled, kind) =>
        kind != LimitKind.MaxSegmentCount && limits[kind] is { } value && value != kind.Unlimited() && value > 0
            ? scaled.With(kind, kind.IsMask() ? value >> (pageSize.Shift - PageSize.FourKiB.Shift) : Scaled(value, pageSize))
            : scaled);

    /// <summary>As many whole pages, and about as much of another one: some where there was some, less than all where there was less.</summary>
    private static ulong Scaled(ulong bytes, PageSize pageSize)
    {
        ulong rest = bytes & (pageSize.Bytes - 1);
        ulong scaled = rest == 0 ? 0 : Math.Max(1, rest >> (pageSize.Shift - PageSize.FourKiB.Shift));
        return (pageSize.WholePages(bytes) << PageSize.FourKiB.Shift) + scaled;
    }
}
