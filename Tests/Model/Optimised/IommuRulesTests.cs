using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised;

public class IommuRulesTests
{
    private readonly OptimisedVoter _voter = new();

    private TableVote Strict(PagedBuffer buffer, ResolvedLimits limits, ulong granule = 4096) =>
        _voter.Answer(new IommuQuestion(buffer, Direct(limits, 7), granule, Enforcement.Strict));

    private TableVote Kernel(PagedBuffer buffer, ResolvedLimits limits, ulong granule = 4096) =>
        _voter.Answer(new IommuQuestion(buffer, Direct(limits, 7), granule, Enforcement.Kernel));

    private ValueList<Segment> Joined(PagedBuffer buffer, ResolvedLimits limits, ulong granule = 4096) =>
        _voter.JoinedTable(buffer, limits, granule, int.MaxValue).Segments;

    [Fact]
    public void Strict_sees_one_aligned_range_whatever_the_storage()
    {
        PagedBuffer scattered = Pages((100, 1), (7, 3), (50, 2));

        Assert.Equal(1UL, Strict(scattered, Free).FewestSegments);
        Assert.Equal(2UL, Strict(scattered, Free with { SegmentBoundaryMask = (4 * Page) - 1 }).FewestSegments);
        Assert.Equal(2UL, Strict(scattered, Free with { MaxSegmentSizeBytes = 3 * Page }).FewestSegments);
    }

    [Fact]
    public void Strict_reach_ends_with_the_aligned_range()
    {
        // Six pages take the range that starts at page 8.
        Assert.Equal(Verdict.Sat, Strict(Pages((100, 6)), Free with { AddressMask = (14 * Page) - 1 }).Verdict);
        Assert.Equal(
            new Refusal("dev", LimitKind.AddressMask, (14 * Page) - 2, (14 * Page) - 1, 5),
            Strict(Pages((100, 6)), Free with { AddressMask = (14 * Page) - 2 }).Refusal);
    }

    [Fact]
    public void Strict_refuses_to_keep_bits_above_the_granule()
    {
        Assert.Equal(LimitKind.MinAlignMask, Strict(Pages((1, 1)), Free with { MinAlignMask = 0xfff }, 2048).Refusal!.Limit);
        Assert.Equal(Verdict.Sat, Strict(Pages((1, 1)), Free with { MinAlignMask = 0x7ff }, 2048).Verdict);
        Assert.Equal(Verdict.Sat, Kernel(Pages((1, 1)), Free with { MinAlignMask = 0xfff }, 2048).Verdict);
    }

    [Fact]
    public void Strict_range_that_ends_above_64_bits_is_out_of_reach()
    {
        PagedBuffer largest = Bytes(1, 1UL << 63, (0, (1UL << 51) + 1));

        Assert.Equal(new Refusal("dev", LimitKind.AddressMask, ulong.MaxValue, null, 0), Strict(largest, Free).Refusal);
    }

    [Fact]
    public void Kernel_joins_entries_up_to_the_size()
    {
        PagedBuffer scattered = Pages((100, 1), (7, 3), (50, 2));

        Assert.Equal(Segments((0, 4 * Page), (4 * Page, 2 * Page)), Joined(scattered, Free with { MaxSegmentSizeBytes = 4 * Page }));
        Assert.Equal(2UL, Kernel(scattered, Free with { MaxSegmentSizeBytes = 4 * Page }).FewestSegments);
        Assert.Equal(Verdict.Unsat, Kernel(scattered, Free with { MaxSegmentSizeBytes = 4 * Page, MaxSegmentCount = 1 }).Verdict);
    }

    [Fact]
    public void Kernel_lets_an_overlong_entry_swallow_the_rest()
    {
        // The measured quirk: 131072, 4096, 4096 with 65536 come out as one segment of 139264.
        Assert.Equal(
            Segments((0, 139264)), Joined(Pages((100, 32), (7, 1), (50, 1)), Free with { MaxSegmentSizeBytes = 65536 }));
    }

    [Fact]
    public void Kernel_pads_an_entry_up_to_the_boundary()
    {
        // Three pages, then three: the second would cross 4 pages, so it starts there.
        Assert.Equal(
            Segments((0, 3 * Page), (4 * Page, 3 * Page)),
            Joined(Pages((100, 3), (7, 3)), Free with { SegmentBoundaryMask = (4 * Page) - 1 }));
        Assert.Equal(
            Segments((0, 4 * Page), (4 * Page, 3 * Page)),
            Joined(Pages((100, 3), (50, 1), (7, 3)), Free with { SegmentBoundaryMask = (4 * Page) - 1 }));
    }

    [Fact]
    public void Kernel_keeps_the_offset_within_the_granule()
    {
        Assert.Equal(
            Segments((0x64, (2 * Page) - 0x864)), Joined(Bytes(0x864, (2 * Page) - 0x864, (9, 1), (4, 1)), Free, 2048));
    }

    [Fact]
    public void Kernel_cuts_entries_at_32_bits_and_joins_them_when_the_room_wraps()
    {
        // 2^20 - 1 pages, then one: with 64 KiB the room wraps and both are joined. The kernel's unsigned int would say 0.
        Assert.Equal(Segments((0, 1UL << 32)), Joined(Pages((0, 1 << 20)), Free with { MaxSegmentSizeBytes = 65536 }));
        Assert.Equal(
            Segments((0, 0xfffff000), (0xfffff000, Page)), Joined(Pages((0, 1 << 20)), Free));
    }

    [Theory]
    [InlineData(65536, ulong.MaxValue)]
    [InlineData(0xfffff000, ulong.MaxValue)]
    [InlineData(0xffffefff, ulong.MaxValue)]
    [InlineData(0xffffe000, 0xffffffffUL)]
    [InlineData(65536, 0x3ffffffffUL)]
    [InlineData(0xffff8000, 0xfffffffffUL)]
    public void Kernel_count_of_long_runs_equals_their_table(ulong size, ulong boundary)
    {
        ResolvedLimits limits = Free with { MaxSegmentSizeBytes = size, SegmentBoundaryMask = boundary };
        foreach (ulong pages in (ulong[])[(1UL << 20) - 1, 1UL << 20, 5UL << 20, (700UL << 20) + 3, (3000UL << 20) - 3000])
        {
            PagedBuffer buffer = Bytes(5, (pages * Page) + 70, (0, pages), (1UL << 40, 9));

            Assert.Equal((ulong)Joined(buffer, limits).Count, Kernel(buffer, limits).FewestSegments);
        }
    }

    [Fact]
    public void Kernel_counts_the_largest_buffer_without_walking_it()
    {
        ResolvedLimits limits = Free with { MaxSegmentSizeBytes = 0xfffffffe };

        // Every second entry is joined to the one before: 2^31 entries of 2^32 - 4096 bytes and a little more.
        Assert.Equal(Verdict.Sat, Kernel(Pages((0, 1UL << 51)), limits).Verdict);
    }

    [Fact]
    public void Joined_table_equals_the_kernels_loops_on_random_lists()
    {
        var random = new Random(41);
        var layouts = new RandomLayouts(42);
        for (int i = 0; i < 5000; i++)
        {
            PagedBuffer buffer = layouts.Buffer();
            ResolvedLimits limits = layouts.Limits(withGap: false);
            ulong granule = 512UL << random.Next(4);

            ValueList<Segment> expected = [.. KernelLoops.Join(buffer, limits, granule)];

            Assert.Equal(expected, Joined(buffer, limits, granule));
            TableVote vote = Kernel(buffer, limits with { AddressMask = ulong.MaxValue }, granule);
            Assert.Equal((ulong)expected.Count, vote.FewestSegments);
            Assert.Equal((ulong)expected.Count <= limits.MaxSegmentCount, vote.Verdict == Verdict.Sat);
        }
    }
}
