using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// Whether limits that were in the way of one scenario are in the way of a changed one too: it is unsat, they alone make it so, and each of them is
/// needed. Their values, and what else stands in the changed scenario, may be others.
/// </summary>
internal static class ConflictStands
{
    /// <summary>For a minimal conflict; as many questions as it has limits, and two.</summary>
    public static bool In(Scenario changed, ValueList<CorePair> core, Func<Scenario, Verdict> oracle)
    {
        if (oracle(changed) != Verdict.Unsat)
        {
            return false;
        }

        Scenario alone = Alone(changed, core);
        return oracle(alone) == Verdict.Unsat && core.All(pair => oracle(Without(alone, pair)) == Verdict.Sat);
    }

    /// <summary>Nothing but the conflict's devices and limits.</summary>
    private static Scenario Alone(Scenario scenario, ValueList<CorePair> core)
    {
        Limits Kept(Device device) => LimitKinds.All.Aggregate(device.Limits, (limits, kind) =>
            core.Any(pair => pair.Device == device.Name && pair.Limit == kind) ? limits : limits.With(kind, kind.Unlimited()));
        IEnumerable<Device> devices = scenario.WithResolvedLimits().Devices.Where(d => core.Any(pair => pair.Device == d.Name));
        return scenario with { Devices = [.. devices.Select(d => d with { Limits = Kept(d) })] };
    }

    /// <summary>A device in the way without any limit, below its bus's first address, goes as a whole.</summary>
    private static Scenario Without(Scenario alone, CorePair pair) =>
        alone.Devices.First(d => d.Name == pair.Device).Limits[pair.Limit] == pair.Limit.Unlimited()
            ? alone with { Devices = [.. alone.Devices.Where(d => d.Name != pair.Device)] }
            : alone.WithLimit(pair.Device, pair.Limit, pair.Limit.Unlimited());
}
