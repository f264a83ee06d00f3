using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Where an exporter can take storage from: what its allocators would give, in its order of preference.</summary>
internal static class StorageCandidates
{
    /// <summary>CONFIG_CMA_ALIGNMENT: contiguous storage is aligned to at most 2^8 pages (drivers/dma-buf/heaps/cma_heap.c).</summary>
    private const int LargestAlignmentOrder = 8;

    /// <summary>Orders 8, 4 and 0 (drivers/dma-buf/heaps/system_heap.c).</summary>
    private static readonly ulong[] BlockPages = [256, 16, 1];

    public static ValueList<Layout> Of(Scenario scenario)
    {
        ulong pages = scenario.PageSize.PagesFor(scenario.BufferSizeBytes);
        IEnumerable<Layout?> pieces = scenario.Memory.Select(extent => OnePiece(extent.Pages, pages));
        IEnumerable<Layout?> blocks = scenario.Memory.GroupBy(extent => extent.Heap)
            .Select(heap => InBlocks([.. heap.Select(extent => extent.Pages)], pages));
        return [.. new[] { scenario.Layout }.Concat(pieces).Concat(blocks).OfType<Layout>()];
    }

    private static Layout? OnePiece(PfnRun extent, ulong pages)
    {
        ulong alignment = Math.Min(BitOperations.RoundUpToPowerOf2(pages), 1UL << LargestAlignmentOrder);
        ulong first = RoundUp(extent.FirstPfn, alignment);
        return first + pages <= extent.EndPfn ? new Layout(0, [new PfnRun(first, pages)]) : null;
    }

    /// <summary>The largest block that is still allowed and still fits, again and again.</summary>
    private static Layout? InBlocks(PfnRun[] heap, ulong pages)
    {
        List<PfnRun> taken = [];
        ulong largest = BlockPages[0];
        for (ulong missing = pages; missing > 0;)
        {
            PfnRun? block = BlockPages.Where(size => size <= largest && size <= missing)
                .Select(size => LowestFree(heap, taken, size))
                .FirstOrDefault(found => found is not null);
            if (block is not { } found)
            {
                return null;
            }

            taken.Add(found);
            largest = found.Pages;
            missing -= found.Pages;
        }

        return new Layout(0, Joined(taken));
    }

    private static PfnRun? LowestFree(PfnRun[] heap, List<PfnRun> taken, ulong size) => heap
        .Select(extent => AlignedBlocks(extent, size).Cast<PfnRun?>().FirstOrDefault(block => IsFree(block!.Value, taken)))
        .Where(block => block is not null)
        .MinBy(block => block!.Value.FirstPfn);

    private static bool IsFree(PfnRun block, List<PfnRun> taken) =>
        !taken.Any(other => block.FirstPfn < other.EndPfn && other.FirstPfn < block.EndPfn);

    private static IEnumerable<PfnRun> AlignedBlocks(PfnRun extent, ulong size)
    {
        for (ulong first = RoundUp(extent.FirstPfn, size); first + size <= extent.EndPfn; first += size)
        {
            yield return new PfnRun(first, size);
        }
    }

    private static ValueList<PfnRun> Joined(List<PfnRun> blocks)
    {
        List<PfnRun> runs = [];
        foreach (PfnRun block in blocks)
        {
            if (runs is [.., var last] && last.EndPfn == block.FirstPfn)
            {
                runs[^1] = last with { Pages = last.Pages + block.Pages };
            }
            else
            {
                runs.Add(block);
            }
        }

        return [.. runs];
    }

    private static ulong RoundUp(ulong value, ulong unit) => (value + unit - 1) / unit * unit;
}
