using DmabufVerify.Optimised;
using DmabufVerify.Optimised.Bouncing;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Bouncing;

/// <summary>Bounds on the pool, held against placing copy by copy: buffers of a few thousand pages, all out of reach.</summary>
public class PoolRoomTests
{
    private const ulong Storage = 1UL << 40;

    private readonly Random _random = new(91);

    [Fact]
    public void What_surely_holds_is_placed_and_what_is_placed_is_within_the_most()
    {
        int sure = 0;
        int placed = 0;
        int refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            var pageSize = new PageSize(_random.Next(2) == 0 ? 4096UL : 65536);
            BouncingJudge judge = Judge(pageSize);
            var room = PoolRoom.Of(pageSize, judge);
            if (room.Capped is not { } capped)
            {
                continue;
            }

            PagedBuffer buffer = Buffer(pageSize);
            JointCuts cuts = JointCuts.Of(pageSize, [capped]);
            long segments = LayoutRules.Count(buffer, cuts).Segments;
            bool fits = new CopyWalk(buffer, new JudgeReach(pageSize, judge.Direct), cuts).FirstWithoutPlace(judge) < 0;

            bool isSure = room.SurelyHolds((ulong)segments, buffer.SizeBytes);
            Assert.True(fits || !isSure);
            Assert.True(!fits || (long)buffer.UsedPages <= room.MostPages(buffer.TailBytes));
            sure += isSure ? 1 : 0;
            placed += fits ? 1 : 0;
            refused += fits ? 0 : 1;
        }

        // The bounds are meant to decide most of what fits.
        Assert.True(sure > 300 && sure > placed / 2 && refused > 300, $"sure {sure}, placed {placed}, refused {refused}");
    }

    [Fact]
    public void Whole_pool_is_sure_for_a_device_that_asks_for_no_more_than_pages()
    {
        var judge = new BouncingJudge(Direct(Free with { AddressMask = 0xffffffff }), Free with { AddressMask = 0xffffffff, MinAlignMask = 0xfff });
        var room = PoolRoom.Of(PageSize.FourKiB, judge);

        Assert.True(room.SurelyHolds(1 << 14, Swiotlb.PoolBytes));
        Assert.False(room.SurelyHolds(1, Swiotlb.PoolBytes + 1));
        Assert.Equal(1 << 14, room.MostPages(Page));
    }

    [Fact]
    public void Pool_out_of_reach_or_an_alignment_that_takes_all_is_of_no_use()
    {
        Assert.True(PoolRoom.Of(PageSize.FourKiB, Of(Free with { AddressMask = 0xffffff })).IsUseless);
        Assert.True(PoolRoom.Of(PageSize.FourKiB, Of(Free with { MinAlignMask = 0x3ffff })).IsUseless);
        Assert.False(PoolRoom.Of(PageSize.FourKiB, Of(Free with { MinAlignMask = 0x1ffff })).IsUseless);
    }

    private static BouncingJudge Of(ResolvedLimits limits) => new(Direct(limits), limits);

    private BouncingJudge Judge(PageSize pageSize)
    {
        ulong page = pageSize.Bytes;
        ResolvedLimits limits = Free with
        {
            AddressMask = _random.Next(3) == 0 ? Swiotlb.PoolAddress + (ulong)_random.NextInt64(1, (long)Swiotlb.PoolBytes) : 0xffffffff,
            MinAlignMask = (1UL << _random.Next(0, 18)) - 1,
            SegmentBoundaryMask = _random.Next(2) == 0 ? ulong.MaxValue : (page << _random.Next(0, 10)) - 1,
            MaxSegmentSizeBytes = _random.Next(2) == 0 ? ulong.MaxValue : page * (ulong)_random.Next(1, 70),
        };
        bool kernel = _random.Next(3) == 0;
        ResolvedLimits direct = kernel
            ? limits with { SegmentBoundaryMask = ulong.MaxValue, MaxSegmentSizeBytes = ulong.MaxValue, MinAlignMask = 0 }
            : limits;
        long offset = _random.Next(2) == 0 ? 0 : (long)page * _random.Next(-64, 64);
        return new(new("copy", direct, offset), limits);
    }

    private PagedBuffer Buffer(PageSize pageSize)
    {
        var runs = new List<PfnRun>();
        ulong pfn = Storage >> pageSize.Shift;
        int longest = 1 << _random.Next(0, 8);
        ulong most = (Swiotlb.PoolBytes >> pageSize.Shift) * (ulong)_random.Next(1, 12) / 10;
        for (ulong pages = 0; pages < most;)
        {
            var run = new PfnRun(pfn + (ulong)_random.Next(1, 40), (ulong)_random.Next(1, longest + 1));
            runs.Add(run);
            pages += run.Pages;
            pfn = run.EndPfn;
        }

        ulong bytes = (ulong)runs.Sum(run => (long)run.Pages) << pageSize.Shift;
        return new(pageSize, new Layout(0, [.. runs]), bytes - (ulong)_random.Next(0, 4096));
    }
}
