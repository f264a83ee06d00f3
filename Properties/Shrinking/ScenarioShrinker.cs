using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// Simpler scenarios near a given one, in the terms of the domain: fewer steps, fewer devices, less storage, limits left out, smaller
/// numbers. Every candidate is legal. Simplest kinds of change first, so that a greedy search drops the most at once.
/// </summary>
public static class ScenarioShrinker
{
    /// <summary>Candidates, each strictly simpler in one respect; none for a scenario that cannot be simpler.</summary>
    public static IEnumerable<Scenario> Simpler(Scenario scenario) =>
        StepShrinker.Fewer(scenario)
            .Concat(StepFolding.Simpler(scenario))
            .Concat(FewerDevices(scenario))
            .Concat(PageSizeShrinker.Simpler(scenario))
            .Concat(TwoDevicesAsOne(scenario))
            .Concat(HalvingShrinker.Simpler(scenario))
            .Concat(CountShrinker.Simpler(scenario))
            .Concat(DefaultShrinker.Simpler(scenario))
            .Concat(MemoryShrinker.Simpler(scenario))
            .Concat(LayoutShrinker.Simpler(scenario))
            .Concat(SimplerDevices(scenario))
            .Concat(StepShrinker.Plainer(scenario))
            .Concat(PlainNames(scenario))
            .Concat(MemoryShrinker.SimplerExporters(scenario))
            .Concat(SimplerPolicies(scenario));

    /// <summary>One device less, and with it whatever it does. A history stays one: it goes on with a step that changes nothing.</summary>
    private static IEnumerable<Scenario> FewerDevices(Scenario scenario) => scenario.Devices.Select(left =>
    {
        ValueList<Step> steps = [.. scenario.Steps.Where(step => StepDevices.Of(step.Operation) != left.Name)];
        return scenario with
        {
            Devices = [.. scenario.Devices.Where(d => d.Name != left.Name)],
            Steps = steps.Count == 0 && scenario.Steps.Count > 0 ? [new Step(new Operation.GetConstraints())] : steps,
        };
    });

    /// <summary>
    /// Two drawn devices that see the same addresses become one with the limits of both, that does what both did: their conflict may
    /// need no second device.
    /// </summary>
    private static IEnumerable<Scenario> TwoDevicesAsOne(Scenario scenario) =>
        from one in scenario.Devices
        from other in scenario.Devices.SkipWhile(d => d.Name != one.Name).Skip(1)
        where one.Iommu is null && other.Iommu is null && one.BusOffsetBytes == other.BusOffsetBytes
            && IsDrawn(one.Name) && IsDrawn(other.Name)
        where one.Heaps.Count == 0 || other.Heaps.Count == 0 || one.Heaps.Any(other.CanUse)
        let both = one with { Limits = Both(one.Limits, other.Limits), Heaps = Both(one.Heaps, other.Heaps), CatalogueEntry = null }
        select scenario with
        {
            Devices = [.. scenario.Devices.Where(d => d.Name != other.Name).Select(d => d.Name == one.Name ? both : d)],
            Steps = StepDevices.Rename(scenario.Steps, name => name == other.Name ? one.Name : name),
        };

    /// <summary>The tighter of what two devices declare; unset where neither does.</summary>
    private static Limits Both(Limits one, Limits other) => LimitKinds.All.Aggregate(Limits.Unset, (both, kind) => both.With(
        kind,
        one[kind] is not { } a ? other[kind]
        : other[kind] is not { } b ? a
        : kind is LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask ? Math.Max(a, b)
        : Math.Min(a, b)));

    /// <summary>The heaps that both can use, of which there are some.</summary>
    private static ValueList<string> Both(ValueList<string> one, ValueList<string> other) =>
        one.Count == 0 ? other : other.Count == 0 ? one : [.. one.Where(other.Contains)];

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
        Dictionary<string, string> names = [];
        foreach (Device device in scenario.Devices)
        {
            names.Add(device.Name, $"d{names.Count}");
        }

        return names.All(name => name.Key == name.Value) || !scenario.Devices.All(d => IsDrawn(d.Name))
            ? []
            : [scenario with
            {
                Devices = [.. scenario.Devices.Select(d => d with { Name = names[d.Name] })],
                Steps = StepDevices.Rename(scenario.Steps, name => names[name]),
            }];
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
