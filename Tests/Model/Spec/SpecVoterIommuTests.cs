using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

/// <summary>What the specification says about a device behind an IOMMU.</summary>
public sealed class SpecVoterIommuTests
{
    private static readonly PagedBuffer FivePieces = Whole((3, 1), (90, 1), (7, 1), (20, 1), (15, 1));

    [Fact]
    public void Strict_cuts_one_range_that_starts_at_its_power_of_two()
    {
        // Pages 8 to 12.
        Assert.Equal(TableVote.Sat(1), Strict(Free with { AddressMask = 0xcfff }));
        Assert.Equal(TableVote.Sat(2), Strict(Free with { SegmentBoundaryMask = 0x3fff }));
        Assert.Equal(TableVote.Sat(3), Strict(Free with { MaxSegmentSizeBytes = 0x2000, VirtBoundaryMask = 0x1fff }));
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, 0xcffe, 0xcfff, Page: 4)),
            Strict(Free with { AddressMask = 0xcffe }));
    }

    [Fact]
    public void Strict_refuses_alignment_above_the_granule()
    {
        Assert.Equal(TableVote.Sat(1), Strict(Free with { MinAlignMask = 0xfff }));
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.MinAlignMask, 0xfff, null, null)),
            Strict(Free with { MinAlignMask = 0xfff }, granuleBytes: 2048));
        Assert.Equal(TableVote.Sat(1), Strict(Free with { MinAlignMask = 0x7ff }, granuleBytes: 2048));
    }

    [Theory]
    [InlineData(Enforcement.Strict)]
    [InlineData(Enforcement.Kernel)]
    public void Range_beyond_64_bits_is_a_matter_of_reach(Enforcement enforcement)
    {
        PagedBuffer half = Part(1, Scenario.MaxBufferSizeBytes, (0, (1UL << 51) + 1));

        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, ulong.MaxValue, null, null)),
            Voter().Answer(new IommuQuestion(half, Direct(Free), 4096, enforcement)));
    }

    [Theory]
    [InlineData(Enforcement.Strict)]
    [InlineData(Enforcement.Kernel)]
    public void Bus_offset_has_no_meaning(Enforcement enforcement)
    {
        Judge judge = Direct(Free with { AddressMask = 0xcfff }, busOffsetBytes: 1 << 30);

        Assert.Equal(TableVote.Sat(1), Voter().Answer(new IommuQuestion(FivePieces, judge, 4096, enforcement)));
    }

    [Fact]
    public void Kernel_counts_joined_segments()
    {
        Assert.Equal(TableVote.Sat(3), Kernel(Free with { MaxSegmentSizeBytes = 8192, MaxSegmentCount = 3 }));
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.MaxSegmentCount, 2, 3, null), 3),
            Kernel(Free with { MaxSegmentSizeBytes = 8192, MaxSegmentCount = 2 }));
    }

    [Fact]
    public void Kernel_looks_at_reach_and_not_at_alignment()
    {
        Assert.Equal(TableVote.Sat(1), Kernel(Free with { AddressMask = 0xcfff, MinAlignMask = 0xffff, VirtBoundaryMask = 0xffff }));
        Assert.Equal(
            TableVote.Unsat(new Refusal("dev", LimitKind.AddressMask, 0xcffe, 0xcfff, null)),
            Kernel(Free with { AddressMask = 0xcffe }));
    }

    [Fact]
    public void Kernel_reach_ends_at_the_last_byte_used()
    {
        // Two pages at page 2, from byte 100 to byte 4196.
        PagedBuffer part = Part(100, 4097, (7, 1), (9, 1));
        Judge judge = Direct(Free with { AddressMask = 0x3064 });

        Assert.Equal(TableVote.Sat(1), Voter().Answer(new IommuQuestion(part, judge, 4096, Enforcement.Kernel)));
        Assert.Equal(
            0x3064UL,
            Voter().Answer(new IommuQuestion(part, Direct(Free with { AddressMask = 0x3063 }), 4096, Enforcement.Kernel)).Refusal!.Needed);
    }

    [Fact]
    public void Too_many_entries_are_unknown()
    {
        PagedBuffer pieces = Whole([.. Enumerable.Range(0, 65537).Select(i => ((ulong)i * 2, 1UL))]);

        Assert.Equal(
            TableVote.Unknown("up to 65537 sg entries; the specification joins at most 65536"),
            Voter().Answer(new IommuQuestion(pieces, Direct(Free), 4096, Enforcement.Kernel)));
    }

    private static SpecVoter Voter() => new();

    private static TableVote Strict(ResolvedLimits limits, ulong granuleBytes = 4096) =>
        Voter().Answer(new IommuQuestion(FivePieces, Direct(limits), granuleBytes, Enforcement.Strict));

    private static TableVote Kernel(ResolvedLimits limits) =>
        Voter().Answer(new IommuQuestion(FivePieces, Direct(limits), 4096, Enforcement.Kernel));
}
