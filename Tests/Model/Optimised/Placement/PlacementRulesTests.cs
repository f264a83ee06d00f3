using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

public class PlacementRulesTests
{
    private readonly OptimisedVoter _voter = new();

    private TableVote Ask(ulong size, (ulong, ulong)[] extents, params Judge[] judges) =>
        _voter.Answer(Question(size, extents, SharingMode.Shared, judges));

    private static PlacementQuestion Question(ulong size, (ulong, ulong)[] extents, SharingMode mode, params Judge[] judges) =>
        new(PageSize.FourKiB, size, [.. extents.Select(e => new PfnRun(e.Item1, e.Item2))], [.. judges], mode);

    private static ValueList<PfnRun> Runs(params (ulong Pfn, ulong Pages)[] runs) => [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))];

    /// <summary>The most pages for which the answer is sat.</summary>
    private ulong Most((ulong, ulong)[] extents, params Judge[] judges)
    {
        ulong pages = 0;
        while (Ask((pages + 1) * Page, extents, judges).Verdict == Verdict.Sat)
        {
            pages++;
        }

        return pages;
    }

    [Fact]
    public void Without_devices_only_the_amount_counts()
    {
        Assert.Equal(Runs((5, 2), (9, 1)), Ask(3 * Page, [(5, 2), (9, 4)]).Storage!.Runs);
        TableVote tooLarge = Ask((6 * Page) + 1, [(5, 2), (9, 4)]);
        Assert.Equal((Verdict.Unsat, (Refusal?)null), (tooLarge.Verdict, tooLarge.Refusal));
        Assert.Equal(Verdict.Unsat, Ask(1, []).Verdict);
    }

    [Fact]
    public void Storage_is_whole_extents_largest_first_where_they_do()
    {
        Assert.Equal(
            Runs((20, 3), (40, 8)),
            Ask(11 * Page, [(1, 2), (20, 4), (40, 8)], Direct(Free with { MaxSegmentCount = 2 })).Storage!.Runs);
    }

    [Fact]
    public void Largest_pieces_of_all_cells_are_taken_up_to_the_count()
    {
        // Windows of 8 pages and segments of 3: 4..8 gives 3 1, 8..16 gives 3 3 2, 30..32 gives 2.
        ResolvedLimits limits = Free with { SegmentBoundaryMask = (8 * Page) - 1, MaxSegmentSizeBytes = 3 * Page };
        (ulong, ulong)[] extents = [(4, 12), (30, 2)];

        ulong[] most = [.. Enumerable.Range(1, 7).Select(n => Most(extents, Direct(limits with { MaxSegmentCount = (ulong)n })))];

        Assert.Equal([3UL, 6, 9, 11, 13, 14, 14], most);
    }

    [Fact]
    public void Window_grids_that_do_not_nest_cut_memory_into_their_common_cells()
    {
        // Edges at 0 8 16 24 and at 3 11 19 27: cells of 3 and 5 pages.
        ResolvedLimits limits = Free with { SegmentBoundaryMask = (8 * Page) - 1, MaxSegmentCount = 3 };

        Assert.Equal(15UL, Most([(0, 24)], Direct(limits), Direct(limits, 3)));
        Assert.Equal(24UL, Most([(0, 24)], Direct(limits), Direct(limits, -8)));
    }

    [Fact]
    public void Count_of_one_takes_the_longest_part_within_a_window()
    {
        ResolvedLimits limits = Free with { SegmentBoundaryMask = (8 * Page) - 1, MaxSegmentCount = 1 };

        Assert.Equal(Runs((17, 6)), Ask(6 * Page, [(11, 12)], Direct(limits)).Storage!.Runs);
        Assert.Equal(
            new Refusal("dev", LimitKind.MaxSegmentCount, 1, 8 * Page, null), Ask(8 * Page, [(11, 12)], Direct(limits)).Refusal);
    }

    [Fact]
    public void Reach_that_ends_inside_a_page_may_hold_the_last_bytes_only()
    {
        Judge judge = Direct(Free with { AddressMask = (12 * Page) + 99 });
        (ulong, ulong)[] extents = [(10, 9), (30, 50)];

        Assert.Equal(Runs((10, 3)), Ask((2 * Page) + 100, extents, judge).Storage!.Runs);
        Assert.Equal(
            new Refusal("dev", LimitKind.AddressMask, (12 * Page) + 99, (2 * Page) + 101, null),
            Ask((2 * Page) + 101, extents, judge).Refusal);
        Assert.Equal(Runs((12, 1)), Ask(100, [(12, 9)], judge).Storage!.Runs);
        Assert.Equal(Verdict.Unsat, Ask(101, [(12, 9)], judge).Verdict);
    }

    [Fact]
    public void Least_reach_counts_and_names_whoever_reaches_least_of_the_memory()
    {
        Judge high = Direct(Free with { AddressMask = (20 * Page) - 1 }, 0, "high");
        Judge low = Direct(Free with { AddressMask = (16 * Page) - 1 }, 8, "low");

        Assert.Equal(Runs((8, 12)), Ask(12 * Page, [(0, 40)], high, low).Storage!.Runs);
        Assert.Equal("low", Ask(17 * Page, [(0, 40)], high, low).Refusal!.Device);
    }

    [Fact]
    public void Gap_leaves_odd_pages_to_the_first_and_the_last_segment()
    {
        // Places at 4 and 8 in one extent, at 20 in the other: 3 + 4 pages, the last two of which may be followed by 20..23.
        Judge judge = Direct(Free with { VirtBoundaryMask = (4 * Page) - 1 });

        Assert.Equal(Runs((1, 7), (20, 3)), Ask(10 * Page, [(1, 9), (18, 5)], judge).Storage!.Runs);
        Assert.Equal(
            new Refusal("dev", LimitKind.VirtBoundaryMask, 0x3fff, 11 * Page, null),
            Ask(11 * Page, [(1, 9), (18, 5)], judge).Refusal);
    }

    [Fact]
    public void Gap_lets_the_last_segment_stand_in_front_of_the_first()
    {
        // One block of four pages, segments of two: 0..2 cannot go on at 2, but the buffer may begin at 2 and end before it.
        Judge judge = Direct(Free with { VirtBoundaryMask = (4 * Page) - 1, MaxSegmentSizeBytes = 2 * Page });

        Assert.Equal(Runs((2, 2), (0, 2)), Ask(4 * Page, [(0, 4)], judge).Storage!.Runs);
    }

    [Fact]
    public void Gap_and_a_last_page_beyond_whole_reach_go_together()
    {
        // Page 9 can only be last; its segment starts at the place 8, and the other one ends at the place 4.
        Judge judge = Direct(Free with { VirtBoundaryMask = (4 * Page) - 1, AddressMask = (9 * Page) + 9, MaxSegmentCount = 2 });

        Assert.Equal(Runs((1, 3), (8, 2)), Ask((4 * Page) + 10, [(1, 3), (8, 2)], judge).Storage!.Runs);
        Assert.Equal(Verdict.Unsat, Ask((4 * Page) + 11, [(1, 3), (8, 2)], judge).Verdict);
        Assert.Equal(Verdict.Unsat, Ask((4 * Page) + 10, [(2, 3), (8, 2)], judge).Verdict);
    }

    [Fact]
    public void Gap_grids_that_share_no_place_allow_one_segment()
    {
        ResolvedLimits limits = Free with { VirtBoundaryMask = (4 * Page) - 1 };

        Assert.Equal(Runs((17, 5)), Ask(5 * Page, [(0, 4), (16, 6)], Direct(limits), Direct(limits, 1)).Storage!.Runs);
        Assert.Equal(
            LimitKind.VirtBoundaryMask, Ask(7 * Page, [(0, 4), (16, 6)], Direct(limits), Direct(limits, 1)).Refusal!.Limit);
    }

    [Fact]
    public void Huge_extents_cost_nothing()
    {
        ResolvedLimits limits = Free with { MaxSegmentSizeBytes = 65535, SegmentBoundaryMask = 0xffffffff, MaxSegmentCount = 1 << 16 };
        (ulong, ulong)[] extents = [(3, 1UL << 40), (1UL << 41, 1UL << 50)];

        Assert.Equal(Verdict.Sat, Ask((15UL << 16) * Page, extents, Direct(limits), Direct(limits, 5)).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(((15UL << 16) + 1) * Page, extents, Direct(limits), Direct(limits, 5)).Verdict);
        Assert.Equal(Verdict.Sat, Ask(1UL << 62, extents, Direct(limits with { MaxSegmentCount = ulong.MaxValue })).Verdict);
        ResolvedLimits gap = limits with { VirtBoundaryMask = 0xffff, MaxSegmentSizeBytes = 0x1ffff };
        Assert.Equal(Verdict.Sat, Ask((16UL << 16) * Page, extents, Direct(gap)).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(((16UL << 16) + 31) * Page, extents, Direct(gap)).Verdict);
    }

    [Fact]
    public void Storage_among_too_many_windows_is_not_listed()
    {
        // Each window gives six pages of eight in two segments; the count is just what 2^21 windows need.
        ResolvedLimits limits = Free with
        {
            SegmentBoundaryMask = (8 * Page) - 1,
            MaxSegmentSizeBytes = 3 * Page,
            MaxSegmentCount = 1 << 22,
        };

        TableVote vote = Ask((3UL << 22) * Page, [(0, 1 << 24)], Direct(limits));

        Assert.Equal(Verdict.Unknown, vote.Verdict);
        Assert.Contains("give smaller extents", vote.UnknownReason, StringComparison.Ordinal);
    }
}
