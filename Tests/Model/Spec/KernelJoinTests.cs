using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>Worked examples of iommu_dma_map_sg and __finalise_sg (drivers/iommu/dma-iommu.c).</summary>
public sealed class KernelJoinTests
{
    [Fact]
    public void Neighbours_join_up_to_the_size()
    {
        // Three entries of a page each; the third no longer fits.
        Assert.Equal(
            Segments((0, 8192), (8192, 4096)), Join(Whole((1, 1), (5, 1), (9, 1)), Free with { MaxSegmentSizeBytes = 8192 }));
        Assert.Equal(
            Segments((0, 4096), (4096, 4096), (8192, 4096)),
            Join(Whole((1, 1), (5, 1), (9, 1)), Free with { MaxSegmentSizeBytes = 8191 }));
    }

    [Fact]
    public void Entry_longer_than_the_size_passes_and_takes_all_that_follows() =>
        Assert.Equal(Segments((0, 139264)), Join(Whole((0, 32), (100, 1), (200, 1)), Free with { MaxSegmentSizeBytes = 65536 }));

    [Fact]
    public void Entry_as_long_as_the_size_takes_nothing() =>
        Assert.Equal(Segments((0, 65536), (65536, 8192)), Join(Whole((0, 16), (100, 1), (200, 1)), Free with { MaxSegmentSizeBytes = 65536 }));

    [Fact]
    public void Entry_with_an_offset_can_be_joined() =>
        Assert.Equal(Segments((100, 8092)), Join(Part(100, 8092, (1, 1), (5, 1)), Free with { MaxSegmentSizeBytes = 65536 }));

    [Fact]
    public void Offset_counts_within_the_granule() =>
        Assert.Equal(Segments((188, 7492)), Join(Part(700, 7492, (1, 1), (5, 1)), Free, granuleBytes: 512));

    [Fact]
    public void Segment_ends_where_a_boundary_is() =>
        Assert.Equal(
            Segments((0, 16384), (16384, 8192)), Join(Whole((0, 2), (10, 2), (20, 2)), Free with { SegmentBoundaryMask = 0x3fff }));

    [Fact]
    public void Entry_that_would_cross_a_boundary_is_moved_behind_it()
    {
        // Fifteen pages, then two: one page of padding, and no join across it.
        Assert.Equal(
            Segments((0, 61440), (65536, 8192)), Join(Whole((0, 15), (100, 2)), Free with { SegmentBoundaryMask = 0xffff }));
        Assert.Equal(Segments((0, 69632)), Join(Whole((0, 15), (100, 2)), Free));
    }

    [Fact]
    public void Entry_that_just_fits_before_a_boundary_is_not_moved() =>
        Assert.Equal(Segments((0, 65536)), Join(Whole((0, 15), (100, 1)), Free with { SegmentBoundaryMask = 0xffff }));

    [Fact]
    public void Entry_longer_than_the_boundary_passes() =>
        Assert.Equal(Segments((0, 32768)), Join(Whole((0, 8)), Free with { SegmentBoundaryMask = 0x3fff }));

    [Fact]
    public void Adjoining_runs_are_one_entry() =>
        Assert.Equal(Segments((0, 12288)), Join(Whole((5, 1), (6, 1), (7, 1)), Free with { MaxSegmentSizeBytes = 4096 }));

    [Fact]
    public void Pages_behind_the_last_byte_are_not_mapped() =>
        Assert.Equal(Segments((0, 4097)), Join(Part(0, 4097, (5, 1), (7, 3), (90, 4)), Free));

    [Fact]
    public void Entry_ends_where_its_length_would_outgrow_32_bits()
    {
        const ulong longest = 0xfffff000;
        Assert.Equal(Segments((0, longest), (longest, 45056)), Join(Whole((0, 0x10000a)), Free));
        Assert.Equal(
            Segments((100, longest - 100), (longest, 4196)), Join(Part(100, longest - 100 + 4196, (0, 0x10000a)), Free));
        Assert.Equal(
            Segments((0, longest), (0x100000000, 45056)), Join(Whole((0, 0x10000a)), Free with { SegmentBoundaryMask = 0xffffffff }));
    }

    [Fact]
    public void Offset_leaves_room_for_the_rest_of_a_long_run() =>
        Assert.Equal(Segments((100, 0xfffff000 - 100 + 4195)), Join(Part(100, 0xfffff000 - 100 + 4195, (0, 0x10000a)), Free));

    [Fact]
    public void Segment_that_outgrows_32_bits_keeps_its_length() =>
        Assert.Equal(
            Segments((0, 0x20000 + 0xfffef000UL)),
            Join(Whole((0, 32), (0x200000, 0xfffef)), Free with { MaxSegmentSizeBytes = 65536 }));

    [Fact]
    public void Most_entries_is_an_upper_bound()
    {
        Assert.Equal(3UL, KernelJoin.MostEntries(Whole((0, 32), (100, 1), (200, 1))));
        Assert.Equal(2UL, KernelJoin.MostEntries(Whole((0, 0x10000a))));
    }

    private static ValueList<Segment> Join(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes = 4096) =>
        [.. KernelJoin.Segments(buffer, limits, granuleBytes)];
}
