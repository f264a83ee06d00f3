using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Storage that an exporter may choose: the scenario's layout, one piece of each extent, blocks of each heap.</summary>
internal static class Candidates
{
    /// <summary>CONFIG_CMA_ALIGNMENT: contiguous storage is aligned to its size, up to this order.</summary>
    private const int MostAlignedOrder = 8;

    /// <summary>Pages of the blocks that the system heap takes, largest first (drivers/dma-buf/heaps/system_heap.c).</summary>
    private static readonly ulong[] BlockPages = [256, 16, 1];

    /// <summary>In the order in which they are tried.</summary>
    public static IEnumerable<Layout> Of(Scenario scenario)
    {
        ulong pages = scenario.PageSize.PagesFor(scenario.BufferSizeBytes);
        IEnumerable<Layout?> pieces = scenario.Memory.Select(extent => OnePiece(extent.Pages, pages));
        IEnumerable<Layout?> blocks = scenario.Memory.GroupBy(extent => extent.Heap)
            .Select(heap => Blocks([.. heap.Select(extent => extent.Pages).OrderBy(run => run.FirstPfn)], pages));
        return new[] { scenario.Layout }.Concat(pieces).Concat(blocks).OfType<Layout>();
    }

    private static Layout? OnePiece(PfnRun extent, ulong pages)
    {
        ulong alignment = 1UL << Math.Min(BitOperations.Log2(BitOperations.RoundUpToPowerOf2(pages)), MostAlignedOrder);
        ulong first = RoundUp(extent.FirstPfn, alignment);
        return first + pages <= extent.EndPfn ? new Layout(0, [new PfnRun(first, pages)]) : null;
    }

    private static Layout? Blocks(PfnRun[] extents, ulong pages)
    {
        var runs = new List<PfnRun>();
        var taken = new HashSet<PfnRun>();
        ulong missing = pages;
        foreach (ulong size in BlockPages)
        {
            foreach (PfnRun block in BlocksOf(extents, size).TakeWhile(_ => missing >= size).Where(b => !IsTaken(b, taken)))
            {
                taken.Add(block);
                Append(runs, block);
                missing -= size;
            }
        }

        return missing == 0 ? new Layout(0, [.. runs]) : null;
    }

    private static IEnumerable<PfnRun> BlocksOf(PfnRun[] extents, ulong size)
    {
        foreach (PfnRun extent in extents)
        {
            for (ulong first = RoundUp(extent.FirstPfn, size); first + size <= extent.EndPfn; first += size)
            {
                yield return new PfnRun(first, size);
            }
        }
    }

    /// <summary>Blocks are aligned to their size, so a taken one that overlaps a later one is a larger one around it.</summary>
    private static bool IsTaken(PfnRun block, HashSet<PfnRun> taken) =>
        BlockPages.Any(size => taken.Contains(new PfnRun(block.FirstPfn / size * size, size)));

    private static void Append(List<PfnRun> runs, PfnRun block)
    {
        if (runs.Count > 0 && runs[^1].EndPfn == block.FirstPfn)
        {
            runs[^1] = runs[^1] with { Pages = runs[^1].Pages + block.Pages };
        }
        else
        {
            runs.Add(block);
        }
    }

    private static ulong RoundUp(ulong value, ulong unit) => (value + unit - 1) / unit * unit;
}
