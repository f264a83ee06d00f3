using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised;

public class OptimisedVoterTests
{
    private const ulong KiB64 = 65536;

    private readonly OptimisedVoter _voter = new();

    private TableVote Ask(PagedBuffer buffer, params Judge[] judges) => _voter.Answer(new LayoutQuestion(buffer, [.. judges]));

    private ulong? Fewest(PagedBuffer buffer, params Judge[] judges) => Ask(buffer, judges).FewestSegments;

    [Fact]
    public void Merge_takes_the_tightest_of_each_field()
    {
        var a = new ResolvedLimits(8, KiB64, 0xffffffff, 0xfff, 0, 0xdfffffff);
        var b = new ResolvedLimits(9, 65535, 0x1fffff, 0, 0xffff, ulong.MaxValue);

        Assert.Equal(new ResolvedLimits(8, 65535, 0x1fffff, 0xfff, 0xffff, 0xdfffffff), _voter.Merge([a, b]));
        Assert.Equal(Free, _voter.Merge([]));
    }

    [Theory]
    [InlineData(KiB64, 32, 2)]
    [InlineData(KiB64, 33, 3)]
    [InlineData(65535, 30, 2)]
    [InlineData(65535, 31, 3)]
    [InlineData(8191, 5, 5)]
    [InlineData(0xffffffff, 0x100000, 2)]
    public void Size_counts_whole_pages(ulong size, ulong pages, ulong fewest)
    {
        Assert.Equal(fewest, Fewest(Pages((100, pages)), Direct(Free with { MaxSegmentSizeBytes = size })));
    }

    [Fact]
    public void Offset_costs_a_page_and_shows_in_the_first_segment()
    {
        PagedBuffer buffer = Bytes(100, (3 * Page) - 200, (7, 3));
        ValueList<Judge> judges = [Direct(Free with { MaxSegmentSizeBytes = 2 * Page })];

        Assert.Equal(
            Segments(((7 * Page) + 100, (2 * Page) - 100), (9 * Page, Page - 100)),
            _voter.Table(buffer, judges, 9)!.Segments);
    }

    [Fact]
    public void Runs_that_adjoin_are_one_and_pages_behind_the_end_are_none()
    {
        Assert.Equal(1UL, Fewest(Bytes(0, (3 * Page) + 1, (10, 2), (12, 2), (90, 5)), Direct(Free)));
        Assert.Equal(2UL, Fewest(Bytes(0, (4 * Page) + 1, (10, 2), (12, 2), (90, 5)), Direct(Free)));
    }

    [Fact]
    public void Boundary_cuts_the_odd_ends_and_size_cuts_each_window()
    {
        // Windows of 8 pages, sizes of 3: 5..8 is 1, 8..16 and 16..24 are 3 each, 24..28 is 2.
        ResolvedLimits limits = Free with { SegmentBoundaryMask = (8 * Page) - 1, MaxSegmentSizeBytes = 3 * Page };

        Assert.Equal(9UL, Fewest(Pages((5, 23)), Direct(limits)));
    }

    [Fact]
    public void Bus_offsets_move_each_judges_windows()
    {
        ResolvedLimits limits = Free with { SegmentBoundaryMask = (8 * Page) - 1 };
        PagedBuffer buffer = Pages((8, 16));

        Assert.Equal(2UL, Fewest(buffer, Direct(limits)));
        Assert.Equal(3UL, Fewest(buffer, Direct(limits, 3)));
        Assert.Equal(4UL, Fewest(buffer, Direct(limits), Direct(limits, 3)));
        Assert.Equal(2UL, Fewest(buffer, Direct(limits), Direct(limits, 8)));
    }

    [Fact]
    public void Gap_refuses_a_run_break_off_its_multiples()
    {
        ResolvedLimits limits = Free with { VirtBoundaryMask = (4 * Page) - 1 };

        Assert.Equal(2UL, Fewest(Pages((1, 3), (8, 2)), Direct(limits)));
        Assert.Equal(
            new Refusal("nvme", LimitKind.VirtBoundaryMask, 0x3fff, null, 3),
            Ask(Pages((1, 3), (9, 2)), Direct(Free), Direct(limits, 0, "nvme")).Refusal);
        Assert.Equal(2UL, Ask(Pages((0, 2), (8, 2)), Direct(limits)).Refusal!.Page);
    }

    [Fact]
    public void Gap_rounds_inner_segments_down()
    {
        // First 1..4 to 4 + 4 inner, all cut at multiples of 4; only the last may use six pages.
        ResolvedLimits limits = Free with { VirtBoundaryMask = (4 * Page) - 1, MaxSegmentSizeBytes = 6 * Page };

        Assert.Equal(
            Segments((1 * Page, 3 * Page), (4 * Page, 4 * Page), (8 * Page, 6 * Page)),
            _voter.Table(Pages((1, 13)), [Direct(limits)], 9)!.Segments);
        Assert.Null(_voter.Table(Pages((0, 4), (5, 1)), [Direct(limits)], 9));
    }

    [Fact]
    public void Gap_above_the_size_leaves_no_inner_segment()
    {
        ResolvedLimits limits = Free with { VirtBoundaryMask = (4 * Page) - 1, MaxSegmentSizeBytes = 3 * Page };

        Assert.Equal(2UL, Fewest(Pages((5, 6)), Direct(limits)));
        Assert.Equal(6UL, Ask(Pages((5, 7)), Direct(limits)).Refusal!.Page);
    }

    [Fact]
    public void Boundary_edge_that_the_gap_forbids_is_refused()
    {
        ResolvedLimits limits = Free with { VirtBoundaryMask = (4 * Page) - 1, SegmentBoundaryMask = (2 * Page) - 1 };

        Assert.Equal(2UL, Fewest(Pages((2, 4)), Direct(limits)));
        Assert.Equal(4UL, Ask(Pages((2, 5)), Direct(limits)).Refusal!.Page);
    }

    [Theory]
    [InlineData(1UL << 40, 1UL << 36)]
    [InlineData(1UL << 51, 1UL << 47)]
    public void Huge_runs_cost_nothing(ulong pages, ulong fewest)
    {
        ResolvedLimits limits = Free with { MaxSegmentSizeBytes = KiB64, SegmentBoundaryMask = 0xffffffff };

        Assert.Equal(fewest, Fewest(Pages((0, pages)), Direct(limits)));
        Assert.Equal(fewest, Fewest(Pages((3, pages)), Direct(limits, 3), Direct(limits, -13)));
        Assert.Equal(
            5 * KiB64, _voter.LongestPrefixBytes(Pages((0, pages)), [Direct(limits with { MaxSegmentCount = 5 })]));
    }

    [Fact]
    public void Table_is_cut_off_where_asked()
    {
        ResolvedLimits limits = Free with { MaxSegmentSizeBytes = Page };

        Assert.Equal(
            Segments((0, Page), (Page, Page)), _voter.Table(Pages((0, 1UL << 40)), [Direct(limits)], 2)!.Segments);
    }

    [Fact]
    public void Last_byte_of_64_bits_is_reached_and_counted_exactly()
    {
        PagedBuffer top = Pages((PfnRun.MaxEndPfn - 2, 2));

        Assert.Equal(Verdict.Sat, Ask(top, Direct(Free)).Verdict);
        Assert.Equal(
            new Refusal("dev", LimitKind.AddressMask, ulong.MaxValue - 1, ulong.MaxValue, 1),
            Ask(top, Direct(Free with { AddressMask = ulong.MaxValue - 1 })).Refusal);
        Assert.Equal(
            (2 * Page) - 1, _voter.LongestPrefixBytes(top, [Direct(Free with { AddressMask = ulong.MaxValue - 1 })]));
    }

    [Fact]
    public void Reach_is_an_upper_bound_to_the_byte()
    {
        ResolvedLimits venus = Free with { AddressMask = 0xdfffffff };

        Assert.Equal(Verdict.Sat, Ask(Pages((0xdfffe, 2)), Direct(venus)).Verdict);
        TableVote beyond = Ask(Bytes(0, Page + 1, (0xdffff, 2)), Direct(venus));
        Assert.Equal(new Refusal("dev", LimitKind.AddressMask, 0xdfffffff, 0xe0000000, 1), beyond.Refusal);
        Assert.Null(beyond.FewestSegments);
        ResolvedLimits odd = Free with { AddressMask = 0x10ff };
        Assert.Equal(Verdict.Sat, Ask(Bytes(16, 0x10f0, (0, 2)), Direct(odd)).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(Bytes(16, 0x10f1, (0, 2)), Direct(odd)).Verdict);
        Assert.Equal(0x10f0UL, _voter.LongestPrefixBytes(Bytes(16, 0x1ff0, (0, 2)), [Direct(odd)]));
    }

    [Fact]
    public void Bus_offset_of_either_sign_moves_the_reach()
    {
        ResolvedLimits low = Free with { AddressMask = (16 * Page) - 1 };

        Assert.Equal(Verdict.Sat, Ask(Pages((15, 4)), Direct(low, 3)).Verdict);
        Assert.Equal(new Refusal("dev", LimitKind.AddressMask, 0xffff, null, 0), Ask(Pages((2, 4)), Direct(low, 3)).Refusal);
        Assert.Equal(Verdict.Sat, Ask(Pages((9, 4)), Direct(low, -3)).Verdict);
        Assert.Equal(3UL, Ask(Pages((10, 4)), Direct(low, -3)).Refusal!.Page);
        TableVote top = Ask(Pages((PfnRun.MaxEndPfn - 2, 2)), Direct(Free, -1));
        Assert.Equal(new Refusal("dev", LimitKind.AddressMask, ulong.MaxValue, null, 1), top.Refusal);
    }

    [Fact]
    public void Count_is_refused_with_what_it_would_take_and_the_tightest_device()
    {
        ResolvedLimits loose = Free with { MaxSegmentCount = 4, MaxSegmentSizeBytes = Page };
        TableVote vote = Ask(
            Pages((0, 4)), Direct(loose, 0, "a"), Direct(loose with { MaxSegmentCount = 3 }, 0, "b"),
            Direct(loose with { MaxSegmentCount = 3 }, 0, "c"));

        Assert.Equal(new Refusal("b", LimitKind.MaxSegmentCount, 3, 4, null), vote.Refusal);
        Assert.Equal(4UL, vote.FewestSegments);
        Assert.Equal(Verdict.Sat, Ask(Pages((0, 4)), Direct(loose)).Verdict);
        Assert.Equal(Verdict.Sat, Ask(Pages((0, 1UL << 51)), Direct(Free with { MaxSegmentSizeBytes = Page })).Verdict);
    }

    [Fact]
    public void Larger_pages_count_in_their_own_unit()
    {
        var buffer = new PagedBuffer(new PageSize(KiB64), new Layout(0, [new PfnRun(1, 4)]), 4 * KiB64);

        Assert.Equal(4UL, Fewest(buffer, Direct(Free with { MaxSegmentSizeBytes = KiB64 + Page })));
        Assert.Equal(3UL, Fewest(buffer, Direct(Free with { SegmentBoundaryMask = (2 * KiB64) - 1 })));
    }
}
