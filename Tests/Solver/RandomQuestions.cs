using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving;

/// <summary>Small questions in which every rule bites now and then. The same for the same seed.</summary>
internal static class RandomQuestions
{
    public static IEnumerable<LayoutQuestion> Layouts(int seed, int count)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            yield return Layout(random);
        }
    }

    private static LayoutQuestion Layout(Random random)
    {
        var pageSize = new PageSize(random.Next(4) == 0 ? 16384UL : 4096UL);
        List<PfnRun> runs = [];
        ulong pfn = (ulong)random.Next(1, 20);
        int pages = 0;
        do
        {
            int length = random.Next(1, 6);
            runs.Add(new PfnRun(pfn, (ulong)length));
            pages += length;
            pfn += (ulong)length + (ulong)(random.Next(3) == 0 ? 0 : random.Next(1, 12));
        }
        while (pages < 8 && random.Next(3) != 0);

        ulong offset = random.Next(2) == 0 ? 0 : (ulong)random.Next(1, (int)pageSize.Bytes);
        ulong room = ((ulong)pages * pageSize.Bytes) - offset;
        ulong size = random.Next(2) == 0 ? room : 1 + (ulong)random.NextInt64((long)room);
        PfnRun[] ordered = [.. runs];
        if (random.Next(4) == 0)
        {
            random.Shuffle(ordered);
        }

        Judge[] judges = [.. Enumerable.Range(0, random.Next(1, 4)).Select(j => Judge(random, j, pageSize, pfn))];
        return new(new PagedBuffer(pageSize, new Layout(offset, new(ordered.ToImmutableArray())), size), new([.. judges]));
    }

    private static Judge Judge(Random random, int index, PageSize pageSize, ulong endPfn)
    {
        ulong page = pageSize.Bytes;
        ResolvedLimits limits = ResolvedLimits.Unlimited;
        limits = random.Next(2) == 0 ? limits with { MaxSegmentCount = (ulong)random.Next(1, 7) } : limits;
        limits = random.Next(2) == 0 ? limits with { MaxSegmentSizeBytes = page + (ulong)random.Next(0, 4 * (int)page) } : limits;
        limits = random.Next(2) == 0 ? limits with { SegmentBoundaryMask = (page << random.Next(0, 4)) - 1 } : limits;
        limits = random.Next(4) == 0 ? limits with { VirtBoundaryMask = (page << random.Next(0, 3)) - 1 } : limits;
        limits = random.Next(4) == 0 ? limits with { AddressMask = (endPfn * page) - (ulong)random.Next(1, 2 * (int)page) } : limits;
        long offsetBytes = random.Next(3) == 0 ? (long)page * random.Next(-5, 3) : 0;
        return new Judge($"d{index}", limits, offsetBytes);
    }
}
