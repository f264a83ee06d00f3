using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>What the specification says about any storage at all.</summary>
public sealed class SpecVoterCapacityTests
{
    private static readonly ResolvedLimits TwoPages = Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = Page };

    [Fact]
    public void Capacity_is_measured_for_one_judge()
    {
        Assert.Equal(TableVote.Sat() with { CapacityBytes = 8192 }, Shared(8192, Direct(TwoPages)));
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.MaxSegmentCount, 2, 8193, null)) with { CapacityBytes = 8192 },
            Shared(8193, Direct(TwoPages)));
    }

    [Fact]
    public void Reach_is_blamed_when_it_does_not_even_hold_the_buffer() => Assert.Equal(
        TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, 0xfff, 8192, null)) with { CapacityBytes = 4096 },
        Shared(8192, Direct(Free with { AddressMask = 0xfff })));

    [Fact]
    public void One_table_is_for_the_merged_limits()
    {
        // Each alone holds four pages.
        Judge count = Direct(Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 2 * Page });
        Judge size = Direct(Free with { MaxSegmentCount = 4, MaxSegmentSizeBytes = Page });

        Assert.Equal((UInt128)8192, Shared(8192, count, size).CapacityBytes);
        Assert.Equal(Verdict.Unsat, Shared(8193, count, size).Verdict);
    }

    [Fact]
    public void Tables_of_their_own_need_one_storage()
    {
        Judge count = Direct(Free with { MaxSegmentCount = 2, MaxSegmentSizeBytes = 2 * Page });
        Judge size = Direct(Free with { MaxSegmentCount = 4, MaxSegmentSizeBytes = Page });

        Assert.Equal(TableVote.Sat(), Tailored(4 * Page, count, size));
        Assert.Equal(Verdict.Unsat, Tailored((4 * Page) + 1, count, size).Verdict);
    }

    [Fact]
    public void Judges_that_see_other_addresses_are_bounded_from_both_sides()
    {
        Judge here = Direct(Free with { AddressMask = 0xffff });
        Judge there = Direct(Free with { AddressMask = 0xffff }, busOffsetBytes: 0x8000, name: "there");

        Assert.Equal(TableVote.Sat(), Shared(8 * Page, here, there));
        Assert.Equal(Verdict.Unknown, Shared(9 * Page, here, there).Verdict);
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, 0xffff, (16 * Page) + 1, null)),
            Shared((16 * Page) + 1, here, there));
    }

    [Fact]
    public void Gap_is_searched_in_small_reaches_only()
    {
        ResolvedLimits gap = Free with { MaxSegmentCount = 9, MaxSegmentSizeBytes = 3 * Page, VirtBoundaryMask = 0x3fff };

        Assert.Equal((UInt128)(6 * Page), Shared(1, Direct(gap with { AddressMask = 0x8fff })).CapacityBytes);
        Assert.Equal(Verdict.Unknown, Shared(1, Direct(gap)).Verdict);
    }

    private static TableVote Shared(ulong size, params Judge[] judges) =>
        new SpecVoter().Answer(new CapacityQuestion(PageSize.FourKiB, size, [.. judges], SharingMode.Shared));

    private static TableVote Tailored(ulong size, params Judge[] judges) =>
        new SpecVoter().Answer(new CapacityQuestion(PageSize.FourKiB, size, [.. judges], SharingMode.Tailored));
}
