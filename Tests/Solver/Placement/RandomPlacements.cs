using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

/// <summary>Small placement questions in which every rule bites now and then. The same for the same seed.</summary>
internal static class RandomPlacements
{
    /// <summary>Questions about a few free pages.</summary>
    /// <param name="seed">Of all of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="mostPages">Pages of free memory at most.</param>
    /// <param name="gaps">Whether some judges have a gap rule.</param>
    public static IEnumerable<PlacementQuestion> Tiny(int seed, int count, int mostPages, bool gaps)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            yield return Question(random, mostPages, gaps);
        }
    }

    private static PlacementQuestion Question(Random random, int mostPages, bool gaps)
    {
        var pageSize = new PageSize(random.Next(4) == 0 ? 16384UL : 4096UL);
        List<PfnRun> extents = [];
        ulong pfn = (ulong)random.Next(1, 9);
        for (int left = random.Next(0, mostPages + 1); left > 0;)
        {
            int pages = random.Next(1, left + 1);
            extents.Add(new PfnRun(pfn, (ulong)pages));
            pfn += (ulong)(pages + random.Next(1, 6));
            left -= pages;
        }

        ulong size = 1 + (ulong)random.NextInt64(mostPages * (long)pageSize.Bytes);
        Judge[] judges = [.. Enumerable.Range(0, random.Next(0, 4)).Select(j => Judge(random, j, pageSize, pfn, gaps))];
        return new(pageSize, size, [.. extents], [.. judges], random.Next(2) == 0 ? SharingMode.Shared : SharingMode.Tailored);
    }

    private static Judge Judge(Random random, int index, PageSize pageSize, ulong endPfn, bool gaps)
    {
        ulong page = pageSize.Bytes;
        ResolvedLimits limits = ResolvedLimits.Unlimited;
        limits = random.Next(2) == 0 ? limits with { MaxSegmentCount = (ulong)random.Next(1, 5) } : limits;
        limits = random.Next(2) == 0 ? limits with { MaxSegmentSizeBytes = page + (ulong)random.Next(0, 3 * (int)page) } : limits;
        limits = random.Next(2) == 0 ? limits with { SegmentBoundaryMask = (page << random.Next(0, 4)) - 1 } : limits;
        limits = gaps && random.Next(2) == 0 ? limits with { VirtBoundaryMask = (page << random.Next(0, 3)) - 1 } : limits;
        int below = random.Next(1, (int)(Math.Min(endPfn, 5) * page));
        limits = random.Next(4) == 0 ? limits with { AddressMask = (endPfn * page) - (ulong)below } : limits;
        long offset = random.Next(3) == 0 ? (long)page * random.Next(-5, 4) : 0;
        return new Judge($"d{index}", limits, offset);
    }
}
