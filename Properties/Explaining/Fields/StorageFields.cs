using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Explaining.Fields.ScenarioField;

namespace DmabufVerify.Properties.Explaining.Fields;

/// <summary>How large the buffer is, where it is, where it may be.</summary>
internal static class StorageFields
{
    /// <summary>Buffers, runs and extents grow to so many times what they are: page by page laws look at no more.</summary>
    private const ulong MostTimes = 16;

    public static IEnumerable<ScenarioField> Of(Scenario scenario, Func<Battery> battery) =>
    [
        new("pageSize", [.. PageSizes.Select<PageSize, Func<Scenario, Scenario>>(p => s => s with { PageSize = p })], IsAll: true),
        Some(
            "buffer.size",
            battery().Bytes(scenario.BufferSizeBytes, 1, Most(scenario.BufferSizeBytes, Scenario.MaxBufferSizeBytes), scenario.PageSize),
            (s, size) => s with { BufferSizeBytes = size }),
        .. scenario.Layout is { } layout ? OfLayout(layout, scenario.PageSize, battery) : [],
        .. scenario.Memory.SelectMany((extent, i) => OfExtent(scenario, extent, i, battery)),
    ];

    private static IEnumerable<PageSize> PageSizes => Enumerable.Range(12, 5).Select(shift => new PageSize(1UL << shift));

    private static IEnumerable<ScenarioField> OfLayout(Layout layout, PageSize pageSize, Func<Battery> battery) =>
    [
        Some(
            "layout.offset",
            battery().Numbers(layout.OffsetBytes, 0, pageSize.Bytes - 1, 8, 64, 512),
            (s, offset) => s with { Layout = s.Layout! with { OffsetBytes = offset } }),
        .. layout.Runs.SelectMany((run, i) => new[]
        {
            Some($"layout.runs[{i}].pfn", Pfns(run, battery()), (s, pfn) => WithRun(s, i, r => r with { FirstPfn = pfn })),
            Some($"layout.runs[{i}].pages", Pages(run, battery()), (s, pages) => WithRun(s, i, r => r with { Pages = pages })),
        }),
    ];

    private static IEnumerable<ScenarioField> OfExtent(Scenario scenario, MemoryExtent extent, int i, Func<Battery> battery) =>
    [
        Some($"memory.extents[{i}].base", Pfns(extent.Pages, battery()), (s, pfn) => WithExtent(s, i, e => e with { Pages = e.Pages with { FirstPfn = pfn } })),
        Some($"memory.extents[{i}].size", Pages(extent.Pages, battery()), (s, n) => WithExtent(s, i, e => e with { Pages = e.Pages with { Pages = n } })),
        Some(
            $"memory.extents[{i}].heap",
            [.. scenario.Memory.Select(e => e.Heap), MemoryExtent.DefaultHeap, "other", "another"],
            (s, heap) => WithExtent(s, i, e => e with { Heap = heap })),
    ];

    private static IEnumerable<ulong> Pfns(PfnRun run, Battery battery) =>
        battery.Numbers(run.FirstPfn, 0, PfnRun.MaxEndPfn - run.Pages, 1, 16, 0x1000, 0x100000, 0x1000000);

    private static IEnumerable<ulong> Pages(PfnRun run, Battery battery) =>
        battery.Numbers(run.Pages, 1, Most(run.Pages, PfnRun.MaxEndPfn - run.FirstPfn), 2, 3, 16);

    private static ulong Most(ulong present, ulong limit) => present > limit / MostTimes ? limit : present * MostTimes;

    private static Scenario WithRun(Scenario scenario, int index, Func<PfnRun, PfnRun> change) =>
        scenario with { Layout = scenario.Layout! with { Runs = Replaced(scenario.Layout.Runs, index, change) } };

    private static Scenario WithExtent(Scenario scenario, int index, Func<MemoryExtent, MemoryExtent> change) =>
        scenario with { Memory = Replaced(scenario.Memory, index, change) };
}
