using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>What an attach, or a change of limits, asks of the storage; and who is in the way when the answer is no.</summary>
public static class Feasibility
{
    /// <summary>Storage could be found for these devices somewhere, whatever the exporter has.</summary>
    public static bool CouldBeServed(Scenario scenario, ValueList<Device> devices) => AnyStorage.CouldServe(scenario, devices);

    /// <summary>The exporter, who has no storage yet, has a candidate for these devices.</summary>
    public static bool HasCandidate(Scenario scenario, ValueList<Device> devices) =>
        FirstCandidate(scenario, StorageCandidates.Of(scenario), devices) is not null;

    /// <summary>The storage, and the one table that is in use if there is one, serve these devices.</summary>
    public static bool IsServed(Scenario scenario, Layout storage, SegmentTable? cachedTable, ValueList<Device> devices) =>
        Serving.Serves(scenario, storage, devices)
        && (cachedTable is null || FitsCachedTable(scenario, storage, cachedTable, devices));

    internal static Layout? FirstCandidate(Scenario scenario, ValueList<Layout> candidates, ValueList<Device> devices)
    {
        foreach (Layout candidate in candidates)
        {
            if (Serving.Serves(scenario, candidate, devices))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>
    /// A minimal set of limits for which the answer is no, though it is yes without any one of them. Found by leaving limits out, the first
    /// attachment's first, until nothing more can be left out.
    /// </summary>
    /// <param name="devices">One for each attachment; the last one is the newcomer.</param>
    /// <param name="policy">What unset limits mean.</param>
    /// <param name="isFeasible">The question; its answer is no for all of <paramref name="devices"/>.</param>
    internal static ValueList<BitingLimit> MinimalConflict(
        ValueList<Device> devices, Policy policy, Func<ValueList<Device>, bool> isFeasible)
    {
        ValueList<Device> rest = devices;
        for (ValueList<Device>? before = null; before != rest;)
        {
            before = rest;
            for (int i = 0; i < rest.Count; i++)
            {
                foreach (LimitKind kind in LimitKinds.All.Where(kind => Asks(rest[i], kind, policy)))
                {
                    ValueList<Device> fewer = Without(rest, i, kind);
                    rest = isFeasible(fewer) ? rest : fewer;
                }
            }
        }

        ValueList<BitingLimit> conflict =
        [
            .. from index in Enumerable.Range(0, rest.Count)
               from kind in LimitKinds.All
               where Asks(rest[index], kind, policy)
               select Biting(devices[index], kind, policy),
        ];

        // A page below the bus offset has no address whatever the limits say.
        return conflict.Count > 0 ? [.. conflict.Distinct()] : [Biting(devices[^1], LimitKind.AddressMask, policy)];
    }

    private static bool FitsCachedTable(Scenario scenario, Layout storage, SegmentTable table, ValueList<Device> devices)
    {
        var buffer = new PagedBuffer(scenario.PageSize, storage, scenario.BufferSizeBytes);
        return Validity.FirstProblem(table, new Pages(buffer), Serving.Sharers(scenario, devices), withCount: true) is null;
    }

    private static bool Asks(Device device, LimitKind kind, Policy policy) =>
        device.Limits.Resolve(policy.Defaults)[kind] != kind.Unlimited();

    private static BitingLimit Biting(Device device, LimitKind kind, Policy policy) =>
        new(device.Name, kind, device.Limits.Resolve(policy.Defaults)[kind], device.Limits[kind] is null);

    private static ValueList<Device> Without(ValueList<Device> devices, int index, LimitKind kind) =>
    [
        .. devices.Select((d, i) => i == index ? d with { Limits = d.Limits.With(kind, kind.Unlimited()) } : d),
    ];
}
