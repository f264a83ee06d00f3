using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>
/// Who is in the way with what: a set of (device, limit) pairs, and of devices that can use certain heaps only, that cannot be met together
/// although any one of them less could be.
/// Found by asking again, so that it works with any voter.
/// </summary>
public static class Conflict
{
    /// <summary>
    /// A minimal core of an unsatisfiable scenario; <see langword="null"/> when the oracle does not say unsat. Without any limit that the
    /// policy supplied, if declared limits are a conflict already; with as few of them as possible otherwise. Heaps are in it only where limits
    /// alone are no conflict. About two questions for each pair and device.
    /// </summary>
    /// <param name="scenario">What was asked.</param>
    /// <param name="oracle">Says whether a scenario is satisfiable; must not change its mind.</param>
    public static MinimalConflict? MinimalCore(Scenario scenario, Func<Scenario, Verdict> oracle)
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
            rest = WithoutNeedlessDevices(rest, oracle);
            foreach (Restriction restriction in Restriction.All(rest).OrderBy(r => DroppingOrder(r, scenario)))
            {
                Scenario fewer = restriction.Lifted(rest);
                rest = oracle(fewer) == Verdict.Unsat ? fewer : rest;
            }
        }

        return Named(WithReaches(WithoutNeedlessOffsets(rest, oracle), scenario, oracle), scenario);
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

    private static int SizeOf(Scenario scenario) => scenario.Devices.Count + Restriction.All(scenario).Count();

    /// <summary>
    /// The same conflict, in which a device that is in the way by its heaps alone reaches every page: what its bus does not see may be another
    /// reason, and then it is one that has to be told.
    /// </summary>
    private static Scenario WithoutNeedlessOffsets(Scenario rest, Func<Scenario, Verdict> oracle)
    {
        foreach (HeapRestriction heaps in HeapRestriction.All(rest).Where(h => Pairs(rest).All(p => p.Device != h.Device)))
        {
            Scenario seesAll = rest with { Devices = [.. rest.Devices.Select(d => d.Name == heaps.Device ? d with { BusOffsetBytes = 0 } : d)] };
            rest = oracle(seesAll) == Verdict.Unsat ? seesAll : rest;
        }

        return rest;
    }

    /// <summary>
    /// The same conflict, in which a device that is in the way without any limit has its reach again, as that is what it is told by: with it another
    /// limit may be needless.
    /// </summary>
    private static Scenario WithReaches(Scenario rest, Scenario scenario, Func<Scenario, Verdict> oracle)
    {
        CorePair[] reaches = [.. WithoutLimits(rest).Select(device => Unreachable(device, scenario))];
        if (reaches.Length == 0)
        {
            return rest;
        }

        Scenario reaching = reaches.Aggregate(rest, (all, reach) => all.WithLimit(reach.Device, reach.Limit, reach.Value));
        foreach (Restriction other in Restriction.All(rest))
        {
            Scenario fewer = other.Lifted(reaching);
            reaching = oracle(fewer) == Verdict.Unsat ? fewer : reaching;
        }

        return WithoutNeedlessDevices(reaching, oracle);
    }

    private static Scenario WithoutNeedlessDevices(Scenario rest, Func<Scenario, Verdict> oracle) => rest.Devices.Aggregate(rest, (all, device) =>
    {
        Scenario fewer = all with { Devices = [.. all.Devices.Where(d => d.Name != device.Name)] };
        return oracle(fewer) == Verdict.Unsat ? fewer : all;
    });

    /// <summary>Devices of a conflict that no limit and no heap stands for.</summary>
    private static IEnumerable<Device> WithoutLimits(Scenario rest)
    {
        CorePair[] pairs = [.. Pairs(rest)];
        HeapRestriction[] heaps = [.. HeapRestriction.All(rest)];
        return rest.Devices.Where(device =>
            pairs.All(p => p.Device != device.Name) && (device.BusOffsetBytes != 0 || heaps.All(h => h.Device != device.Name)));
    }

    private static MinimalConflict Named(Scenario rest, Scenario scenario) =>
        new([.. Pairs(rest), .. WithoutLimits(rest).Select(device => Unreachable(device, scenario))], [.. HeapRestriction.All(rest)]);

    /// <summary>
    /// A device that is in the way without any limit: pages have no address on its bus, below its offset, or what it bounces is more than the
    /// pool holds. Both are matters of reach.
    /// </summary>
    private static CorePair Unreachable(Device device, Scenario scenario)
    {
        Limits declared = scenario.Devices.Single(d => d.Name == device.Name).Limits;
        return new(device.Name, LimitKind.AddressMask, declared.Resolve(scenario.Policy.Defaults).AddressMask);
    }

    /// <summary>Defaults first, then heaps; among declared limits the count last, as the limit people think in.</summary>
    private static int DroppingOrder(Restriction restriction, Scenario scenario) => restriction switch
    {
        Restriction.OfLimit { Pair: var pair } when IsDefault(pair, scenario) => 0,
        Restriction.OfHeaps => 1,
        Restriction.OfLimit { Pair.Limit: LimitKind.MaxSegmentCount } => 3,
        _ => 2,
    };
}
