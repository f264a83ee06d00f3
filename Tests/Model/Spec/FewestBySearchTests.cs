using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class FewestBySearchTests
{
    [Fact]
    public void One_run_without_limits_is_one_segment() => Assert.Equal(1, Count(Frames((7, 40)), Free));

    [Fact]
    public void Size_and_breaks_add_up() =>
        Assert.Equal(3 + 1 + 2, Count(Frames((0, 9), (20, 1), (30, 4)), Free with { MaxSegmentSizeBytes = 3 * Page }));

    [Fact]
    public void Judges_cuts_add_up()
    {
        ResolvedLimits limits = Free with { SegmentBoundaryMask = (4 * Page) - 1 };

        Assert.Equal(4, FewestBySearch.Count(Frames((1, 8)), [Direct(limits), Direct(limits, 4096)]));
    }

    [Fact]
    public void Count_limit_is_set_aside() => Assert.Equal(2, Count(Frames((1, 1), (5, 1)), Free with { MaxSegmentCount = 1 }));

    [Fact]
    public void No_table_has_no_count()
    {
        Assert.Null(Count(Frames((2, 1), (6, 1)), Free with { VirtBoundaryMask = (2 * Page) - 1 }));
        Assert.Null(Count(Frames((0, 2)), Free with { AddressMask = 0x1ffe }));
    }

    private static int? Count(Pages pages, ResolvedLimits limits) => FewestBySearch.Count(pages, [Direct(limits)]);
}
