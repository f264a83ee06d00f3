using DmabufVerify.Cli.Output;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Cli.Explaining;

/// <summary>What was asked: who, how much, over which storage, under which policy.</summary>
internal static class Asked
{
    public static IEnumerable<string> Lines(Scenario scenario) =>
    [
        .. Markdown.Paragraph($"May these devices {(scenario.Devices.Count > 1 ? "share" : "use")} a buffer of "
            + $"{Words.Bytes(scenario.BufferSizeBytes)} {Where(scenario)}, in pages of {Words.Bytes(scenario.PageSize.Bytes)}?"),
        "",
        .. scenario.Devices.SelectMany(device => Markdown.Item(Who(device, hasHeaps: scenario is { Layout: null, Memory.Count: > 0 }))),
        "",
        .. Markdown.Paragraph(Rules(scenario)),
    ];

    private static string Who(Device device, bool hasHeaps)
    {
        CatalogueEntry? entry = DeviceCatalogue.Shipped.Entries.FirstOrDefault(e => e.Name == device.CatalogueEntry);
        string driver = entry is null ? "described by hand" : $"the limits of {entry.DriverFile}, catalogue entry {entry.Name}";
        string iommu = device.Iommu is null ? "" : ", behind an IOMMU";
        string bounce = device is { Iommu: null, MayBounce: true } ? "; what it does not reach may be copied for it" : "";
        string heaps = device.Heaps.Count == 0 || !hasHeaps ? "" : $"; it {HeapPhrases.Uses(device.Heaps)}";
        return $"{Markdown.Code(device.Name)}: {driver}{iommu}{bounce}{heaps}";
    }

    private static string Where(Scenario scenario) => scenario switch
    {
        { Layout: { Runs: [var run] } } => $"in one piece at {Words.Hex(run.FirstPfn << scenario.PageSize.Shift)}",
        { Layout: { } layout } => $"in {layout.Runs.Count} pieces, the first at {Words.Hex(layout.Runs[0].FirstPfn << scenario.PageSize.Shift)}",
        { Memory.Count: > 0 } => $"anywhere in the free memory, {Words.Plural(scenario.Memory.Count, "extent")}",
        _ => "anywhere in memory",
    };

    private static string Rules(Scenario scenario)
    {
        bool someBounce = scenario.Devices.Any(d => d is { Iommu: null, MayBounce: true });
        string tables = scenario.Mode != SharingMode.Shared ? "Each has a table of its own"
            : someBounce ? "There is one table for all of them but those that may bounce"
            : "There is one table for all of them";
        string splitting = scenario.Policy.Splitting == Splitting.Early ? "cut so that it fits everyone" : "which each importer may cut further";
        string enforcement = scenario.Policy.Enforcement == Enforcement.Strict
            ? "Every limit binds"
            : "Only those limits bind that a running kernel enforces";
        return $"{tables}, {splitting}. {enforcement}. A limit that nobody set has the default of {Defaults(scenario.Policy.Defaults)}.";
    }

    /// <summary>Whose getters speak for unset limits.</summary>
    public static string Defaults(DefaultsPolicy policy) => policy switch
    {
        DefaultsPolicy.Mainline => "mainline Linux",
        DefaultsPolicy.Linux319 => "Linux 3.19",
        DefaultsPolicy.RfcV3 => "Linux 3.19 under the RFC of 2015",
        _ => throw new ArgumentOutOfRangeException(nameof(policy)),
    };
}
