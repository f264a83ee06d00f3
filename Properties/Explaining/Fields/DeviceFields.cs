using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Explaining.Fields.ScenarioField;

namespace DmabufVerify.Properties.Explaining.Fields;

/// <summary>What a device declares, and how it behaves.</summary>
internal static class DeviceFields
{
    public static IEnumerable<ScenarioField> Of(Scenario scenario, int index, Func<Battery> battery)
    {
        Device device = scenario.Devices[index];
        string path = $"devices[{index}]";
        return
        [
            .. LimitKinds.All.Select(kind => Some(
                $"{path}.{kind.FieldName()}",
                battery().Limit(kind, device.Limits[kind], scenario.PageSize),
                (s, value) => WithDevice(s, index, d => d with { Limits = d.Limits.With(kind, value) }))),
            .. device.Iommu is null
                ? [Some($"{path}.busOffset", BusOffsets(device, scenario.PageSize, battery()), (s, o) => WithDevice(s, index, d => d with { BusOffsetBytes = o }))]
                : BehindIommu(device.Iommu, path, index, scenario),
            Some(
                $"{path}.iommu",
                device.Iommu is null ? Domains(scenario, index).Select(name => new Iommu(name, scenario.PageSize.Bytes)).ToArray() : new Iommu?[] { null },
                (s, iommu) => WithDevice(s, index, d => d with { Iommu = iommu, BusOffsetBytes = 0 })),
            .. scenario.Steps.Count > 0 ? Habits(path, index) : [],
            Flag($"{path}.bounce", (s, value) => WithDevice(s, index, d => d with { MayBounce = value })),
            .. scenario.Steps.Count > 0 ? NeedsPages(path, index) : [],
            .. scenario is { Layout: null, Memory.Count: > 0 } ? Heaps(scenario, path, index) : [],
        ];
    }

    /// <summary>Only a history asks for these.</summary>
    private static IEnumerable<ScenarioField> Habits(string path, int index) =>
    [
        Choice<DeviceAccess>($"{path}.access", (s, value) => WithDevice(s, index, d => d with { Access = value })),
        Choice<ImporterHabit>($"{path}.importer", (s, value) => WithDevice(s, index, d => d with { Importer = value })),
    ];

    /// <summary>Only a history asks for it.</summary>
    private static IEnumerable<ScenarioField> NeedsPages(string path, int index) =>
    [
        Flag($"{path}.needsPages", (s, value) => WithDevice(s, index, d => d with { NeedsPages = value })),
    ];

    /// <summary>Any heap, each heap alone, all of them, and one that there is no memory of: of account only where storage is to be found.</summary>
    private static IEnumerable<ScenarioField> Heaps(Scenario scenario, string path, int index)
    {
        string[] there = [.. scenario.Memory.Select(extent => extent.Heap).Distinct()];
        IEnumerable<ValueList<string>> values = [[], [.. there], .. there.Append("other").Select<string, ValueList<string>>(heap => [heap])];
        return [Some($"{path}.heaps", values, (s, heaps) => WithDevice(s, index, d => d with { Heaps = heaps }))];
    }

    private static IEnumerable<ScenarioField> BehindIommu(Iommu iommu, string path, int index, Scenario scenario) =>
    [
        Some(
            $"{path}.iommu.domain",
            Domains(scenario, index).Append(iommu.Domain),
            (s, name) => WithDevice(s, index, d => d with { Iommu = d.Iommu is null ? null : d.Iommu with { Domain = name } })),
        new(
            $"{path}.iommu.granule",
            [
                .. Enumerable.Range(0, scenario.PageSize.Shift + 1).Select<int, Func<Scenario, Scenario>>(shift => s =>
                    WithDevice(s, index, d => d with { Iommu = d.Iommu is null ? null : d.Iommu with { GranuleBytes = 1UL << shift } })),
            ],
            IsAll: true),
    ];

    /// <summary>A domain of its own, and those of others.</summary>
    private static IEnumerable<string> Domains(Scenario scenario, int index) =>
        scenario.Devices.Where((_, i) => i != index).Select(d => d.Iommu?.Domain).OfType<string>().Prepend(scenario.Devices[index].Name).Append("other");

    /// <summary>Whole pages up and down, far and near.</summary>
    private static IEnumerable<long> BusOffsets(Device device, PageSize pageSize, Battery battery)
    {
        long page = (long)pageSize.Bytes;
        long present = device.BusOffsetBytes / page;
        long most = long.MaxValue / page;
        IEnumerable<long> pages =
        [
            0, 1, -1, 16, -16, most, -most, most / 2, -most / 2, Math.Min(present, most - 1) + 1, Math.Max(present, 1 - most) - 1, -present,
            .. battery.Random().Select((n, i) => (long)(n % (ulong)most) * (i % 2 == 0 ? 1 : -1)),
        ];
        return pages.Concat([0xc0000000 / page, 0x80000000 / page]).Select(n => n * page);
    }
}
