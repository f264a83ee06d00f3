using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

public class JoiningRulesTests
{
    private readonly OptimisedVoter _voter = new();

    [Fact]
    public void Verdict_equals_trying_every_order_of_pages_and_is_seldom_unknown()
    {
        VerdictTally tally = VerdictTally.Of(new BounceWorlds(82, withJoining: true), _voter);

        Assert.True(tally[Verdict.Sat] > 1000 && tally[Verdict.Unsat] > 1000, $"{tally}");
        Assert.InRange(tally[Verdict.Unknown], 0, 40);
    }

    [Fact]
    public void One_piece_is_one_segment()
    {
        // The first extents in order would take three runs, which do not join into one.
        JoiningJudge one = Joining(Free with { MaxSegmentCount = 1, MaxSegmentSizeBytes = 3 * Page });

        Assert.Equal(Runs((50, 6)), Ask(6, [(1, 2), (10, 3), (50, 8)], [], one).Storage!.Runs);
    }

    [Fact]
    public void Behind_a_run_longer_than_the_largest_size_everything_is_joined()
    {
        JoiningJudge one = Joining(Free with { MaxSegmentCount = 1, MaxSegmentSizeBytes = 4 * Page });

        Assert.Equal(Runs((20, 5), (1, 3)), Ask(8, [(1, 3), (20, 5)], [], one).Storage!.Runs);
    }

    [Fact]
    public void Runs_that_leave_no_gap_below_the_size_are_joined_page_by_page()
    {
        JoiningJudge two = Joining(Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 3 * Page });

        TableVote vote = Ask(6, [(1, 2), (10, 2), (20, 2)], [], two);

        Assert.Equal(Verdict.Sat, vote.Verdict);
        Assert.Equal(6, vote.Storage!.Runs.Count);
    }

    [Fact]
    public void Runs_within_size_and_window_cannot_be_joined_beyond_them()
    {
        JoiningJudge two = Joining(Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = (3 * Page) + 9 });

        Assert.Equal(
            new Refusal("join", LimitKind.MaxSegmentCount, 2, 3, null), Ask(7, [(1, 2), (10, 2), (20, 2), (30, 2)], [], two).Refusal);
        Assert.Equal(Verdict.Unsat, Ask(5, [(1, 2), (10, 2), (20, 2)], [], Joining(Window(2, 2))).Verdict);
        Assert.Equal(Verdict.Sat, Ask(4, [(1, 2), (10, 2), (20, 2)], [], Joining(Window(2, 2))).Verdict);
    }

    [Fact]
    public void Range_of_device_addresses_depends_on_the_length_alone()
    {
        JoiningJudge low = Joining(Free with { AddressMask = (14 * Page) - 2 });

        Assert.Equal(
            new Refusal("join", LimitKind.AddressMask, (14 * Page) - 2, (14 * Page) - 1, 5), Ask(6, [(100, 6)], [], low).Refusal);
        Assert.Equal(Verdict.Sat, Ask(5, [(100, 6)], [], low).Verdict);
    }

    [Fact]
    public void Others_are_served_too()
    {
        JoiningJudge one = Joining(Free with { MaxSegmentCount = 1 });
        Judge low = Direct(Free with { AddressMask = (9 * Page) - 1 });

        Assert.Equal(Runs((3, 4)), Ask(4, [(0, 2), (3, 4), (20, 9)], [low], one).Storage!.Runs);
        Assert.Equal(LimitKind.AddressMask, Ask(7, [(0, 2), (3, 4), (20, 9)], [low], one).Refusal!.Limit);
    }

    [Fact]
    public void What_no_bound_refuses_and_no_try_finds_is_unknown()
    {
        // Runs of two pages in windows of one: whatever follows such a run starts at an edge, and is not joined.
        TableVote open = Ask(4, [(1, 2), (10, 2)], [], Joining(Window(1, 1)));

        Assert.Equal(Verdict.Unknown, open.Verdict);
        Assert.Contains("IOMMU of join", open.UnknownReason, StringComparison.Ordinal);
    }

    private static ResolvedLimits Window(ulong pages, ulong count) =>
        Free with { MaxSegmentCount = count, SegmentBoundaryMask = (pages * Page) - 1 };

    private static JoiningJudge Joining(ResolvedLimits limits) => new(Direct(limits, 0, "join"), Page);

    private static ValueList<PfnRun> Runs(params (ulong Pfn, ulong Pages)[] runs) => [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))];

    private TableVote Ask(ulong pages, (ulong, ulong)[] memory, Judge[] zeroCopy, params JoiningJudge[] joining) => _voter.Answer(
        new PlacementQuestion(PageSize.FourKiB, pages * Page, Runs(memory), [.. zeroCopy], SharingMode.Shared) { Joining = [.. joining] });
}
