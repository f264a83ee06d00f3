using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Searching;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Searching;

public sealed class RealShapeTests
{
    private static readonly RealLayout[] Recorded = [new("one", PageSize.FourKiB, new Layout(0, [new(0x900, 4), new(0x500, 8), new(0x700, 1)]))];

    [Fact]
    public void Less_of_the_same_is_real_and_anything_else_is_not()
    {
        Scenario real = Sharing([new(0x900, 4), new(0x500, 8)], Free("a"), Free("b"));

        Assert.True(RealShape.Keeps(real, real));
        Assert.True(RealShape.Keeps(real, Sharing([new(0x502, 3)], Free("b"))));
        Assert.False(RealShape.Keeps(real, Sharing([new(0x4ff, 3)], Free("b"))));
        Assert.False(RealShape.Keeps(real, Sharing([new(0x502, 3)], Free("b", (LimitKind.MaxSegmentCount, 1)))));
        Assert.False(RealShape.Keeps(real, real with { Layout = null }));
        Assert.False(RealShape.Keeps(real, real with { Layout = real.Layout! with { OffsetBytes = 1 } }));
    }

    [Theory]
    [InlineData(0x900, 4, 0x500, 8, 0)]
    [InlineData(0x902, 1, 0x700, 1, 0)]
    [InlineData(0x700, 4, 0x300, 2, 0x200)]
    public void Where_page_frames_were_recorded_is_told(ulong first, ulong pages, ulong second, ulong morePages, ulong moved) => Assert.Equal(
        ("one", moved), RealShape.Origin(new Layout(0, [new(first, pages), new(second, morePages)]), Recorded));

    [Fact]
    public void Page_frames_of_nowhere_have_no_origin() =>
        Assert.Null(RealShape.Origin(new Layout(0, [new(0x900, 5)]), Recorded));
}
