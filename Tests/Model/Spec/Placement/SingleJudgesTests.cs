using DmabufVerify.Spec.Placement;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

public class SingleJudgesTests
{
    private static readonly Judge Few = Small.Direct(Small.Free with { MaxSegmentCount = 2 }, name: "few");
    private static readonly Judge Short = Small.Direct(Small.Free with { MaxSegmentSizeBytes = Small.Page }, name: "short");

    [Fact]
    public void One_table_in_the_same_addresses_is_for_the_merged_limits() =>
        Assert.Equal(
            [Few with { Limits = Few.Limits with { MaxSegmentSizeBytes = Small.Page } }],
            SingleJudges.Of(Ask(SharingMode.Shared, Few, Short)));

    [Fact]
    public void Otherwise_everybody_stands_alone()
    {
        Judge elsewhere = Short with { BusOffsetBytes = 4096 };

        Assert.Equal([Few, Short], SingleJudges.Of(Ask(SharingMode.Tailored, Few, Short)));
        Assert.Equal([Few, elsewhere], SingleJudges.Of(Ask(SharingMode.Shared, Few, elsewhere)));
        Assert.Empty(SingleJudges.Of(Ask(SharingMode.Shared)));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "few")]
    public void Too_tight_is_whose_largest_segments_are_less_than_the_buffer(ulong pages, string? device)
    {
        // The windows of two pages cut the extent of three pages into one and two.
        Judge judge = Few with { Limits = Few.Limits with { SegmentBoundaryMask = (2 * Small.Page) - 1 } };
        PlacementQuestion question = Ask(SharingMode.Tailored, judge, Short) with { SizeBytes = pages * Small.Page };

        Assert.Equal(device, SingleJudges.TooTight(question, [new PfnRun(1, 3), new PfnRun(9, 1)])?.Device);
    }

    [Fact]
    public void Who_may_bounce_stands_alone_cut_to_what_it_can_copy_when_it_must()
    {
        Judge low = Few with { Limits = Few.Limits with { AddressMask = (4 * Small.Page) - 1 } };
        PlacementQuestion question = Ask(SharingMode.Shared, Few, Short) with { Bouncing = [new BouncingJudge(low, low.Limits)] };

        Assert.Equal(low, SingleJudges.Of(question).Last());
        Assert.Equal(262144UL, SingleJudges.Of(question with { SizeBytes = 5 * Small.Page }).Last().Limits.MaxSegmentSizeBytes);
    }

    [Theory]
    [InlineData(ulong.MaxValue, null)]
    [InlineData(0x3fffUL, "below")]
    public void Pages_below_the_bus_are_cut_as_windows_go_on_below_zero(ulong boundary, string? device)
    {
        // Pages -7 to -1 of the bus: three of a window of four, then four.
        ResolvedLimits limits = Small.Free with { MaxSegmentCount = 1, SegmentBoundaryMask = boundary };
        Judge below = Small.Direct(limits, 10 * (long)Small.Page, "below");
        PlacementQuestion question = Ask(SharingMode.Shared) with { SizeBytes = 5 * Small.Page, Bouncing = [new BouncingJudge(below, limits)] };

        Assert.Equal(device, SingleJudges.TooTight(question, [new PfnRun(3, 7)])?.Device);
        Assert.Null(SingleJudges.TooTight(question with { SizeBytes = 4 * Small.Page }, [new PfnRun(3, 7)]));
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(7, "copies")]
    public void Pool_has_to_take_what_is_out_of_reach(ulong pages, string? device)
    {
        // The memory's first two pages are in reach, and four pages of pool.
        ResolvedLimits limits = Small.Free with { AddressMask = (16UL << 20) + (4 * Small.Page) - 1 };
        PlacementQuestion question = Ask(SharingMode.Shared) with
        {
            SizeBytes = pages * Small.Page,
            Extents = [new PfnRun(0x1002, 9)],
            Bouncing = [new BouncingJudge(Small.Direct(limits, name: "copies"), limits)],
        };

        Assert.Equal(device, SingleJudges.PoolTooSmall(question)?.Device);
    }

    [Fact]
    public void Range_behind_an_iommu_is_out_of_reach_wherever_the_storage_is()
    {
        PlacementQuestion Reaching(ulong mask) => Ask(SharingMode.Shared) with
        {
            Joining = [new JoiningJudge(Small.Direct(Small.Free with { AddressMask = mask }), Small.Page)],
        };

        Assert.Null(SingleJudges.OutOfIovaReach(Reaching((8 * Small.Page) - 1)));
        Assert.Equal(
            new Refusal("dev", LimitKind.AddressMask, (8 * Small.Page) - 2, (8 * Small.Page) - 1, Page: null),
            SingleJudges.OutOfIovaReach(Reaching((8 * Small.Page) - 2)));
    }

    private static PlacementQuestion Ask(SharingMode mode, params Judge[] judges) =>
        new(PageSize.FourKiB, 4 * Small.Page, [new PfnRun(0, 8)], [.. judges], mode);
}
