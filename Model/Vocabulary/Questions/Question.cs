namespace DmabufVerify.Vocabulary;

/// <summary>
/// A scenario taken apart into what voters are asked. It is satisfiable when every part is: the parts share nothing but the storage.
/// </summary>
/// <param name="Scenario">Where it came from.</param>
/// <param name="Parts">None when the scenario has no devices.</param>
public sealed record Question(Scenario Scenario, ValueList<TableQuestion> Parts)
{
    /// <summary>States the scenario's question under its policy. The scenario has passed the checks of its reader.</summary>
    public static Question Of(Scenario scenario)
    {
        Judge[] direct = [.. scenario.Devices.Where(d => d.Iommu is null).Select(d => DirectJudge(d, scenario.Policy))];
        bool oneTable = scenario is { Mode: SharingMode.Shared, Policy.Splitting: Splitting.Early };
        return new(scenario, new([.. DirectParts(scenario, direct, oneTable), .. IommuParts(scenario)]));
    }

    private static IEnumerable<TableQuestion> DirectParts(Scenario scenario, Judge[] direct, bool oneTable)
    {
        SharingMode mode = oneTable ? SharingMode.Shared : SharingMode.Tailored;
        if (scenario is { Layout: null, Memory.Count: > 0 })
        {
            return [new PlacementQuestion(scenario.PageSize, scenario.BufferSizeBytes, Joined(scenario.Memory), [.. direct], mode)];
        }

        if (direct.Length == 0)
        {
            return [];
        }

        if (scenario.Layout is null)
        {
            return [new CapacityQuestion(scenario.PageSize, scenario.BufferSizeBytes, new([.. direct]), mode)];
        }

        var buffer = new PagedBuffer(scenario.PageSize, scenario.Layout, scenario.BufferSizeBytes);
        return oneTable
            ? [new LayoutQuestion(buffer, new([.. direct]))]
            : direct.Select(judge => new LayoutQuestion(buffer, [judge]));
    }

    private static IEnumerable<TableQuestion> IommuParts(Scenario scenario)
    {
        PagedBuffer buffer = new(scenario.PageSize, scenario.Layout ?? OneRun(scenario), scenario.BufferSizeBytes);
        foreach (Device device in scenario.Devices)
        {
            if (device.Iommu is { } iommu)
            {
                var judge = new Judge(device.Name, device.Limits.Resolve(scenario.Policy.Defaults), BusOffsetBytes: 0);
                yield return new IommuQuestion(buffer, judge, iommu.GranuleBytes, scenario.Policy.Enforcement);
            }
        }
    }

    /// <summary>Extents in ascending order; which heap they are of is the exporter's business, and so is where one ends and the next begins.</summary>
    private static ValueList<PfnRun> Joined(ValueList<MemoryExtent> memory)
    {
        var joined = new List<PfnRun>();
        foreach (PfnRun extent in memory.Select(e => e.Pages).OrderBy(run => run.FirstPfn))
        {
            if (joined is [.., var last] && last.EndPfn == extent.FirstPfn)
            {
                joined[^1] = last with { Pages = last.Pages + extent.Pages };
            }
            else
            {
                joined.Add(extent);
            }
        }

        return [.. joined];
    }

    /// <summary>Where any layout may be chosen, no IOMMU does better than with storage in one piece.</summary>
    private static Layout OneRun(Scenario scenario) =>
        new(0, [new PfnRun(0, scenario.PageSize.PagesFor(scenario.BufferSizeBytes))]);

    /// <summary>A directly mapped device's say over tables, under a policy.</summary>
    public static Judge DirectJudge(Device device, Policy policy)
    {
        ResolvedLimits limits = device.Limits.Resolve(policy.Defaults);
        if (policy.Enforcement == Enforcement.Kernel)
        {
            limits = limits.Without(LimitKind.MaxSegmentSize)
                .Without(LimitKind.SegmentBoundaryMask)
                .Without(LimitKind.VirtBoundaryMask)
                .Without(LimitKind.MinAlignMask);
        }

        return new Judge(device.Name, limits, device.BusOffsetBytes);
    }
}
