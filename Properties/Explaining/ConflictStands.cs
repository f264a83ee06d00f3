using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// Whether what was in the way of one scenario is in the way of a changed one too: it is unsat, those limits and heaps alone make it so, and each of
/// them is needed. Their values, and what else stands in the changed scenario, may be others.
/// </summary>
internal static class ConflictStands
{
    /// <summary>For a minimal conflict; as many questions as it has limits and heaps, and two.</summary>
    public static bool In(Scenario changed, MinimalConflict core, Func<Scenario, Verdict> oracle)
    {
        if (oracle(changed) != Verdict.Unsat)
        {
            return false;
        }

        Scenario alone = Alone(changed, core);
        return oracle(alone) == Verdict.Unsat
            && core.Limits.All(pair => oracle(Without(alone, pair)) == Verdict.Sat)
            && core.Heaps.All(heaps => oracle(alone.WithHeaps(heaps.Device, [])) == Verdict.Sat);
    }

    /// <summary>Nothing but the conflict's devices, limits and heaps.</summary>
    private static Scenario Alone(Scenario scenario, MinimalConflict core)
    {
        Limits Kept(Device device) => LimitKinds.All.Aggregate(device.Limits, (limits, kind) =>
            core.Limits.Any(pair => pair.Device == device.Name && pair.Limit == kind) ? limits : limits.With(kind, kind.Unlimited()));
        ValueList<string> Heaps(Device device) => core.Heaps.Any(heaps => heaps.Device == device.Name) ? device.Heaps : [];
        IEnumerable<Device> devices = scenario.WithResolvedLimits().Devices.Where(d => core.Devices.Contains(d.Name));
        return scenario with { Devices = [.. devices.Select(d => d with { Limits = Kept(d), Heaps = Heaps(d) })] };
    }

    /// <summary>A device in the way without any limit, below its bus's first address, goes as a whole.</summary>
    private static Scenario Without(Scenario alone, CorePair pair) =>
        alone.Devices.First(d => d.Name == pair.Device).Limits[pair.Limit] == pair.Limit.Unlimited()
            ? alone with { Devices = [.. alone.Devices.Where(d => d.Name != pair.Device)] }
            : alone.WithLimit(pair.Device, pair.Limit, pair.Limit.Unlimited());
}
