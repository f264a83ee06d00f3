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
        bool isWhole = scenario.Layout is null
            ? scenario.BufferSizeBytes % scenario.PageSize.Bytes == 0
            : scenario.Layout.OffsetBytes == 0 && capacity == scenario.BufferSizeBytes;
        return
        [
            (UInt128)scenario.PageSize.Bytes,
            (UInt128)scenario.Devices.Count,
            (UInt128)scenario.Steps.Count,
            (UInt128)scenario.Memory.Count,
            Sum(scenario.Memory.Select(e => (UInt128)e.Pages.Pages)),
            Sum(scenario.Memory.Select(e => (UInt128)e.Pages.FirstPfn)),
            Sum(scenario.Memory.Select(e => e.Heap == scenario.Memory[0].Heap ? UInt128.Zero : UInt128.One)),
            scenario.Memory is [var first, ..] && first.Heap != MemoryExtent.DefaultHeap ? 1UL : 0UL,
            isWhole ? 0UL : 1UL,
            (UInt128)(scenario.Layout?.Runs.Count ?? 0),
            capacity,
            Sum(scenario.Layout?.Runs.Select(r => (UInt128)r.FirstPfn)),
            scenario.Layout?.OffsetBytes ?? 0,
            scenario.BufferSizeBytes,
            Sum(scenario.Devices.Select(d => Of(d, scenario.PageSize))),
            Sum(scenario.Devices.Select((d, i) => d.Name == $"d{i}" ? UInt128.Zero : UInt128.One)),
            Sum(scenario.Steps.Select(Of)),
            Of(scenario.Exporter),
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
        + (device.Access == default ? 0UL : 1UL)
        + (device.Importer == default ? 0UL : 1UL)
        + (device.MayBounce ? 1UL : 0UL)
        + (device.NeedsPages ? 1UL : 0UL)
        + (UInt128)device.Heaps.Count
        + Of(device.Limits);

    private static UInt128 Of(Limits limits) => Sum(LimitKinds.All.Select(kind => Of(kind, limits[kind])));

    private static UInt128 Of(Step step) => (UInt128)step.Thread + step.Operation switch
    {
        Operation.Map map => map.Direction == MapDirection.Bidirectional ? 0UL : 1UL,
        Operation.TestMap map => map.Direction == MapDirection.Bidirectional ? 0UL : 1UL,
        Operation.BeginCpuAccess begin => begin.Writes ? 1UL : 0UL,
        Operation.DeviceUse use => use.Snoops ? 1UL : 0UL,
        Operation.ChangeLimits change => Of(change.Limits),
        _ => 0,
    };

    private static UInt128 Of(Exporter exporter) =>
        (exporter.Allocates == Exporter.Default.Allocates ? 0UL : 1UL)
        + (exporter.Tables == Exporter.Default.Tables ? 0UL : 1UL)
        + (exporter.IsMovable == Exporter.Default.IsMovable ? 0UL : 1UL)
        + (exporter.HasPages == Exporter.Default.HasPages ? 0UL : 1UL)
        + (exporter.HooksReadConstraints == Exporter.Default.HooksReadConstraints ? 0UL : 1UL);

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
