using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>The storage that an exporter can give a buffer, in its order of preference, fixed at export.</summary>
public class PlacementCandidates
{
    /// <summary>CONFIG_CMA_ALIGNMENT: one piece is aligned to its own size, up to 2^8 pages (drivers/dma-buf/heaps/cma_heap.c).</summary>
    private const int LargestAlignment = 8;

    /// <summary>The scenario's layout, one piece of each extent, then blocks of each heap.</summary>
    public virtual IReadOnlyList<Layout> Of(Scenario scenario)
    {
        ulong pages = scenario.PageSize.PagesFor(scenario.BufferSizeBytes);
        var candidates = new List<Layout>();
        if (scenario.Layout is { } layout)
        {
            candidates.Add(layout);
        }

        foreach (MemoryExtent extent in scenario.Memory)
        {
            if (OnePiece(extent.Pages, pages) is { } run)
            {
                candidates.Add(new(0, [run]));
            }
        }

        foreach (IGrouping<string, MemoryExtent> heap in scenario.Memory.GroupBy(e => e.Heap))
        {
            if (HeapBlocks.Take(heap.Select(e => e.Pages), pages) is { } runs)
            {
                candidates.Add(new(0, new(runs)));
            }
        }

        return candidates;
    }

    /// <summary>Whether two layouts share no page, pages behind the buffer's last byte included. O(n log n) in runs.</summary>
    public virtual bool AreDisjoint(Layout one, Layout other)
    {
        PfnRun[] runs = [.. one.Runs, .. other.Runs];
        Array.Sort(runs, (a, b) => a.FirstPfn.CompareTo(b.FirstPfn));
        for (int i = 1; i < runs.Length; i++)
        {
            if (runs[i - 1].EndPfn > runs[i].FirstPfn)
            {
                return false;
            }
        }

        return true;
    }

    private static PfnRun? OnePiece(PfnRun extent, ulong pages)
    {
        int order = Math.Min(BitOperations.Log2(BitOperations.RoundUpToPowerOf2(pages)), LargestAlignment);
        ulong step = 1UL << order;
        ulong start = (extent.FirstPfn + (step - 1)) & ~(step - 1);
        return start <= extent.EndPfn && extent.EndPfn - start >= pages ? new(start, pages) : null;
    }
}
