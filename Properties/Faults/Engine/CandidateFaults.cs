using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Storage taken from where it may not be, or in the wrong order.</summary>
internal static class CandidateFaults
{
    /// <summary>Each with its own candidates.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of(
            "preference-reversed",
            "tries the exporter's last choice first",
            "alloc_largest_available of drivers/dma-buf/heaps/system_heap.c goes from large to small; thread B8.1",
            new Reversed()),
        Of(
            "one-piece-unaligned",
            "puts storage in one piece at the first page of an extent, aligned or not",
            "drivers/dma-buf/heaps/cma_heap.c: CONFIG_CMA_ALIGNMENT",
            new Unaligned()),
        Of(
            "heaps-mixed",
            "takes blocks of one buffer from several heaps",
            "thread B6.2, D12.10; each heap of drivers/dma-buf/heaps has memory of its own",
            new MixesHeaps()),
        Of(
            "moves-onto-itself",
            "compares only the first pages of old and new storage before it copies one over the other",
            "thread D6.1, D7.1",
            new LooksAtFirstPages()),
    ];

    private static SeededFault Of(string name, string description, string source, PlacementCandidates candidates) =>
        EngineFault.Of(name, description, source, EngineParts.Default with { Candidates = candidates });

    private sealed class Reversed : PlacementCandidates
    {
        public override IReadOnlyList<Layout> Of(Scenario scenario) => [.. base.Of(scenario).Reverse()];
    }

    /// <summary>Every extent that is long enough gives a piece, between the layout and the blocks, which stay what they are.</summary>
    private sealed class Unaligned : PlacementCandidates
    {
        public override IReadOnlyList<Layout> Of(Scenario scenario)
        {
            ulong pages = scenario.PageSize.PagesFor(scenario.BufferSizeBytes);
            IReadOnlyList<Layout> real = base.Of(scenario);
            int blocks = scenario.Memory.GroupBy(e => e.Heap)
                .Count(heap => heap.Aggregate(0UL, (sum, e) => sum + e.Pages.Pages) >= pages);
            return
            [
                .. scenario.Layout is { } layout ? [layout] : Array.Empty<Layout>(),
                .. scenario.Memory.Where(e => e.Pages.Pages >= pages).Select(e => new Layout(0, [new PfnRun(e.Pages.FirstPfn, pages)])),
                .. real.TakeLast(blocks),
            ];
        }
    }

    private sealed class MixesHeaps : PlacementCandidates
    {
        public override IReadOnlyList<Layout> Of(Scenario scenario) =>
            base.Of(scenario with { Memory = [.. scenario.Memory.Select(e => e with { Heap = MemoryExtent.DefaultHeap })] });
    }

    private sealed class LooksAtFirstPages : PlacementCandidates
    {
        public override bool AreDisjoint(Layout one, Layout other) => one.Runs[0].FirstPfn != other.Runs[0].FirstPfn;
    }
}
