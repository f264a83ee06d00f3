using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>Each numbered rule of docs/semantics.md at its edges.</summary>
public sealed class RulesTests
{
    [Theory]
    [InlineData(4096, 1)]
    [InlineData(8191, 1)]
    [InlineData(65535, 15)]
    [InlineData(65536, 16)]
    public void Size_counts_whole_pages(ulong maxBytes, int pagesThatFit)
    {
        Judge judge = Direct(Free with { MaxSegmentSizeBytes = maxBytes });
        Pages pages = Frames((100, 20));

        Assert.True(Rules.FitsSize(pages, 1, pagesThatFit, judge));
        Assert.False(Rules.FitsSize(pages, 1, pagesThatFit + 1, judge));
    }

    [Fact]
    public void Size_counts_a_page_of_which_one_byte_is_used()
    {
        var pages = new Pages(Part(4095, 2, (7, 2)));

        Assert.False(Rules.FitsSize(pages, 0, 1, Direct(Free with { MaxSegmentSizeBytes = Page })));
        Assert.True(Rules.FitsSize(pages, 0, 1, Direct(Free with { MaxSegmentSizeBytes = 2 * Page })));
    }

    [Theory]
    [InlineData(0, 2, 3, true)]
    [InlineData(0, 3, 4, false)]
    [InlineData(0, 4, 7, true)]
    [InlineData(0, 4, 8, false)]
    [InlineData(4096, 4, 5, false)]
    [InlineData(4096, 5, 8, true)]
    [InlineData(-4096, 2, 3, false)]
    [InlineData(-4096, 3, 6, true)]
    public void Boundary_divides_bus_addresses_into_windows(long busOffset, int firstPfn, int lastPfn, bool stays)
    {
        Pages pages = Frames((2, 8));
        Judge judge = Direct(Free with { SegmentBoundaryMask = (4 * Page) - 1 }, busOffset);

        Assert.Equal(stays, Rules.StaysInWindow(pages, firstPfn - 2, lastPfn - 2, judge));
    }

    [Fact]
    public void Boundary_of_all_ones_is_one_window()
    {
        var pages = new Pages(Whole((0, 2), (PfnRun.MaxEndPfn - 2, 2)));

        Assert.True(Rules.StaysInWindow(pages, 0, 3, Direct(Free)));
        Assert.False(Rules.StaysInWindow(pages, 0, 3, Direct(Free with { SegmentBoundaryMask = ulong.MaxValue >> 1 })));
    }

    [Fact]
    public void Gap_binds_inner_ends_only()
    {
        Pages pages = Frames((5, 4));
        Judge judge = Direct(Free with { VirtBoundaryMask = (4 * Page) - 1 });

        Assert.Equal([true, false, false, true], Enumerable.Range(0, 4).Select(p => Rules.MayStart(pages, p, judge)));
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(p => Rules.MayEnd(pages, p, judge)));
    }

    [Fact]
    public void Gap_is_about_bus_addresses()
    {
        Pages pages = Frames((5, 6));
        Judge judge = Direct(Free with { VirtBoundaryMask = (4 * Page) - 1 }, busOffsetBytes: 4096);

        Assert.Equal([true, false, false, false, true, false], Enumerable.Range(0, 6).Select(p => Rules.MayStart(pages, p, judge)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(4095)]
    public void Gap_mask_below_a_page_asks_for_nothing(ulong mask)
    {
        var pages = new Pages(Part(100, 5000, (5, 1), (9, 1)));
        Judge judge = Direct(Free with { VirtBoundaryMask = mask });

        Assert.True(Rules.MayStart(pages, 1, judge) && Rules.MayEnd(pages, 0, judge));
    }

    [Theory]
    [InlineData(0xdffff, 0xdfffffff, true)]
    [InlineData(0xdffff, 0xdffffffe, false)]
    [InlineData(0xe0000, 0xdfffffff, false)]
    [InlineData(0x20000, 0xdfffffff, true)] // A bit test would refuse it: bit 29 is not in the mask.
    [InlineData(0xfffffffffffff, 0xffffffffffffffff, true)]
    public void Reach_is_a_comparison_with_the_last_byte(ulong pfn, ulong mask, bool reaches) =>
        Assert.Equal(reaches, Rules.Reaches(Frames((pfn, 1)), 0, 0, Direct(Free with { AddressMask = mask })));

    [Theory]
    [InlineData(0, 100, 0x10063)]
    [InlineData(50, 100, 0x10095)]
    [InlineData(4095, 1, 0x10fff)]
    public void Reach_ends_at_the_last_byte_used(ulong offset, ulong size, ulong lastByte)
    {
        var pages = new Pages(Part(offset, size, (0x10, 1)));

        Assert.True(Rules.Reaches(pages, 0, 0, Direct(Free with { AddressMask = lastByte })));
        Assert.False(Rules.Reaches(pages, 0, 0, Direct(Free with { AddressMask = lastByte - 1 })));
    }

    [Theory]
    [InlineData(0x1000, 0, ulong.MaxValue, false)]
    [InlineData(0x1000, 1, 0xfff, true)]
    [InlineData(0x1000, 1, 0xffe, false)]
    [InlineData(-0xc0000000, 0x3ffff, 0xffffffff, true)]
    [InlineData(-0xc0000000, 0x40000, 0xffffffff, false)]
    [InlineData(-0x1000, 0xffffffffffffe, ulong.MaxValue, true)]
    [InlineData(-0x1000, 0xfffffffffffff, ulong.MaxValue, false)]
    public void Reach_is_about_bus_addresses_which_must_exist(long busOffset, ulong pfn, ulong mask, bool reaches) =>
        Assert.Equal(reaches, Rules.ReachesPage(Frames((pfn, 1)), 0, Direct(Free with { AddressMask = mask }, busOffset)));

    [Fact]
    public void Reach_looks_at_both_ends_of_a_segment()
    {
        Pages pages = Frames((0, 3));

        Assert.False(Rules.Reaches(pages, 0, 2, Direct(Free, busOffsetBytes: 4096)));
        Assert.False(Rules.Reaches(pages, 0, 2, Direct(Free with { AddressMask = 0x1fff })));
    }

    [Fact]
    public void Contiguity_is_of_page_frames_not_of_runs()
    {
        Pages pages = Frames((5, 1), (6, 1), (8, 1), (7, 1));

        Assert.True(Rules.Contiguous(pages, 0, 1));
        Assert.False(Rules.Contiguous(pages, 0, 2));
        Assert.False(Rules.Contiguous(pages, 2, 3));
    }

    [Fact]
    public void Minimum_alignment_asks_nothing_of_a_direct_mapping() =>
        Assert.True(Rules.Allows(Frames((5, 3)), 1, 1, [Direct(Free with { MinAlignMask = ulong.MaxValue })]));

    [Fact]
    public void Every_judge_and_every_rule_can_forbid()
    {
        Pages pages = Frames((5, 2), (9, 1));
        ResolvedLimits[] forbidding =
        [
            Free with { MaxSegmentSizeBytes = Page },
            Free with { SegmentBoundaryMask = (2 * Page) - 1 },
            Free with { VirtBoundaryMask = (4 * Page) - 1 },
            Free with { AddressMask = (6 * Page) - 1 },
        ];

        Assert.True(Rules.Allows(pages, 0, 1, [Direct(Free), Direct(Free)]));
        Assert.False(Rules.Allows(pages, 0, 2, [Direct(Free)]));
        Assert.All(forbidding, limits => Assert.False(Rules.Allows(pages, 0, 1, [Direct(Free), Direct(limits)])));
    }

    [Fact]
    public void Gap_forbids_a_start_too() =>
        Assert.False(Rules.Allows(Frames((4, 4), (9, 1)), 4, 4, [Direct(Free with { VirtBoundaryMask = (4 * Page) - 1 })]));
}
