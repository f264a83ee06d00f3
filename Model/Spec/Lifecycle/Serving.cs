using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Whether a layout can be used by devices: docs/lifecycle.md, "Serving".</summary>
internal static class Serving
{
    private static readonly SpecVoter Voter = new();

    /// <summary>Everybody has a table; with one cached table, the direct ones that do not bounce have it in common.</summary>
    public static bool Serves(Scenario scenario, Layout layout, ValueList<Device> devices)
    {
        var buffer = new PagedBuffer(scenario.PageSize, layout, scenario.BufferSizeBytes);
        return devices.All(device => Serves(scenario, buffer, device)) && HaveOneTable(scenario, buffer, devices);
    }

    /// <summary>Whether exporter and policy ask for one table for all direct attachments that do not bounce.</summary>
    public static bool IsOneTable(Scenario scenario) =>
        scenario is { Exporter.Tables: ExporterTables.Cached, Policy.Splitting: Splitting.Early };

    /// <summary>Those who share that table.</summary>
    public static ValueList<Judge> Sharers(Scenario scenario, ValueList<Device> devices) =>
    [
        .. devices.Where(d => d is { Iommu: null, MayBounce: false }).Select(d => Question.DirectJudge(d, scenario.Policy)),
    ];

    private static bool HaveOneTable(Scenario scenario, PagedBuffer buffer, ValueList<Device> devices) =>
        !IsOneTable(scenario)
        || Sharers(scenario, devices) is not { Count: > 1 } sharers
        || Tables.Valid(buffer, sharers) is not null;

    private static bool Serves(Scenario scenario, PagedBuffer buffer, Device device)
    {
        if (device.Iommu is { } iommu)
        {
            var judge = new Judge(device.Name, device.Limits.Resolve(scenario.Policy.Defaults), BusOffsetBytes: 0);
            return Voter.Answer(new IommuQuestion(buffer, judge, iommu.GranuleBytes, scenario.Policy.Enforcement)).Verdict != Verdict.Unsat;
        }

        BouncingJudge direct = Tables.Bouncing(device, scenario.Policy);
        return device.MayBounce
            ? BouncedTable.Of(buffer, direct) is { } table && BouncePool.Place(table, BouncedTable.InPool(direct), scenario.PageSize) is not null
            : Tables.Valid(buffer, [direct.Direct]) is not null;
    }
}
