using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class PageWalkTests
{
    [Fact]
    public void Segments_are_as_long_as_the_size_allows()
    {
        PageWalk.Outcome walk = PageWalk.Walk(new Pages(Part(100, 19000, (16, 5))), [Direct(Free with { MaxSegmentSizeBytes = 9000 })]);

        Assert.Equal(Segments((65636, 8092), (73728, 8192), (81920, 2716)), [.. walk.Segments]);
        Assert.Null(walk.StuckAt);
    }

    [Fact]
    public void Segment_stops_at_the_last_gap_that_fits()
    {
        // Six pages would fit, but an inner end must be on four.
        Judge judge = Direct(Free with { MaxSegmentSizeBytes = 6 * Page, VirtBoundaryMask = (4 * Page) - 1 });

        Assert.Equal(Segments((4 * Page, 4 * Page), (8 * Page, 4 * Page)), [.. PageWalk.Walk(Frames((4, 8)), [judge]).Segments]);
    }

    [Fact]
    public void Every_judge_cuts_in_its_own_addresses()
    {
        // Frames 1..8: the first judge cuts before 4 and 8, the second, one page lower on its bus, before 5.
        ResolvedLimits limits = Free with { SegmentBoundaryMask = (4 * Page) - 1 };

        Assert.Equal(
            Segments((1 * Page, 3 * Page), (4 * Page, 1 * Page), (5 * Page, 3 * Page), (8 * Page, 1 * Page)),
            [.. PageWalk.Walk(Frames((1, 8)), [Direct(limits), Direct(limits, 4096)]).Segments]);
    }

    [Fact]
    public void Walk_is_stuck_where_an_inner_end_is_off_the_gap()
    {
        PageWalk.Outcome walk = PageWalk.Walk(Frames((2, 1), (6, 1)), [Direct(Free with { VirtBoundaryMask = (2 * Page) - 1 })]);

        Assert.Equal(0, walk.StuckAt);
        Assert.Empty(walk.Segments);
    }

    [Fact]
    public void Walk_is_stuck_where_an_inner_start_is_off_the_gap()
    {
        PageWalk.Outcome walk = PageWalk.Walk(Frames((3, 1), (7, 2)), [Direct(Free with { VirtBoundaryMask = (2 * Page) - 1 })]);

        Assert.Equal(1, walk.StuckAt);
        Assert.Equal(Segments((3 * Page, Page)), [.. walk.Segments]);
    }

    [Fact]
    public void Walk_is_stuck_at_a_page_out_of_reach()
    {
        PageWalk.Outcome walk = PageWalk.Walk(Frames((0, 2)), [Direct(Free with { AddressMask = 0x1ffe })]);

        Assert.Equal(1, walk.StuckAt);
        Assert.Equal(Segments((0, Page)), [.. walk.Segments]);
    }
}
