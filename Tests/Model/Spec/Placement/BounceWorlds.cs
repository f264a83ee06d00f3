using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

/// <summary>
/// Random placement questions about a few pages for devices that bounce and join: memory on both sides of where reach ends, and reach that ends where the
/// pool is, or a few pages into it.
/// </summary>
internal static class BounceWorlds
{
    private const ulong Pool = 16 << 20;

    public static PlacementQuestion Draw(Random random, int mostPages)
    {
        var pageSize = new PageSize(random.Next(2) == 0 ? 4096UL : 65536UL);
        ulong page = pageSize.Bytes;
        PlacementQuestion small = SmallWorlds.Draw(random, mostPages);
        ulong up = (Pool / page) - 2 + (ulong)random.Next(8);
        int low = random.Next(3) == 0 ? random.Next(small.Extents.Count) : 0;
        ulong tail = small.SizeBytes % Small.Page;
        return new PlacementQuestion(
            pageSize,
            ((small.Pages - 1) * page) + (tail == 0 ? page : tail),
            [.. small.Extents.Select((run, i) => i < low ? run : run with { FirstPfn = run.FirstPfn + up })],
            random.Next(2) == 0 ? [] : [.. small.Judges.Take(random.Next(1, 3)).Select(j => InPages(j, page) with { Limits = ZeroCopy(random, InPages(j, page).Limits) })],
            small.Mode)
        {
            Bouncing = [.. Enumerable.Range(0, random.Next(3)).Select(i => Bouncing(random, page, $"b{i}"))],
            Joining = [.. Enumerable.Range(0, random.Next(4) / 2).Select(i => Joining(random, small.Pages, page, $"j{i}"))],
        };
    }

    /// <summary>A device that may bounce, and whose reach and pool are scarce more often than not.</summary>
    public static BouncingJudge Bouncing(Random random, ulong page, string name)
    {
        long offset = random.Next(4) switch
        {
            0 => random.Next(-3, 4) * (long)page,
            1 when random.Next(3) == 0 => (long)Pool + (random.Next(-3, 4) * (long)page),
            _ => 0,
        };
        long end = (long)Pool + (random.Next(-2, 10) * (long)page) - offset - (random.Next(3) == 0 ? random.Next((int)page) : 0);
        ResolvedLimits limits = Limits(random, page) with
        {
            AddressMask = random.Next(5) == 0 ? ulong.MaxValue : (ulong)Math.Max(1, end - 1),
            MinAlignMask = random.Next(2) == 0 ? 0 : (1UL << random.Next(1, 19)) - 1,
        };
        ResolvedLimits seen = random.Next(3) == 0 ? ResolvedLimits.Unlimited with { MaxSegmentCount = limits.MaxSegmentCount, AddressMask = limits.AddressMask } : limits;
        return new BouncingJudge(Small.Direct(seen, offset, name), limits);
    }

    private static JoiningJudge Joining(Random random, ulong pages, ulong page, string name)
    {
        ulong rangeEnd = (System.Numerics.BitOperations.RoundUpToPowerOf2(pages) + pages) * page;
        ResolvedLimits limits = Limits(random, page) with
        {
            AddressMask = random.Next(8) == 0 ? rangeEnd - (ulong)random.Next((int)page) : ulong.MaxValue,
            MaxSegmentCount = (ulong)random.Next(1, 4),
        };
        return new JoiningJudge(Small.Direct(limits, 0, name), random.Next(2) == 0 ? page : 1024);
    }

    /// <summary>Reach that ends among the pages, or none: what zero-copy devices do not reach is no memory at all.</summary>
    private static ResolvedLimits ZeroCopy(Random random, ResolvedLimits limits) => limits with
    {
        AddressMask = random.Next(3) > 0 ? ulong.MaxValue : Pool + (ulong)random.Next(1 << 17),
    };

    private static ResolvedLimits Limits(Random random, ulong page) => new(
        MaxSegmentCount: random.Next(2) == 0 ? ulong.MaxValue : (ulong)random.Next(1, 6),
        MaxSegmentSizeBytes: random.Next(2) == 0 ? ulong.MaxValue : ((ulong)random.Next(1, 4) * page) + (random.Next(4) == 0 ? 1000UL : 0),
        SegmentBoundaryMask: random.Next(2) == 0 ? ulong.MaxValue : (page << random.Next(3)) - 1,
        VirtBoundaryMask: random.Next(3) > 0 ? 0 : (page << random.Next(3)) - 1,
        MinAlignMask: 0,
        AddressMask: ulong.MaxValue);

    private static Judge InPages(Judge judge, ulong page)
    {
        ulong times = page / Small.Page;
        ResolvedLimits limits = judge.Limits;
        return judge with
        {
            BusOffsetBytes = judge.BusOffsetBytes * (long)times,
            Limits = limits with
            {
                MaxSegmentSizeBytes = limits.MaxSegmentSizeBytes == ulong.MaxValue ? ulong.MaxValue : limits.MaxSegmentSizeBytes * times,
                SegmentBoundaryMask = limits.SegmentBoundaryMask == ulong.MaxValue ? ulong.MaxValue : ((limits.SegmentBoundaryMask + 1) * times) - 1,
                VirtBoundaryMask = limits.VirtBoundaryMask == 0 ? 0 : ((limits.VirtBoundaryMask + 1) * times) - 1,
            },
        };
    }
}
