using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// Simpler scenarios near a given one, in the terms of the domain: fewer devices, fewer runs, fewer pages, limits left out, smaller
/// numbers. Every candidate is legal. Simplest kinds of change first, so that a greedy search drops the most at once.
/// </summary>
public static class ScenarioShrinker
{
    /// <summary>Candidates, each strictly simpler in one respect; none for a scenario that cannot be simpler.</summary>
    public static IEnumerable<Scenario> Simpler(Scenario scenario) =>
        FewerDevices(scenario)
            .Concat(FoldedDevices(scenario))
            .Concat(LayoutShrinker.Simpler(scenario))
            .Concat(FewerRunsAndSegments(scenario))
            .Concat(SimplerDevices(scenario))
            .Concat(PlainNames(scenario))
            .Concat(SimplerPolicies(scenario));

    private static IEnumerable<Scenario> FewerDevices(Scenario scenario) =>
        scenario.Devices.Select(left => scenario with { Devices = [.. scenario.Devices.Where(d => d.Name != left.Name)] });

    /// <summary>Two devices as one that has what either declares, where a conflict needs both.</summary>
    private static IEnumerable<Scenario> FoldedDevices(Scenario scenario) =>
        from kept in Enumerable.Range(0, scenario.Devices.Count)
        from folded in Enumerable.Range(kept + 1, scenario.Devices.Count - kept - 1)
        let one = Fold(scenario.Devices[kept], scenario.Devices[folded])
        select scenario with
        {
            Devices = [.. scenario.Devices.Select((d, i) => i == kept ? one : d).Where((_, i) => i != folded)],
        };

    private static Device Fold(Device kept, Device folded)
    {
        Limits limits = kept.Limits;
        foreach (LimitKind kind in LimitKinds.All)
        {
            limits = limits.With(kind, limits[kind] ?? folded.Limits[kind]);
        }

        return kept with { Limits = limits, CatalogueEntry = null };
    }

    /// <summary>
    /// One run less, or one page less of a run, and one segment less for everybody: what stands on the edge of a count limit
    /// falls off it when either goes alone.
    /// </summary>
    private static IEnumerable<Scenario> FewerRunsAndSegments(Scenario scenario)
    {
        if (!scenario.Devices.Any(d => d.Limits.MaxSegmentCount > 1))
        {
            return [];
        }

        ValueList<Device> fewer = [.. scenario.Devices.Select(d => d with { Limits = OneSegmentLess(d.Limits) })];
        return LayoutShrinker.OneLess(scenario).Select(smaller => smaller with { Devices = fewer });
    }

    private static Limits OneSegmentLess(Limits limits) =>
        limits with { MaxSegmentCount = limits.MaxSegmentCount is > 1 and var count ? count - 1 : limits.MaxSegmentCount };

    private static IEnumerable<Scenario> SimplerDevices(Scenario scenario) =>
        from index in Enumerable.Range(0, scenario.Devices.Count)
        from device in DeviceShrinker.Simpler(scenario.Devices[index], scenario.PageSize)
        select scenario with
        {
            Devices = [.. scenario.Devices.Take(index), device, .. scenario.Devices.Skip(index + 1)],
        };

    /// <summary>Drawn devices are renamed d0, d1, … so that equal scenarios look equal; real devices keep their names.</summary>
    private static IEnumerable<Scenario> PlainNames(Scenario scenario)
    {
        ValueList<Device> renamed = [.. scenario.Devices.Select((d, i) => d with { Name = $"d{i}" })];
        return renamed == scenario.Devices || !scenario.Devices.All(d => IsDrawn(d.Name))
            ? []
            : [scenario with { Devices = renamed }];
    }

    private static bool IsDrawn(string name) => name is ['d', ..] && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static IEnumerable<Scenario> SimplerPolicies(Scenario scenario)
    {
        if (scenario.Mode != SharingMode.Shared)
        {
            yield return scenario with { Mode = SharingMode.Shared };
        }

        Policy policy = scenario.Policy;
        foreach (Policy simpler in new[]
        {
            Policy.Default,
            policy with { Defaults = Policy.Default.Defaults },
            policy with { Enforcement = Policy.Default.Enforcement },
            policy with { Splitting = Policy.Default.Splitting },
        })
        {
            if (simpler != policy)
            {
                yield return scenario with { Policy = simpler };
            }
        }
    }
}
