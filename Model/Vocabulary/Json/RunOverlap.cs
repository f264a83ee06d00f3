using System.Collections.Immutable;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>Two runs of one layout that share a page.</summary>
/// <param name="Earlier">Index of the one that stands first.</param>
/// <param name="Later">Index of the other.</param>
/// <param name="Pfn">The first page they share.</param>
public readonly record struct RunOverlap(int Earlier, int Later, ulong Pfn)
{
    /// <summary>The overlap lowest in memory, or <see langword="null"/>. Sorts, hence O(n log n).</summary>
    public static RunOverlap? Find(ImmutableArray<PfnRun> runs)
    {
        ulong[] firstPfns = [.. runs.Select(r => r.FirstPfn)];
        int[] order = [.. Enumerable.Range(0, runs.Length)];
        Array.Sort(firstPfns, order);
        for (int i = 1; i < order.Length; i++)
        {
            var (below, above) = (order[i - 1], order[i]);
            if (runs[below].EndPfn > runs[above].FirstPfn)
            {
                return new(Math.Min(below, above), Math.Max(below, above), runs[above].FirstPfn);
            }
        }

        return null;
    }
}
