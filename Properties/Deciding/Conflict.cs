using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>
/// Which limits are in the way: a set of (device, limit) pairs that cannot be met together although any one of them less could be.
/// Found by asking again, so that it works with any voter.
/// </summary>
public static class Conflict
{
    /// <summary>
    /// A minimal core of an unsatisfiable scenario; <see langword="null"/> when the oracle does not say unsat. Without any limit that the
    /// policy supplied, if declared limits are a conflict already; with as few of them as possible otherwise. About two questions for each
    /// pair and device.
    /// </summary>
    /// <param name="scenario">What was asked.</param>
    /// <param name="oracle">Says whether a scenario is satisfiable; must not change its mind.</param>
    public static ValueList<CorePair>? MinimalCore(Scenario scenario, Func<Scenario, Verdict> oracle)
    {
        if (oracle(scenario) != Verdict.Unsat)
        {
            return null;
        }

        Scenario declaredOnly = scenario.WithoutDefaults();
        Scenario rest = oracle(declaredOnly) == Verdict.Unsat ? declaredOnly : scenario.WithResolvedLimits();

        // Once is enough where looser limits never lose a table. The kernel's join behind an IOMMU and the places of copies in a bounce pool
        // are not like that: there a device or a pair may become needless when a later one has gone.
        for (int before = int.MaxValue; SizeOf(rest) < before;)
        {
            before = SizeOf(rest);
            foreach (Device device in rest.Devices)
            {
                Scenario fewer = rest with { Devices = [.. rest.Devices.Where(d => d.Name != device.Name)] };
                rest = oracle(fewer) == Verdict.Unsat ? fewer : rest;
            }

            foreach (CorePair pair in Pairs(rest).OrderBy(p => DroppingOrder(p, scenario)))
            {
                Scenario fewer = rest.WithLimit(pair.Device, pair.Limit, pair.Limit.Unlimited());
                rest = oracle(fewer) == Verdict.Unsat ? fewer : rest;
            }
        }

        CorePair[] pairs = [.. Pairs(rest)];
        return [.. pairs, .. rest.Devices.Where(d => pairs.All(p => p.Device != d.Name)).Select(d => Unreachable(d, scenario))];
    }

    /// <summary>All limits of a scenario that ask for anything, under its policy.</summary>
    public static IEnumerable<CorePair> Pairs(Scenario scenario) =>
        from device in scenario.Devices
        let limits = device.Limits.Resolve(scenario.Policy.Defaults)
        from kind in LimitKinds.All
        where limits[kind] != kind.Unlimited()
        select new CorePair(device.Name, kind, limits[kind]);

    /// <summary>Whether nobody declared this limit: the defaults policy put it there.</summary>
    public static bool IsDefault(CorePair pair, Scenario scenario) =>
        scenario.Devices.Single(d => d.Name == pair.Device).Limits[pair.Limit] is null;

    private static int SizeOf(Scenario scenario) => scenario.Devices.Count + Pairs(scenario).Count();

    /// <summary>
    /// A device that is in the way without any limit: pages have no address on its bus, below its offset, or what it bounces is more than the
    /// pool holds. Both are matters of reach.
    /// </summary>
    private static CorePair Unreachable(Device device, Scenario scenario)
    {
        Limits declared = scenario.Devices.Single(d => d.Name == device.Name).Limits;
        return new(device.Name, LimitKind.AddressMask, declared.Resolve(scenario.Policy.Defaults).AddressMask);
    }

    /// <summary>Defaults first; among declared limits the count last, as the limit people think in.</summary>
    private static int DroppingOrder(CorePair pair, Scenario scenario) =>
        IsDefault(pair, scenario) ? 0 : pair.Limit == LimitKind.MaxSegmentCount ? 2 : 1;
}
