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
        bool oneTable = scenario is { Mode: SharingMode.Shared, Policy.Splitting: Splitting.Early };
        return scenario switch
        {
            { Layout: { } layout } => new(scenario, [.. OverLayout(scenario, layout, oneTable), .. IommuParts(scenario)]),
            { Memory.Count: > 0, Policy.Enforcement: Enforcement.Kernel } => new(scenario, [InMemory(scenario, oneTable)]),
            { Memory.Count: > 0 } => new(scenario, [InMemory(scenario, oneTable), .. IommuParts(scenario)]),
            _ => new(scenario, [.. OverAnyLayout(scenario, oneTable), .. IommuParts(scenario)]),
        };
    }

    private static IEnumerable<TableQuestion> OverLayout(Scenario scenario, Layout layout, bool oneTable)
    {
        var buffer = new PagedBuffer(scenario.PageSize, layout, scenario.BufferSizeBytes);
        ValueList<Judge> zeroCopy = ZeroCopy(scenario);
        IEnumerable<TableQuestion> bouncing = Bouncing(scenario).Select(judge => new BounceQuestion(buffer, judge));
        return zeroCopy.Count == 0 ? bouncing
            : oneTable ? bouncing.Prepend(new LayoutQuestion(buffer, zeroCopy))
            : zeroCopy.Select(judge => new LayoutQuestion(buffer, [judge])).Concat(bouncing);
    }

    private static PlacementQuestion InMemory(Scenario scenario, bool oneTable) =>
        new(scenario.PageSize, scenario.BufferSizeBytes, Joined(UsableByAll(scenario)), ZeroCopy(scenario), Mode(oneTable))
        {
            Bouncing = Bouncing(scenario),
            Joining = scenario.Policy.Enforcement == Enforcement.Kernel ? Joining(scenario) : [],
        };

    /// <summary>Nothing has to bounce where any layout may be chosen, but for what no zero-copy table can do; readers refuse to ask that.</summary>
    private static IEnumerable<TableQuestion> OverAnyLayout(Scenario scenario, bool oneTable)
    {
        ValueList<Judge> direct = [.. scenario.Devices.Where(d => d.Iommu is null).Select(d => DirectJudge(d, scenario.Policy))];
        return direct.Count == 0
            ? []
            : [new CapacityQuestion(scenario.PageSize, scenario.BufferSizeBytes, direct, Mode(oneTable))];
    }

    private static SharingMode Mode(bool oneTable) => oneTable ? SharingMode.Shared : SharingMode.Tailored;

    private static ValueList<Judge> ZeroCopy(Scenario scenario) =>
        [.. scenario.Devices.Where(d => d is { Iommu: null, MayBounce: false }).Select(d => DirectJudge(d, scenario.Policy))];

    private static ValueList<BouncingJudge> Bouncing(Scenario scenario) =>
    [
        .. from device in scenario.Devices
           where device is { Iommu: null, MayBounce: true }
           select new BouncingJudge(DirectJudge(device, scenario.Policy), device.Limits.Resolve(scenario.Policy.Defaults)),
    ];

    private static ValueList<JoiningJudge> Joining(Scenario scenario) =>
        [.. scenario.Devices.Where(d => d.Iommu is not null).Select(d => new JoiningJudge(IommuJudge(d, scenario.Policy), d.Iommu!.GranuleBytes))];

    private static Judge IommuJudge(Device device, Policy policy) => new(device.Name, device.Limits.Resolve(policy.Defaults), BusOffsetBytes: 0);

    private static IEnumerable<TableQuestion> IommuParts(Scenario scenario)
    {
        PagedBuffer buffer = new(scenario.PageSize, scenario.Layout ?? OneRun(scenario), scenario.BufferSizeBytes);
        foreach (Device device in scenario.Devices)
        {
            if (device.Iommu is { } iommu)
            {
                yield return new IommuQuestion(
                    buffer, IommuJudge(device, scenario.Policy), iommu.GranuleBytes, scenario.Policy.Enforcement);
            }
        }
    }

    /// <summary>A page is of use to all or not: without one heap that every device can use nothing is left.</summary>
    private static IEnumerable<MemoryExtent> UsableByAll(Scenario scenario) =>
        scenario.Memory.Where(extent => scenario.Devices.All(device => device.CanUse(extent.Heap)));

    /// <summary>Extents in ascending order; where one ends and the next begins is the exporter's business, and from here on so is its heap.</summary>
    private static ValueList<PfnRun> Joined(IEnumerable<MemoryExtent> memory)
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
