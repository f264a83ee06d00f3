using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

public class BouncingRulesTests
{
    private const ulong FourGiB = (1UL << 32) / Page;
    private const ulong PoolPages = Swiotlb.PoolBytes / Page;
    private static readonly ResolvedLimits Reach32 = Free with { AddressMask = 0xffffffff };

    private readonly OptimisedVoter _voter = new();

    [Fact]
    public void Verdict_equals_trying_every_order_of_pages_and_is_rarely_unknown()
    {
        VerdictTally tally = VerdictTally.Of(new BounceWorlds(81, withJoining: false), _voter);

        Assert.True(tally[Verdict.Sat] > 1000 && tally[Verdict.Unsat] > 1000, $"{tally}");

        // Where the pool is so scarce that places for copies depend on the order of runs.
        Assert.InRange(tally[Verdict.Unknown], 0, 20);
        Assert.True(tally.SharedWithOffsets > 200, $"{tally}");
    }

    [Fact]
    public void Device_that_must_not_copy_keeps_storage_within_its_reach()
    {
        TableVote vote = Ask(4, [(0x100, 4), (FourGiB, 8)], [Direct(Reach32)], Copying(Free));

        Assert.Equal(Runs((0x100, 4)), vote.Storage!.Runs);
        Assert.Equal(Verdict.Unsat, Ask(5, [(0x100, 4), (FourGiB, 8)], [Direct(Reach32)], Copying(Free)).Verdict);
    }

    [Fact]
    public void Copying_device_takes_storage_out_of_its_reach_in_segments_no_longer_than_a_bounce()
    {
        Assert.Equal(Verdict.Sat, Ask(128, [(FourGiB, 128)], [], Copying(Reach32 with { MaxSegmentCount = 2 })).Verdict);
        Assert.Equal(
            new Refusal("copy", LimitKind.MaxSegmentCount, 2, 129 * Page, null),
            Ask(129, [(FourGiB, 129)], [], Copying(Reach32 with { MaxSegmentCount = 2 })).Refusal);
    }

    [Fact]
    public void Storage_within_reach_is_not_cut_for_the_pool()
    {
        TableVote vote = Ask(1000, [(0x100, 1000), (FourGiB, 2000)], [], Copying(Reach32 with { MaxSegmentCount = 1 }));

        Assert.Equal(Runs((0x100, 1000)), vote.Storage!.Runs);
    }

    [Fact]
    public void Each_copying_device_has_a_table_beside_the_shared_one()
    {
        // The shared table is cut where either says; the copying device has two segments for four runs' worth of cuts.
        ResolvedLimits window = Free with { SegmentBoundaryMask = (8 * Page) - 1 };
        Judge[] shared = [Direct(window with { MaxSegmentCount = 4 }), Direct(window with { MaxSegmentCount = 9 }, 4)];

        Assert.Equal(Verdict.Sat, Ask(16, [(FourGiB, 40)], shared, Copying(Reach32 with { MaxSegmentCount = 1 })).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(17, [(FourGiB, 40)], shared, Copying(Reach32 with { MaxSegmentCount = 1 })).Verdict);
    }

    [Fact]
    public void Large_buffer_takes_what_is_within_reach_and_copies_no_more_than_the_pool_holds()
    {
        (ulong, ulong)[] memory = [(0x10000, 1000), (FourGiB, 4 * PoolPages)];

        Assert.Equal(Verdict.Sat, Ask(PoolPages + 1000, memory, [], Copying(Reach32)).Verdict);
        Assert.Equal(
            new Refusal("copy", LimitKind.AddressMask, 0xffffffff, (PoolPages + 1001) * Page, null),
            Ask(PoolPages + 1001, memory, [], Copying(Reach32)).Refusal);
    }

    [Fact]
    public void Pool_out_of_reach_leaves_the_memory_within_reach()
    {
        BouncingJudge isa = Copying(Free with { AddressMask = 0xffffff });

        Assert.Equal(Runs((0x10, 4)), Ask(4, [(0x10, 4), (FourGiB, 8)], [], isa).Storage!.Runs);
        Assert.Equal(LimitKind.AddressMask, Ask(5, [(0x10, 4), (FourGiB, 8)], [], isa).Refusal!.Limit);
    }

    [Fact]
    public void Pool_that_cannot_take_long_segments_leaves_the_answer_open()
    {
        // Under kernel enforcement the table ignores the boundary, and the pool does not.
        var kernel = new BouncingJudge(
            Direct(Reach32 with { MaxSegmentCount = 3 }, 0, "copy"), Reach32 with { MaxSegmentCount = 3, SegmentBoundaryMask = 0x3fff });

        Assert.Equal(Verdict.Sat, Ask(8, [(FourGiB, 4), (FourGiB + 8, 4)], [], kernel).Verdict);
        TableVote open = Ask(8, [(FourGiB, 8)], [], kernel);
        Assert.Equal(Verdict.Unknown, open.Verdict);
        Assert.Contains("copy cannot reach all of the storage", open.UnknownReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Ways_to_choose_are_tried_for_four_devices()
    {
        // Each reaches one extent of 100 pages only and may have one segment: which means to reach all or to have it in 64 pages.
        BouncingJudge[] devices = [.. Enumerable.Range(0, 5).Select(i => Copying(Reach32 with { MaxSegmentCount = 1 }, "copy" + i))];

        Assert.Equal(Verdict.Unsat, Ask(100, [(0x10000, 99), (FourGiB, 200)], [], devices[..4]).Verdict);
        TableVote open = Ask(100, [(0x10000, 99), (FourGiB, 200)], [], devices);
        Assert.Equal(Verdict.Unknown, open.Verdict);
        Assert.Contains("5 devices may either reach", open.UnknownReason, StringComparison.Ordinal);
        Assert.Equal(Verdict.Sat, Ask(64, [(0x10000, 9), (FourGiB, 200)], [], devices).Verdict);
    }

    private static BouncingJudge Copying(ResolvedLimits limits, string name = "copy") => new(Direct(limits, 0, name), limits);

    private static ValueList<PfnRun> Runs(params (ulong Pfn, ulong Pages)[] runs) => [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))];

    private TableVote Ask(ulong pages, (ulong, ulong)[] memory, Judge[] zeroCopy, params BouncingJudge[] bouncing) => _voter.Answer(
        new PlacementQuestion(PageSize.FourKiB, pages * Page, Runs(memory), [.. zeroCopy], SharingMode.Shared) { Bouncing = [.. bouncing] });
}
