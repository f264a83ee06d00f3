using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class PrefixTests
{
    [Fact]
    public void Whole_buffer_where_it_has_a_table() =>
        Assert.Equal(5000UL, Longest(Part(100, 5000, (3, 2)), Free));

    [Theory]
    [InlineData(0, 1, 2 * Page)]
    [InlineData(100, 1, (2 * Page) - 100)]
    [InlineData(100, 2, (4 * Page) - 100)]
    public void Count_ends_it_at_a_page(ulong offset, ulong count, ulong bytes) => Assert.Equal(
        bytes, Longest(Part(offset, (5 * Page) - 200, (3, 5)), Free with { MaxSegmentCount = count, MaxSegmentSizeBytes = 2 * Page }));

    [Theory]
    [InlineData(0, 0x2004, 0x2005)]
    [InlineData(100, 0x2004, 0x2005 - 100)]
    [InlineData(0, 0x1fff, 0x2000)]
    [InlineData(100, 100, 1)]
    [InlineData(100, 99, 0)]
    public void Reach_ends_it_at_a_byte(ulong offset, ulong mask, ulong bytes) =>
        Assert.Equal(bytes, Longest(Part(offset, 4 * Page - offset, (0, 4)), Free with { AddressMask = mask }));

    [Fact]
    public void Gap_asks_nothing_of_the_end()
    {
        // Frame 2 ends off two pages: it can be the end, but nothing can follow.
        Assert.Equal(Page, Longest(Whole((2, 1), (6, 1)), Free with { VirtBoundaryMask = (2 * Page) - 1 }));
    }

    [Fact]
    public void Nothing_fits_without_a_bus_address() =>
        Assert.Equal(0UL, Prefix.LongestBytes(Whole((0, 1), (9, 1)), [Direct(Free, 4096)]));

    [Fact]
    public void Tightest_judge_decides() => Assert.Equal(
        Page + 1,
        Prefix.LongestBytes(
            Whole((0, 4)),
            [Direct(Free with { AddressMask = 0x1005 }), Direct(Free with { AddressMask = 0x1000 }), Direct(Free with { MaxSegmentCount = 1 })]));

    private static ulong Longest(PagedBuffer buffer, ResolvedLimits limits) => Prefix.LongestBytes(buffer, [Direct(limits)]);
}
