using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Shrinking;

/// <summary>
/// How far a scenario is from the simplest: numbers that are compared from the left. Each simplification must make it less, so that
/// there are finitely many of them one after the other.
/// </summary>
internal static class Simplicity
{
    public static UInt128[] Of(Scenario scenario)
    {
        UInt128 capacity = scenario.Layout is null ? 0 : (UInt128)scenario.Layout.Pages << scenario.PageSize.Shift;
        bool isWhole = scenario.Layout is { OffsetBytes: 0 } && capacity == scenario.BufferSizeBytes;
        return
        [
            (UInt128)scenario.Devices.Count,
            scenario.Layout is null || isWhole ? 0UL : 1UL,
            (UInt128)(scenario.Layout?.Runs.Count ?? 0),
            capacity,
            Sum(scenario.Layout?.Runs.Select(r => (UInt128)r.FirstPfn)),
            scenario.Layout?.OffsetBytes ?? 0,
            scenario.BufferSizeBytes,
            Sum(scenario.Devices.Select(d => Of(d, scenario.PageSize))),
            Sum(scenario.Devices.Select((d, i) => d.Name == $"d{i}" ? UInt128.Zero : UInt128.One)),
            Of(scenario.Policy) + (UInt128)(scenario.Mode == SharingMode.Shared ? 0 : 1),
        ];
    }

    public static bool IsLess(UInt128[] one, UInt128[] other)
    {
        int i = 0;
        while (i < one.Length - 1 && one[i] == other[i])
        {
            i++;
        }

        return one[i] < other[i];
    }

    private static UInt128 Of(Device device, PageSize pageSize) =>
        (device.CatalogueEntry is null ? 0UL : 1UL)
        + (device.Iommu is null ? 0UL : device.Iommu.GranuleBytes == pageSize.Bytes ? 1UL : 2UL)
        + (device.BusOffsetBytes == 0 ? 0UL : 1UL)
        + Sum(LimitKinds.All.Select(kind => Of(kind, device.Limits[kind])));

    private static UInt128 Of(LimitKind kind, ulong? value) =>
        value is not { } number ? 0
        : number == kind.Unlimited() ? 1
        : 2 + (UInt128)number;

    private static UInt128 Of(Policy policy) =>
        (policy.Defaults == Policy.Default.Defaults ? 0UL : 1UL)
        + (policy.Enforcement == Policy.Default.Enforcement ? 0UL : 1UL)
        + (policy.Splitting == Policy.Default.Splitting ? 0UL : 1UL);

    private static UInt128 Sum(IEnumerable<UInt128>? numbers) => numbers?.Aggregate(UInt128.Zero, (a, b) => a + b) ?? 0;
}
