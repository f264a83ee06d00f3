using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>Scenarios that differ in one thing.</summary>
public static class ScenarioEdits
{
    /// <summary>The same scenario with every default written out, so that lifting a limit means just that.</summary>
    public static Scenario WithResolvedLimits(this Scenario scenario) => scenario with
    {
        Devices = [.. scenario.Devices.Select(d => d with { Limits = Declare(d.Limits.Resolve(scenario.Policy.Defaults)) })],
    };

    /// <summary>The same scenario with one device's one limit replaced.</summary>
    public static Scenario WithLimit(this Scenario scenario, string device, LimitKind kind, ulong value) => scenario with
    {
        Devices = [.. scenario.Devices.Select(d => d.Name == device ? d with { Limits = d.Limits.With(kind, value) } : d)],
    };

    /// <summary>The same scenario with one device allowed to bounce.</summary>
    public static Scenario WithBounce(this Scenario scenario, string device) => scenario with
    {
        Devices = [.. scenario.Devices.Select(d => d.Name == device ? d with { MayBounce = true } : d)],
    };

    /// <summary>The same scenario with the heaps replaced that one device can use; none: any heap.</summary>
    public static Scenario WithHeaps(this Scenario scenario, string device, ValueList<string> heaps) => scenario with
    {
        Devices = [.. scenario.Devices.Select(d => d.Name == device ? d with { Heaps = heaps } : d)],
    };

    private static Limits Declare(ResolvedLimits resolved)
    {
        Limits limits = Limits.Unset;
        foreach (LimitKind kind in LimitKinds.All)
        {
            limits = limits.With(kind, resolved[kind]);
        }

        return limits;
    }
}
