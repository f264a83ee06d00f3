using System.Collections.Immutable;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>The steps of a scenario as tables: every operation has fields of its own, and no others.</summary>
internal static class StepShapes
{
    /// <summary>The fields of each operation, by its name.</summary>
    public static ImmutableDictionary<string, ObjectShape> Of { get; }

    /// <summary>The operations' names, in the order in which messages and documents list them.</summary>
    public static ImmutableArray<string> Names { get; }

    public static Spelling<MapDirection> Directions { get; } = new(
        (MapDirection.Bidirectional, "bidirectional"), (MapDirection.ToDevice, "toDevice"), (MapDirection.FromDevice, "fromDevice"));

    public static Quantity Thread { get; } =
        new($"the number of a thread, 0 to {Scenario.MaxThreads - 1}", Scenario.MaxThreads - 1) { Hex = false, HasUnits = false };

    /// <summary>As a device's limits, but of any value: attach is to refuse what no device can mean.</summary>
    public static ImmutableDictionary<LimitKind, Quantity> Limits { get; } = ScenarioShapes.Limits.ToImmutableDictionary(
        pair => pair.Key,
        pair => pair.Value with
        {
            Expected = pair.Key == LimitKind.MaxSegmentCount
                ? "any whole number, such as 64, or \"unlimited\""
                : "any number, such as 65535, \"64KiB\" or \"0xffff\", or \"unlimited\"",
        });

    static StepShapes()
    {
        (string Name, string[] Fields)[] operations =
        [
            ("export", []),
            ("attach", ["device"]),
            ("detach", ["device"]),
            ("map", ["device", "direction"]),
            ("unmap", ["device"]),
            ("testMap", ["device", "direction"]),
            ("pin", ["device"]),
            ("unpin", ["device"]),
            ("move", []),
            ("beginCpuAccess", ["writes"]),
            ("endCpuAccess", []),
            ("cpuRead", []),
            ("cpuWrite", []),
            ("deviceRead", ["device", "snoops"]),
            ("deviceWrite", ["device", "snoops"]),
            ("getConstraints", []),
            ("recalcConstraints", []),
            ("changeLimits", ["device", .. LimitKinds.All.Select(k => k.FieldName())]),
            ("exporterRefuses", ["device", "refuses"]),
        ];
        Names = [.. operations.Select(o => o.Name)];
        Of = operations.ToImmutableDictionary(o => o.Name, o => new ObjectShape(o.Name, ["op", .. o.Fields, "thread"]));
    }
}
