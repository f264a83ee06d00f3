using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving;

/// <summary>
/// Devices that may bounce, above memory of whose pages some are out of reach. With pages of 64 KiB the longest bounce has 4 pages at most, so
/// that it bites in a few. The same for the same seed.
/// </summary>
internal static class RandomBounces
{
    /// <summary>Behind the pool.</summary>
    public const ulong FirstPfn = 1400;

    public static readonly PageSize Page = new(65536);

    /// <summary>Storage of a few pages and one device.</summary>
    public static IEnumerable<BounceQuestion> Questions(int seed, int count)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            List<PfnRun> runs = [];
            ulong pfn = FirstPfn;
            for (int left = random.Next(1, 9); left > 0;)
            {
                int pages = random.Next(1, left + 1);
                runs.Add(new PfnRun(pfn, (ulong)pages));
                pfn += (ulong)(pages + random.Next(0, 3));
                left -= pages;
            }

            if (random.Next(2) == 0)
            {
                runs.Reverse();
            }

            var layout = new Layout((ulong)random.Next(0, 3) * 5000, [.. runs]);
            ulong size = (layout.Pages * Page.Bytes) - layout.OffsetBytes - (ulong)random.Next(0, (int)Page.Bytes / 2);
            yield return new BounceQuestion(new PagedBuffer(Page, layout, size), Judge(random, "d0", pfn, gaps: random.Next(3) == 0));
        }
    }

    /// <summary>The same for each seed: which rules bite and where the reach ends.</summary>
    public static BouncingJudge Judge(Random random, string device, ulong endPfn, bool gaps)
    {
        ulong page = Page.Bytes;
        ResolvedLimits limits = ResolvedLimits.Unlimited;
        limits = random.Next(3) > 0 ? limits with { MaxSegmentCount = (ulong)random.Next(1, 5) } : limits;
        limits = random.Next(3) == 0 ? limits with { MaxSegmentSizeBytes = page + (ulong)random.Next(0, 3 * (int)page) } : limits;
        limits = random.Next(3) == 0 ? limits with { SegmentBoundaryMask = (page << random.Next(0, 4)) - 1 } : limits;
        limits = gaps && random.Next(2) == 0 ? limits with { VirtBoundaryMask = (page << random.Next(1, 3)) - 1 } : limits;
        limits = random.Next(2) == 0 ? limits with { MinAlignMask = (1UL << random.Next(9, 19)) - 1 } : limits;
        long offset = random.Next(3) == 0 ? (long)page * random.Next(-5, 9) : 0;
        int pages = (int)(endPfn - FirstPfn);
        limits = random.Next(8) switch
        {
            0 => limits,
            1 => limits with { AddressMask = (8 << 20) - 1 },
            2 => limits with { AddressMask = (16 << 20) + (page * (ulong)random.Next(1, 6)) },
            _ => limits with { AddressMask = (ulong)((long)((FirstPfn + (ulong)random.Next(0, pages + 1)) * page) - offset) + (ulong)random.Next(0, (int)page) },
        };
        ResolvedLimits direct = random.Next(3) > 0 ? limits : limits
            .Without(LimitKind.MaxSegmentSize).Without(LimitKind.SegmentBoundaryMask).Without(LimitKind.VirtBoundaryMask).Without(LimitKind.MinAlignMask);
        return new BouncingJudge(new Judge(device, direct, offset), limits);
    }

    /// <summary>The device with every limit unlimited that is not in the core.</summary>
    public static BouncingJudge OnlyThe(IEnumerable<CorePair> core, BouncingJudge judge)
    {
        LimitKind[] relaxed = [.. LimitKinds.All.Where(kind => !core.Any(pair => (pair.Device, pair.Limit) == (judge.Device, kind)))];
        return new BouncingJudge(
            judge.Direct with { Limits = relaxed.Aggregate(judge.Direct.Limits, (limits, kind) => limits.Without(kind)) },
            relaxed.Aggregate(judge.PoolLimits, (limits, kind) => limits.Without(kind)));
    }
}
