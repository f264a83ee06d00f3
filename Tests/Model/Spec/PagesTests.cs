using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class PagesTests
{
    [Fact]
    public void Pages_behind_the_last_byte_do_not_count()
    {
        var pages = new Pages(Part(4000, 4193, (10, 2), (50, 7)));

        Assert.Equal(3, pages.Count);
        Assert.Equal([10L, 11, 50], Enumerable.Range(0, 3).Select(i => pages.BusPfn(i, Direct(Free))));
        Assert.True(pages.FollowsPrevious(1));
        Assert.False(pages.FollowsPrevious(2));
    }

    [Fact]
    public void Segment_has_the_offset_first_and_the_tail_last()
    {
        var pages = new Pages(Part(4000, 8000, (10, 3)));

        Assert.Equal(new Segment(44960, 8000), pages.Segment(0, 2));
        Assert.Equal(new Segment(44960, 96), pages.Segment(0, 0));
        Assert.Equal(new Segment(45056, 4096), pages.Segment(1, 1));
        Assert.Equal(new Segment(49152, 3808), pages.Segment(2, 2));
    }

    [Fact]
    public void Bus_addresses_may_be_below_zero_and_above_64_bits()
    {
        Pages pages = Frames((0, 1), (PfnRun.MaxEndPfn - 1, 1));

        Assert.Equal(-2, pages.BusPfn(0, Direct(Free, 8192)));
        Assert.Equal(-4097, pages.LastByte(0, Direct(Free, 8192)));
        Assert.Equal(((Int128)1 << 64) + 8191, pages.LastByte(1, Direct(Free, -8192)));
    }
}
