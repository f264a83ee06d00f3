using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>What both definitions of capacity say, CapacityByPieces and CapacityBySearch, where both can.</summary>
public sealed class CapacityTests
{
    /// <summary>Bus offset in pages, reach, count, size in pages, window in pages; bytes that come out.</summary>
    public static TheoryData<long, ulong, ulong, ulong, ulong, ulong> ByHand => new()
    {
        // Five pages in reach in windows of four, three pages a segment: pieces of 3, 1 and 1.
        { 0, 0x4fff, 1, 3, 4, 3 * Page },
        { 0, 0x4fff, 2, 3, 4, 4 * Page },
        { 0, 0x4fff, 3, 3, 4, 5 * Page },
        { 0, 0x4fff, 9, 3, 4, 5 * Page },

        // Reach ends 100 bytes into page 5: pieces of 3, 1 and 1 page + 100.
        { 0, 0x5063, 1, 3, 4, 3 * Page },
        { 0, 0x5063, 2, 3, 4, (4 * Page) + 100 },
        { 0, 0x5063, 3, 3, 4, (5 * Page) + 100 },

        // One page a segment: the bytes are a piece of their own, and the smallest.
        { 0, 0x5063, 5, 1, 4, 5 * Page },
        { 0, 0x5063, 6, 1, 4, (5 * Page) + 100 },

        // Memory starts at page 3 of the bus: windows of 1, 4 and 1 pages.
        { -3, 0x8fff, 1, 64, 4, 4 * Page },
        { -3, 0x8fff, 2, 64, 4, 5 * Page },
        { -3, 0x8fff, 3, 64, 4, 6 * Page },

        // All of it inside one window.
        { -1, 0x2fff, 1, 64, 4, 2 * Page },
        { 0, 0, 1, 64, 4, 1 },

        // Bus addresses below zero lose nothing: what is in reach counts.
        { 2, 0x2fff, 1, 2, 4, 2 * Page },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Capacity_is_the_largest_pieces_together(
        long offsetPages, ulong reach, ulong count, ulong sizePages, ulong windowPages, ulong bytes)
    {
        Judge judge = Direct(
            new ResolvedLimits(count, sizePages * Page, (windowPages * Page) - 1, 0, 0, reach), offsetPages * (long)Page);

        Assert.Equal((UInt128)bytes, CapacityByPieces.Bytes(PageSize.FourKiB, judge));
        Assert.Equal(bytes, CapacityBySearch.Bytes(PageSize.FourKiB, judge));
    }

    [Fact]
    public void Pieces_and_search_agree_on_all_small_reaches()
    {
        IEnumerable<Judge> judges =
            from offset in new long[] { 0, -3, 1 }
            from reach in Enumerable.Range(1, 15).SelectMany(pages => new[] { ((ulong)pages * Page) - 1, (ulong)pages * Page + 17 })
            from window in new ulong[] { 1, 2, 4, 8 }
            from size in new ulong[] { 1, 2, 3, 5 }
            from count in new ulong[] { 1, 2, 4 }
            select Direct(new(count, size * Page, (window * Page) - 1, 0, 0, reach), offset * (long)Page);

        Assert.All(judges, judge => Assert.Equal(
            CapacityByPieces.Bytes(PageSize.FourKiB, judge), CapacityBySearch.Bytes(PageSize.FourKiB, judge)));
    }

    [Fact]
    public void Pieces_need_no_memory_for_large_reaches()
    {
        Assert.Equal((UInt128)(3 * 65536), Pieces(Free with { MaxSegmentCount = 3, MaxSegmentSizeBytes = 65536 }));
        Assert.Equal((UInt128)0x6000, Pieces(Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 0x3000, SegmentBoundaryMask = 0x3fff }));
        Assert.Equal((UInt128)1 << 64, Pieces(Free));
        Assert.Equal((UInt128)0xe0000000, Pieces(Free with { AddressMask = 0xdfffffff }));
        Assert.Equal((UInt128)0x1ffffe000, Pieces(Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 0xffffffff }));
    }

    [Fact]
    public void Nothing_in_reach_is_capacity_zero()
    {
        Judge judge = Direct(Free with { AddressMask = 0xbfffffff }, -0xc0000000);

        Assert.Equal(UInt128.Zero, CapacityByPieces.Bytes(PageSize.FourKiB, judge));
        Assert.Equal(0UL, CapacityBySearch.Bytes(PageSize.FourKiB, judge));
    }

    [Fact]
    public void Pieces_do_not_tell_with_a_gap_above_a_page()
    {
        Assert.Null(Pieces(Free with { VirtBoundaryMask = 0x1fff }));
        Assert.Equal((UInt128)1 << 64, Pieces(Free with { VirtBoundaryMask = 0xfff }));
    }

    [Theory]
    [InlineData(1, 9, 9)] // one segment is free at both ends
    [InlineData(1, 3, 3)]
    [InlineData(2, 3, 6)] // 1-3 ends on four, 4-6 starts there
    [InlineData(9, 3, 6)] // an inner segment would need four pages
    [InlineData(2, 4, 8)]
    [InlineData(3, 4, 9)] // 0-3, 4-7 and 8
    public void Search_honours_the_gap(ulong count, ulong sizePages, ulong pages) => Assert.Equal(
        pages * Page,
        Search(new(count, sizePages * Page, ulong.MaxValue, VirtBoundaryMask: (4 * Page) - 1, 0, AddressMask: 0x8fff)));

    [Fact]
    public void Search_lets_the_buffer_end_inside_a_page_and_nowhere_else()
    {
        // Pages 0 to 2 and 100 bytes of 3, gap of two pages: the segment that ends inside page 3 is the last.
        Assert.Equal((3 * Page) + 100, Search(new(2, 2 * Page, ulong.MaxValue, VirtBoundaryMask: 0x1fff, 0, AddressMask: 0x3063)));

        // Page 2 and 100 bytes of 3, one page a segment: page 3 cannot come first, as it ends off the gap, nor last, as it starts so.
        Judge high = Direct(new(2, Page, ulong.MaxValue, VirtBoundaryMask: 0x1fff, 0, AddressMask: 0x3063), -2 * (long)Page);
        Assert.Equal(Page, CapacityBySearch.Bytes(PageSize.FourKiB, high));

        // Gap of one page and segments of one page: all four.
        Assert.Equal((3 * Page) + 100, Search(new(4, Page, ulong.MaxValue, VirtBoundaryMask: 0xfff, 0, AddressMask: 0x3063)));
    }

    [Fact]
    public void Search_gives_up_above_its_size()
    {
        Assert.Equal(24 * Page, Search(Free with { AddressMask = (24 * Page) - 1 }));
        Assert.Null(Search(Free with { AddressMask = 24 * Page }));
    }

    private static UInt128? Pieces(ResolvedLimits limits) => CapacityByPieces.Bytes(PageSize.FourKiB, Direct(limits));

    private static ulong? Search(ResolvedLimits limits) => CapacityBySearch.Bytes(PageSize.FourKiB, Direct(limits));
}
