using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class IovaRangeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 8)]
    [InlineData(64, 64)]
    [InlineData(65, 128)]
    public void Start_is_the_power_of_two_at_or_above_the_size(ulong pages, ulong start) =>
        Assert.Equal([new PfnRun(start, pages)], IovaRange.Of(Whole((1000, pages)))!.Layout.Runs);

    [Fact]
    public void Only_used_pages_count_and_the_offset_stays()
    {
        PagedBuffer range = IovaRange.Of(Part(4000, 4193, (7, 1), (90, 1), (20, 9)))!;

        Assert.Equal(new Layout(4000, [new PfnRun(4, 3)]), range.Layout);
        Assert.Equal(4193UL, range.SizeBytes);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(65536)]
    public void Range_must_end_within_64_bits(ulong pageBytes)
    {
        var pageSize = new PageSize(pageBytes);
        ulong pages = pageSize.PagesFor(Scenario.MaxBufferSizeBytes);
        var layout = new Layout(0, [new PfnRun(0, pages + 1)]);

        Assert.Equal(
            [new PfnRun(pages, pages)], IovaRange.Of(new(pageSize, layout, Scenario.MaxBufferSizeBytes))!.Layout.Runs);
        Assert.Null(IovaRange.Of(new(pageSize, layout with { OffsetBytes = 1 }, Scenario.MaxBufferSizeBytes)));
    }
}
