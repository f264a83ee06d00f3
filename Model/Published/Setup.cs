using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>What never changes in the life of one buffer: the scenario, whom it asks about tables, what is wrong with it.</summary>
internal sealed class Setup(Scenario scenario, IRules rules, Defects defects)
{
    public Scenario Scenario { get; } = scenario;

    public IRules Rules { get; } = rules;

    /// <summary>Storage that the exporter may choose, in its order of preference.</summary>
    public ImmutableArray<Layout> Candidates { get; } = [.. Published.Candidates.Of(scenario)];

    /// <summary>
    /// Whether all direct mappings that do not bounce have one table. Where importers cut for themselves nobody is bound by the cuts of
    /// the exporter's table, so that the question is as if each had its own.
    /// </summary>
    public bool HasOneTable => Scenario is { Exporter.Tables: ExporterTables.Cached, Policy.Splitting: Splitting.Early };

    /// <summary>Reach was dropped from the constraints in the version after the one that merged it by AND.</summary>
    public bool IgnoresReach => Has(Defect.F23) && !Has(Defect.G3);

    public bool Has(Defect defect) => defects.Has(defect);

    /// <summary>The buffer's bytes over some storage.</summary>
    public PagedBuffer Over(Layout layout) => new(Scenario.PageSize, layout, Scenario.BufferSizeBytes);

    public Device DeviceNamed(string name) => Scenario.Devices.First(d => d.Name == name);
}
