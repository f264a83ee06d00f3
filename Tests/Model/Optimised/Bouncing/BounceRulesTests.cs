using DmabufVerify.Optimised;
using DmabufVerify.Tests.Model.Optimised.Placement;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Bouncing;

public class BounceRulesTests
{
    private readonly OptimisedVoter _voter = new();

    [Fact]
    public void Verdict_and_fewest_segments_equal_placing_slot_by_slot()
    {
        var worlds = new BounceWorlds(83, withJoining: false);
        var random = new Random(83);
        var seen = new Dictionary<(Verdict, LimitKind?, bool), int>();
        for (int i = 0; i < 6000; i++)
        {
            PlacementQuestion world = worlds.Next(20);
            PfnRun[] runs = [.. world.Extents];
            random.Shuffle(runs);
            ulong offset = random.Next(2) == 0 ? 0 : (ulong)random.Next(0, (int)(world.PageSize.Bytes / 256)) * 256;
            ulong size = (ulong)random.NextInt64(1, (long)((ulong)runs.Sum(r => (long)r.Pages) * world.PageSize.Bytes) - (long)offset + 1);
            var buffer = new PagedBuffer(world.PageSize, new Layout(offset, [.. runs]), size);
            foreach (BouncingJudge judge in world.Bouncing)
            {
                var naive = new NaiveBounce(buffer, judge);

                TableVote vote = _voter.Answer(new BounceQuestion(buffer, judge));

                Assert.Equal(naive.IsSat ? Verdict.Sat : Verdict.Unsat, vote.Verdict);
                Assert.Equal(naive.Fewest, (int?)vote.FewestSegments);
                Assert.Equal(vote.Verdict == Verdict.Unsat, vote.Refusal is not null);
                var kind = (vote.Verdict, vote.Refusal?.Limit, naive.Bounces);
                seen[kind] = seen.GetValueOrDefault(kind) + 1;
            }
        }

        Assert.All(
            [
                (Verdict.Sat, (LimitKind?)null, true), (Verdict.Sat, null, false), (Verdict.Unsat, LimitKind.AddressMask, true),
                (Verdict.Unsat, LimitKind.MaxSegmentCount, true), (Verdict.Unsat, LimitKind.VirtBoundaryMask, true),
            ],
            kind => Assert.True(seen[kind] > 100, $"{kind}: {seen[kind]}"));
    }

    [Fact]
    public void Refusals_name_the_limit_and_the_page()
    {
        ResolvedLimits limits = Free with { AddressMask = 0xffffffff, MaxSegmentCount = 2 };

        Assert.Equal(6UL, Ask(Pages((0x10, 300), (0x100000, 64)), limits).FewestSegments);
        Assert.Equal(
            new Refusal("dev", LimitKind.MaxSegmentCount, 2, 3, null), Ask(Pages((0x100000, 129)), limits).Refusal);
        Assert.Equal(3UL, Ask(Pages((0x100000, 129)), limits).FewestSegments);

        // 64 MiB are the pool; the 257th segment finds no place, whatever the count.
        TableVote large = Ask(Pages((0x100000, (1 << 14) + 1)), limits);
        Assert.Equal(
            new Refusal("dev", LimitKind.AddressMask, 0xffffffff, 0x104000fff, 1 << 14), large.Refusal);
        Assert.Null(large.FewestSegments);
    }

    [Fact]
    public void Long_runs_within_reach_cost_nothing()
    {
        ResolvedLimits limits = Free with { AddressMask = (1UL << 60) - 1, SegmentBoundaryMask = 0xffffffff };

        // 2^48 pages in reach, in segments of 64 pages, and 64 MiB behind them.
        Assert.Equal((1UL << 42) + 256, Ask(Pages((0, (1UL << 48) + (1 << 14))), limits).FewestSegments);
        Assert.Equal(1UL << 48, Ask(Pages((0, (1UL << 48) + (1 << 14) + 1)), limits).Refusal!.Page - (1 << 14));
    }

    private TableVote Ask(PagedBuffer buffer, ResolvedLimits limits) =>
        _voter.Answer(new BounceQuestion(buffer, new(Direct(limits), limits)));
}
