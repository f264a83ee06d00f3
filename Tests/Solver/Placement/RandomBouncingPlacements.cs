using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

/// <summary>Placement questions with devices that may bounce, alone or beside others. The same for the same seed.</summary>
internal static class RandomBouncingPlacements
{
    /// <summary>Questions about a few free pages of 64 KiB.</summary>
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
        ulong page = RandomBounces.Page.Bytes;
        List<PfnRun> extents = [];
        ulong pfn = RandomBounces.FirstPfn;
        for (int left = random.Next(mostPages / 2, mostPages + 1); left > 0;)
        {
            int pages = random.Next(1, left + 1);
            extents.Add(new PfnRun(pfn, (ulong)pages));
            pfn += (ulong)(pages + random.Next(1, 4));
            left -= pages;
        }

        ulong size = 1 + (ulong)random.NextInt64(mostPages * (long)page);
        BouncingJudge[] bouncing = [.. Enumerable.Range(0, random.Next(1, 3)).Select(i => RandomBounces.Judge(random, $"b{i}", pfn, gaps))];
        Judge[] judges = [.. Enumerable.Range(0, random.Next(0, 4)).Select(i => RandomBounces.Judge(random, $"d{i}", pfn, gaps).Direct).Select(
            judge => judge with { Limits = random.Next(2) == 0 ? judge.Limits : judge.Limits.Without(LimitKind.AddressMask) })];
        return new(RandomBounces.Page, size, [.. extents], [.. judges], random.Next(2) == 0 ? SharingMode.Shared : SharingMode.Tailored)
        {
            Bouncing = [.. bouncing],
        };
    }
}
