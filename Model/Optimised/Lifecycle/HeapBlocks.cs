using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>Storage in blocks from the extents of one heap, as drivers/dma-buf/heaps/system_heap.c takes it on an idle machine.</summary>
internal static class HeapBlocks
{
    private static readonly ulong[] BlockPages = [256, 16, 1];

    /// <summary>
    /// The runs, in the buffer's order, or <see langword="null"/> when the heap is too small. Lowest first means that each block size
    /// takes a prefix of every free stretch, so that the cost is by extent, not by block.
    /// </summary>
    public static ImmutableArray<PfnRun>? Take(IEnumerable<PfnRun> extents, ulong pages)
    {
        List<PfnRun> free = [.. extents.OrderBy(e => e.FirstPfn)];
        var runs = ImmutableArray.CreateBuilder<PfnRun>();
        foreach (ulong block in BlockPages)
        {
            var left = new List<PfnRun>();
            foreach (PfnRun stretch in free)
            {
                ulong start = (stretch.FirstPfn + (block - 1)) & ~(block - 1);
                ulong fit = start < stretch.EndPfn ? (stretch.EndPfn - start) / block : 0;
                ulong taken = Math.Min(fit, pages / block) * block;
                if (taken == 0)
                {
                    left.Add(stretch);
                    continue;
                }

                pages -= taken;
                Append(runs, new(start, taken));
                KeepRest(left, stretch.FirstPfn, start);
                KeepRest(left, start + taken, stretch.EndPfn);
            }

            free = left;
        }

        return pages == 0 ? runs.ToImmutable() : null;
    }

    private static void Append(ImmutableArray<PfnRun>.Builder runs, PfnRun run)
    {
        if (runs.Count > 0 && runs[^1].EndPfn == run.FirstPfn)
        {
            runs[^1] = runs[^1] with { Pages = runs[^1].Pages + run.Pages };
        }
        else
        {
            runs.Add(run);
        }
    }

    private static void KeepRest(List<PfnRun> left, ulong start, ulong end)
    {
        if (end > start)
        {
            left.Add(new(start, end - start));
        }
    }
}
