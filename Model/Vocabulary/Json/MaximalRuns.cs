using System.Collections.Immutable;

namespace DmabufVerify.Vocabulary.Json;

/// <summary>The way from page frame numbers to runs.</summary>
public static class MaximalRuns
{
    /// <summary>The fewest runs that list these pages in this order. O(n).</summary>
    public static ImmutableArray<PfnRun> Of(IEnumerable<ulong> pfns)
    {
        ImmutableArray<PfnRun>.Builder runs = ImmutableArray.CreateBuilder<PfnRun>();
        foreach (ulong pfn in pfns)
        {
            if (runs.Count > 0 && runs[^1].EndPfn == pfn)
            {
                runs[^1] = runs[^1] with { Pages = runs[^1].Pages + 1 };
            }
            else
            {
                runs.Add(new PfnRun(pfn, 1));
            }
        }

        return runs.ToImmutable();
    }
}
