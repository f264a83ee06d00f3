using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Explaining.Fields.ScenarioField;

namespace DmabufVerify.Properties.Explaining.Fields;

/// <summary>All fields of a scenario that its meaning may depend on, in the order of a scenario file. Names of devices are left out: a history refers to them.</summary>
internal static class ScenarioFields
{
    /// <summary>For one scenario: the values to try depend on what stands there.</summary>
    public static IReadOnlyList<ScenarioField> Of(Scenario scenario)
    {
        ulong batteries = 0;
        Battery Next() => new(batteries++);
        return
        [
            .. StorageFields.Of(scenario, Next),
            .. scenario.Steps.Count > 0 ? OfExporter : [],
            .. scenario.Devices.SelectMany((_, i) => DeviceFields.Of(scenario, i, Next)),
            .. OfPolicy,
            .. StepFields.Of(scenario, Next),
        ];
    }

    /// <summary>Only a history asks for these.</summary>
    private static IEnumerable<ScenarioField> OfExporter =>
    [
        Choice<AllocationTime>("exporter.allocates", (s, value) => s with { Exporter = s.Exporter with { Allocates = value } }),
        Choice<ExporterTables>("exporter.tables", (s, value) => s with { Exporter = s.Exporter with { Tables = value } }),
        Flag("exporter.movable", (s, value) => s with { Exporter = s.Exporter with { IsMovable = value } }),
        Flag("exporter.structPages", (s, value) => s with { Exporter = s.Exporter with { HasPages = value } }),
        Flag("exporter.hooksReadConstraints", (s, value) => s with { Exporter = s.Exporter with { HooksReadConstraints = value } }),
    ];

    private static IEnumerable<ScenarioField> OfPolicy =>
    [
        Choice<SharingMode>("mode", (s, value) => s with { Mode = value }),
        Choice<DefaultsPolicy>("policy.defaults", (s, value) => s with { Policy = s.Policy with { Defaults = value } }),
        Choice<Enforcement>("policy.enforcement", (s, value) => s with { Policy = s.Policy with { Enforcement = value } }),
        Choice<Splitting>("policy.splitting", (s, value) => s with { Policy = s.Policy with { Splitting = value } }),
    ];
}
