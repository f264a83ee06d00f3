using DmabufVerify.Published;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>What each defect in the reading, checking and merging of limits leaves to be seen, each one alone.</summary>
public sealed class LimitDefectsTests
{
    private const ulong Mask32 = 0xffffffff;

    [Fact]
    public void F8_the_size_of_the_buffer_is_compared_with_nothing()
    {
        Scenario scenario = Of(
            256, [Memory(0, 1024)], Dev("a", Free with { MaxSegmentSizeBytes = 65536 }), Contiguous("b"), Dev("tiny", Free with
            {
                MaxSegmentCount = 1,
                MaxSegmentSizeBytes = Page,
            }));

        new Exported(scenario).After(Attach("a")).Refuses(Errno.Einval, GroundsKind.Conflict, Attach("b"));
        new Exported(scenario, Defect.F8).After(Attach("a"), Attach("b"), Attach("tiny"))
            .Refuses(Errno.Enomem, GroundsKind.NoStorage, Map("a"));
    }

    [Fact]
    public void F9_a_boundary_shortens_no_segment()
    {
        Scenario scenario = Of(256, [Memory(0, 1024)], Dev("a", Free with { SegmentBoundaryMask = 0xffff }), Contiguous("b"));

        new Exported(scenario).After(Attach("a")).Refuses(Errno.Einval, GroundsKind.Conflict, Attach("b"));
        new Exported(scenario, Defect.F9).After(Attach("a"), Attach("b"));
    }

    [Theory]
    [InlineData(65536, 65536)]
    [InlineData(ulong.MaxValue, ulong.MaxValue)]
    public void F10_a_product_of_4_GiB_is_nothing(ulong count, ulong sizeBytes)
    {
        Limits limits = Free with { MaxSegmentCount = count, MaxSegmentSizeBytes = sizeBytes };
        Limits smaller = limits with { MaxSegmentCount = 1024, MaxSegmentSizeBytes = 65536 };
        Scenario scenario = Of(4, [Memory(0, 64)], Dev("a", limits), Dev("b", smaller));

        new Exported(scenario).After(Attach("a"));
        new Exported(scenario, Defect.F10).After(Attach("b")).Refuses(Errno.Einval, GroundsKind.Conflict, Attach("a"));
    }

    [Fact]
    public void F11_masks_of_any_form_are_merged_by_AND()
    {
        Device a = Dev("a", Free with { SegmentBoundaryMask = 0xfffff000 });
        Device b = Dev("b", Free with { SegmentBoundaryMask = 0xffff });
        Device c = Dev("c", Free with { SegmentBoundaryMask = 0xffff0000 });
        Exported buffer = new Exported(Of(4, [Memory(0, 64)], a, b, c), Defect.F11).After(Attach("a"), Attach("b"));

        Assert.Equal(0xf000UL, buffer.View.Stored.Limits.SegmentBoundaryMask);
        Assert.Equal(0xf000UL, buffer.View.Recomputed.Limits.SegmentBoundaryMask);
        buffer.After(Detach("a"));

        // 0xffff0000 AND 0x0000ffff is zero, and zero is the one mismatch that the patches know.
        Assert.Equal(
            [new BitingLimit("b", LimitKind.SegmentBoundaryMask, 0xffff, false), new("c", LimitKind.SegmentBoundaryMask, 0xffff0000, false)],
            buffer.Refuses(Errno.Einval, GroundsKind.Conflict, Attach("c")).Limits);
    }

    [Fact]
    public void F12_less_than_a_page_is_a_limit()
    {
        Scenario scenario = Of(
            4, [Memory(0, 64)], Dev("size", Free with { MaxSegmentSizeBytes = 1 }), Dev("mask", Free with { SegmentBoundaryMask = 1 }),
            Dev("zero", Free with { SegmentBoundaryMask = 0 }));
        Exported buffer = new Exported(scenario, Defect.F12).After(Attach("size"), Attach("mask"), Map("size"));

        Assert.Equal((1UL, 1UL), (buffer.View.Stored.Limits.MaxSegmentSizeBytes, buffer.View.Stored.Limits.SegmentBoundaryMask));
        buffer.Refuses(Errno.Einval, GroundsKind.InvalidLimit, Attach("zero"));
    }

    [Fact]
    public void F13_what_nobody_declared_counts_as_declared()
    {
        Scenario scenario = Of(17, [Memory(0, 64)], Dev("a", Limits.Unset), Contiguous("b"));
        Exported buffer = new Exported(scenario, Defect.F13).After(Attach("a"));

        Assert.Equal((65536UL, Mask32), (buffer.View.Stored.Limits.MaxSegmentSizeBytes, buffer.View.Stored.Limits.SegmentBoundaryMask));
        Assert.Contains(
            new BitingLimit("a", LimitKind.MaxSegmentSize, 65536, IsDefault: false),
            buffer.Refuses(Errno.Einval, GroundsKind.Conflict, Attach("b")).Limits);
        Assert.Equal(ulong.MaxValue, new Exported(scenario).After(Attach("a")).View.Stored.Limits.SegmentBoundaryMask);
    }

    [Fact]
    public void F14_one_declared_field_makes_the_others_zero()
    {
        Scenario scenario = Of(4, [Memory(0, 64)], Dev("a", Limits.Unset with { MaxSegmentCount = 9 }), Dev("b", Limits.Unset));

        Assert.Equal(
            [new BitingLimit("a", LimitKind.MaxSegmentSize, 0, false)],
            new Exported(scenario, Defect.F14).Refuses(Errno.Einval, GroundsKind.InvalidLimit, Attach("a")).Limits);
        new Exported(scenario, Defect.F14).After(Attach("b"));
    }

    [Fact]
    public void F21_no_segments_at_all_is_any_number()
    {
        Exported buffer = new Exported(Of(4, [Memory(0, 64)], Dev("a", Free with { MaxSegmentCount = 0 })), Defect.F21).After(Attach("a"));

        Assert.Equal(ResolvedLimits.Unlimited, buffer.View.Stored.Limits);
    }

    [Fact]
    public void F23_reach_and_struct_page_are_not_asked_for_and_IOMMUs_are_merged()
    {
        Device near = Dev("near", Free with { AddressMask = Mask32 }) with { NeedsPages = true };
        Device behind = Behind("behind", Mask32) with { Limits = Free with { MaxSegmentCount = 3 } };
        Scenario scenario = Over(At((1 << 20, 4)), near, behind) with { Exporter = new Exporter { HasPages = false } };
        Exported buffer = new Exported(scenario, Defect.F23).After(Attach("near"), Attach("behind"));

        Assert.Equal(new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 3 }, 2), buffer.View.Stored);
        Assert.Equal(0x1_0000_0000UL, buffer.Do(Map("near")).Mapping!.Table.Segments[0].AddressBytes);
    }

    [Fact]
    public void G1_the_count_nobody_set_is_zero()
    {
        Scenario scenario = Of(4, [Memory(0, 64)], Dev("a", Limits.Unset with { MaxSegmentSizeBytes = 65536 }), Dev("b", Limits.Unset));

        Assert.Equal(
            [new BitingLimit("a", LimitKind.MaxSegmentCount, 0, false)],
            new Exported(scenario, Defect.G1).Refuses(Errno.Einval, GroundsKind.InvalidLimit, Attach("a")).Limits);
        new Exported(scenario, Defect.G1).After(Attach("b"));
    }

    [Theory]
    [InlineData(Defect.G2)]
    [InlineData(Defect.I2)]
    public void G2_and_I2_a_boundary_of_32_bits(Defect defect)
    {
        Exported buffer = new(Of(4, [Memory(0, 64)], Dev("a", Free with { SegmentBoundaryMask = 0xfff_ffff_ffff })), defect);

        Assert.Equal(Mask32, buffer.View.Stored.Limits.SegmentBoundaryMask);
        Assert.Equal(Mask32, buffer.After(Attach("a")).View.Stored.Limits.SegmentBoundaryMask);
    }

    [Fact]
    public void G3_reach_is_no_bit_mask()
    {
        Device venus = Dev("venus", Free with { AddressMask = 0xdfffffff });
        Device camera = Dev("camera", Free with { AddressMask = 0x7fffffff });
        Device odd = Dev("odd", Free with { AddressMask = 0x80000000 });
        Exported buffer = new Exported(Of(4, [Memory(0, 64)], venus, camera, odd), Defect.G3).After(Attach("venus"), Attach("camera"));

        Assert.Equal(0x5fffffffUL, buffer.View.Stored.Limits.AddressMask);
        Assert.Equal(0x5fffffffUL, buffer.View.Recomputed.Limits.AddressMask);
        buffer.Refuses(Errno.Einval, GroundsKind.Conflict, Attach("odd"));
    }

    [Fact]
    public void I1_one_without_a_limit_lifts_the_limit_of_all()
    {
        Scenario scenario = Of(
            4, [Memory(0, 64)], Contiguous("one"), Dev("free"), Dev("pages", Free with { MaxSegmentSizeBytes = Page }));
        Exported buffer = new Exported(scenario, Defect.I1).After(Attach("one"));

        Assert.Equal(1UL, buffer.View.Stored.Limits.MaxSegmentCount);
        buffer.After(Attach("free"));
        Assert.Equal(ResolvedLimits.Unlimited, buffer.View.Stored.Limits);
        Assert.Equal(buffer.View.Recomputed, buffer.View.Stored);

        // Together they need one segment of four pages in segments of one page, and nobody notices.
        buffer.After(Attach("pages"));
    }
}
