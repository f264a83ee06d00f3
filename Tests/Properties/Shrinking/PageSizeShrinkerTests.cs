using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class PageSizeShrinkerTests
{
    private const ulong Large = 65536;

    private static readonly Scenario Question = new()
    {
        PageSize = new PageSize(Large),
        BufferSizeBytes = Large + 1,
        Layout = new Layout(0, [new PfnRun(3, 2)]),
        Devices =
        [
            new Device("d0", new Limits { MaxSegmentCount = 5, MaxSegmentSizeBytes = (2 * Large) - 1, SegmentBoundaryMask = (2 * Large) - 1, AddressMask = ulong.MaxValue })
            {
                BusOffsetBytes = -3 * (long)Large,
                Iommu = new Iommu("d0", 4096),
            },
        ],
    };

    [Fact]
    public void Pages_get_smaller_and_everything_keeps_its_number_of_them()
    {
        Scenario small = PageSizeShrinker.Simpler(Question).First();

        Device device = small.Devices[0];
        Assert.Equal((PageSize.FourKiB, 4097UL, Question.Layout), (small.PageSize, small.BufferSizeBytes, small.Layout));
        Assert.Equal(new Limits { MaxSegmentCount = 5, MaxSegmentSizeBytes = 8191, SegmentBoundaryMask = 8191, AddressMask = ulong.MaxValue }, device.Limits);
        Assert.Equal((-3 * 4096L, 256UL), (device.BusOffsetBytes, device.Iommu!.GranuleBytes));
    }

    [Fact]
    public void Numbers_are_kept_too_where_the_storage_still_holds_the_buffer()
    {
        Assert.Single(PageSizeShrinker.Simpler(Question));
        Assert.Contains(
            Question with { PageSize = PageSize.FourKiB, BufferSizeBytes = 8192 },
            PageSizeShrinker.Simpler(Question with { BufferSizeBytes = 8192 }));
    }

    [Fact]
    public void Four_kilobytes_are_small_enough() => Assert.Empty(PageSizeShrinker.Simpler(Question with { PageSize = PageSize.FourKiB }));
}
