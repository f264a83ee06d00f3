using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// Tiny scenarios of a given one's kind, that no chain of failing simplifications may lead to: what breaks by a boundary often breaks by a reach just
/// as well, with less to take in, and half way between the two nothing breaks. The devices stay and do what they did; storage, limits and the exporter are
/// each one of a few.
/// </summary>
internal static class TinyScenarios
{
    private const ulong DefaultReachBytes = 1UL << 32;

    /// <summary>Those with less to take in than the given one (<see cref="ScenarioSize"/>), the smallest first; some hundred at most.</summary>
    public static IEnumerable<Scenario> Below(Scenario scenario)
    {
        ulong size = ScenarioSize.Of(scenario).Sum;
        return Near(scenario)
            .Select(tiny => (Scenario: tiny, ScenarioSize.Of(tiny).Sum))
            .Where(tiny => tiny.Sum < size)
            .OrderBy(tiny => tiny.Sum)
            .Select(tiny => tiny.Scenario);
    }

    private static IEnumerable<Scenario> Near(Scenario scenario) =>
        from stored in Stored(scenario)
        from stepped in Stepped(stored)
        from exported in Exported(stepped)
        from limited in Limited(exported)
        select limited;

    /// <summary>The first page of memory or the second, two in a row, two apart, or in the other order; the same from the first page on that a default does not reach.</summary>
    private static IEnumerable<Scenario> Stored(Scenario scenario)
    {
        ulong far = DefaultReachBytes >> scenario.PageSize.Shift;
        PfnRun[][] storages =
        [
            [new(0, 1)], [new(1, 1)], [new(0, 2)], [new(0, 1), new(2, 1)], [new(1, 1), new(0, 1)], [new(far, 1)], [new(far, 2)],
            [new(far, 1), new(far + 2, 1)],
        ];
        return storages.Where(_ => scenario.Layout is not null || scenario.Memory.Count > 0).Select(runs => scenario with
        {
            BufferSizeBytes = (ulong)runs.Sum(run => (long)run.Pages) << scenario.PageSize.Shift,
            Layout = scenario.Layout is null ? null : new Layout(0, [.. runs]),
            Memory = scenario.Memory.Count == 0 ? [] : [.. runs.Select(run => new MemoryExtent(run, scenario.Memory[0].Heap))],
        });
    }

    /// <summary>As they are, and without changes of limits.</summary>
    private static IEnumerable<Scenario> Stepped(Scenario scenario)
    {
        ValueList<Step> unchanged = [.. scenario.Steps.Where(step => step.Operation is not Operation.ChangeLimits)];
        return unchanged.Count == scenario.Steps.Count || unchanged.Count == 0 ? [scenario] : [scenario, scenario with { Steps = unchanged }];
    }

    private static IEnumerable<Scenario> Exported(Scenario scenario) => scenario.Steps.Count == 0
        ? [scenario]
        : new[] { scenario.Exporter, Exporter.Default, Exporter.Default with { Allocates = AllocationTime.Export } }
            .Distinct()
            .Select(exporter => scenario with { Exporter = exporter });

    /// <summary>No device has a limit; or one has one, or sees memory a page further up.</summary>
    private static IEnumerable<Scenario> Limited(Scenario scenario)
    {
        Scenario free = scenario with { Devices = [.. scenario.Devices.Select(d => d with { Limits = Limits.Unset, BusOffsetBytes = 0, CatalogueEntry = null })] };
        yield return free;
        for (int i = 0; i < free.Devices.Count; i++)
        {
            foreach (Limits limits in One(free.PageSize))
            {
                yield return With(i, free.Devices[i] with { Limits = limits });
            }

            if (free.Devices[i].Iommu is null)
            {
                yield return With(i, free.Devices[i] with { BusOffsetBytes = (long)free.PageSize.Bytes });
            }
        }

        Scenario With(int index, Device device) => free with { Devices = [.. free.Devices.Select((d, i) => i == index ? device : d)] };
    }

    /// <summary>One limit each, as tight as it can be or nearly so; those that no device can mean are left out.</summary>
    private static IEnumerable<Limits> One(PageSize pageSize)
    {
        ulong page = pageSize.Bytes;
        (LimitKind Kind, ulong Value)[] values =
        [
            (LimitKind.MaxSegmentCount, 1), (LimitKind.MaxSegmentSize, page), (LimitKind.SegmentBoundaryMask, page - 1),
            (LimitKind.VirtBoundaryMask, (2 * page) - 1), (LimitKind.MinAlignMask, page - 1), (LimitKind.AddressMask, page - 1), (LimitKind.AddressMask, 0),
        ];
        return values.Select(value => Limits.Unset.With(value.Kind, value.Value)).Where(limits => LimitChecks.Check(limits, pageSize) is null);
    }
}
