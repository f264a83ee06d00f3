using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised;

public class CapacityTests
{
    private readonly OptimisedVoter _voter = new();

    private UInt128? Of(ResolvedLimits limits, long busOffsetPages = 0) =>
        _voter.CapacityBytes(PageSize.FourKiB, Direct(limits, busOffsetPages));

    private TableVote Ask(ulong size, SharingMode mode, params Judge[] judges) =>
        _voter.Answer(new CapacityQuestion(PageSize.FourKiB, size, [.. judges], mode));

    [Fact]
    public void Everything_is_2_to_the_64_less_what_the_bus_hides()
    {
        Assert.Equal(UInt128.One << 64, Of(Free));
        Assert.Equal((UInt128.One << 64) - (3 * Page), Of(Free, 3));
        Assert.Equal((UInt128.One << 64) - (3 * Page), Of(Free, -3));
    }

    [Fact]
    public void Count_times_size_is_not_reached_where_windows_leave_remainders()
    {
        // 16 pages within reach, windows of 8, pieces of 3: 3 3 2 twice.
        ResolvedLimits limits = Free with
        {
            MaxSegmentSizeBytes = 3 * Page,
            SegmentBoundaryMask = (8 * Page) - 1,
            AddressMask = (16 * Page) - 1,
        };

        Assert.Equal((UInt128)(12 * Page), Of(limits with { MaxSegmentCount = 4 }));
        Assert.Equal((UInt128)(14 * Page), Of(limits with { MaxSegmentCount = 5 }));
        Assert.Equal((UInt128)(16 * Page), Of(limits with { MaxSegmentCount = 7 }));
    }

    [Fact]
    public void Count_times_size_is_the_capacity_where_memory_abounds()
    {
        Assert.Equal((UInt128)(128 * 15 * Page), Of(Free with { MaxSegmentCount = 128, MaxSegmentSizeBytes = 65535 }));
    }

    [Fact]
    public void Reach_that_ends_inside_a_page_adds_its_bytes()
    {
        Assert.Equal((UInt128)(Page + 11), Of(Free with { AddressMask = Page + 10, MaxSegmentCount = 1 }));
        Assert.Equal(
            (UInt128)Page, Of(Free with { AddressMask = Page + 10, MaxSegmentCount = 1, MaxSegmentSizeBytes = Page }));
        Assert.Equal((UInt128)11, Of(Free with { AddressMask = 10 }));
    }

    [Fact]
    public void Formula_equals_choosing_segments_one_by_one()
    {
        var layouts = new RandomLayouts(51);
        var random = new Random(52);
        int exact = 0;
        int gaps = 0;
        for (int i = 0; i < 4000; i++)
        {
            ResolvedLimits limits = layouts.Limits(withGap: i % 2 == 0) with
            {
                AddressMask = (ulong)random.Next(1, 20 * 4096),
                MaxSegmentCount = (ulong)random.Next(1, 8),
            };
            Judge judge = Direct(limits, random.Next(-9, 6));

            UInt128? capacity = _voter.CapacityBytes(PageSize.FourKiB, judge);

            gaps += limits.VirtBoundaryMask >= Page ? 1 : 0;
            exact += capacity is not null && limits.VirtBoundaryMask >= Page ? 1 : 0;
            if (capacity is not null || limits.VirtBoundaryMask < Page)
            {
                Assert.Equal((UInt128?)NaiveCapacity.Bytes(judge, 26), capacity);
            }
        }

        Assert.True(exact > gaps / 2, $"{exact} of {gaps}");
    }

    [Fact]
    public void Question_is_decided_at_the_last_byte()
    {
        ResolvedLimits limits = Free with { MaxSegmentCount = 4, MaxSegmentSizeBytes = 2 * Page };

        TableVote most = Ask(8 * Page, SharingMode.Shared, Direct(limits), Direct(Free));
        Assert.Equal((Verdict.Sat, (UInt128)(8 * Page)), (most.Verdict, most.CapacityBytes!.Value));
        Assert.Equal(
            new Refusal("b", LimitKind.MaxSegmentCount, 4, (8 * Page) + 1, null),
            Ask((8 * Page) + 1, SharingMode.Shared, Direct(Free), Direct(limits, 0, "b")).Refusal);
        Assert.Equal(
            new Refusal("dev", LimitKind.AddressMask, 0xffff, 0x10001, null),
            Ask(0x10001, SharingMode.Tailored, Direct(Free with { AddressMask = 0xffff })).Refusal);
    }

    [Fact]
    public void Between_the_bounds_the_answer_is_unknown_or_contiguous()
    {
        ResolvedLimits limits = Free with { MaxSegmentCount = 2, SegmentBoundaryMask = (8 * Page) - 1 };
        Judge[] judges = [Direct(limits), Direct(limits, 4)];

        Assert.Equal(Verdict.Sat, Ask(8 * Page, SharingMode.Shared, judges).Verdict);
        Assert.Equal(Verdict.Unknown, Ask(16 * Page, SharingMode.Shared, judges).Verdict);
        Assert.Equal(Verdict.Unsat, Ask((16 * Page) + 1, SharingMode.Shared, judges).Verdict);
        Assert.Equal(Verdict.Sat, Ask(12 * Page, SharingMode.Tailored, judges).Verdict);
    }
}
