using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class SpecVoterTests
{
    private static readonly SpecVoter Voter = new();

    [Fact]
    public void Sat_says_the_fewest_segments() =>
        Assert.Equal(TableVote.Sat(2), Ask(Whole((0, 3), (9, 1)), Direct(Free with { MaxSegmentCount = 2 })));

    [Fact]
    public void Too_many_segments_blame_the_strictest_count()
    {
        TableVote vote = Ask(
            Whole((0, 3), (9, 1)), Direct(Free with { MaxSegmentCount = 3 }), Direct(Free with { MaxSegmentCount = 1 }, name: "strict"));

        Assert.Equal(TableVote.Unsat(new Refusal("strict", LimitKind.MaxSegmentCount, 1, 2, null), 2), vote);
    }

    [Fact]
    public void Large_buffers_are_walked() =>
        Assert.Equal(TableVote.Sat(7), Ask(Whole((0, 100)), Direct(Free with { MaxSegmentSizeBytes = 65535 })));

    [Fact]
    public void Too_many_pages_are_unknown()
    {
        Assert.Equal(Verdict.Sat, Ask(Whole((0, Pages.Max)), Direct(Free)).Verdict);

        TableVote vote = Ask(Whole((0, Pages.Max + 1)), Direct(Free));

        Assert.Equal(TableVote.Unknown("262145 pages; the specification walks at most 262144"), vote);
    }

    [Theory]
    [InlineData(0, 0x3fff, 0x4fffUL)]
    [InlineData(-4096, 0x4fff, 0x5fffUL)]
    public void Reach_is_blamed_with_page_and_address(long busOffset, ulong mask, ulong needed) => Assert.Equal(
        TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, mask, needed, Page: 2)),
        Ask(Whole((1, 2), (4, 2)), Direct(Free with { AddressMask = mask }, busOffset)));

    [Fact]
    public void Page_without_a_bus_address_is_a_matter_of_reach()
    {
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, ulong.MaxValue, Needed: null, Page: 1)),
            Ask(Whole((1, 1), (0, 1)), Direct(Free, 4096)));
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, ulong.MaxValue, Needed: null, Page: 0)),
            Ask(Whole((PfnRun.MaxEndPfn - 1, 1)), Direct(Free, -4096)));
    }

    [Fact]
    public void Gap_is_blamed_where_the_walk_is_stuck()
    {
        Judge gap = Direct(Free with { VirtBoundaryMask = 0x1fff }, name: "gap");

        Assert.Equal(
            TableVote.Unsat(new Refusal("gap", LimitKind.VirtBoundaryMask, 0x1fff, Needed: null, Page: 1)),
            Ask(Whole((3, 1), (7, 2)), Direct(Free), gap));
        Assert.Equal(
            TableVote.Unsat(new Refusal("gap", LimitKind.VirtBoundaryMask, 0x1fff, Needed: null, Page: 0)),
            Ask(Whole((2, 1), (6, 1)), Direct(Free), gap));
    }

    [Fact]
    public void Reach_is_blamed_before_gap()
    {
        Judge judge = Direct(Free with { VirtBoundaryMask = 0x1fff, AddressMask = 0x4fff });

        Assert.Equal(LimitKind.AddressMask, Ask(Whole((2, 1), (6, 1)), judge).Refusal!.Limit);
    }

    [Fact]
    public void Table_is_cut_off_where_the_caller_says()
    {
        Judge judge = Direct(Free with { MaxSegmentSizeBytes = Page, MaxSegmentCount = 1 });

        Assert.Equal(Segments((5 * Page, Page), (6 * Page, Page)), Voter.Table(Whole((5, 4)), [judge], 2)!.Segments);
        Assert.Null(Voter.Table(Whole((2, 1), (6, 1)), [Direct(Free with { VirtBoundaryMask = 0x1fff })], 9));
        Assert.Equal(Segments((0, 4096)), Voter.JoinedTable(Whole((5, 1), (7, 1)), judge.Limits, 4096, 1).Segments);
    }

    private static TableVote Ask(PagedBuffer buffer, params Judge[] judges) =>
        Voter.Answer(new LayoutQuestion(buffer, [.. judges]));
}
