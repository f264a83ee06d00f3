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

    private static PlacementQuestion Ask(SharingMode mode, params Judge[] judges) =>
        new(PageSize.FourKiB, 4 * Small.Page, [new PfnRun(0, 8)], [.. judges], mode);
}
