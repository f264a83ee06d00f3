using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>Worked examples of kernel/dma/swiotlb.c.</summary>
public sealed class BouncePoolTests
{
    private const ulong Pool = 0x1000000;

    private const ulong High = 1UL << 32;

    private static readonly ResolvedLimits Below4G = Free with { AddressMask = 0xffffffff };

    [Theory]
    [InlineData(0, 262144)]
    [InlineData(1, 260096)]
    [InlineData(2047, 260096)]
    [InlineData(4095, 258048)]
    [InlineData(0x1ffff, 131072)]
    [InlineData(0x3ffff, 0)]
    [InlineData(ulong.MaxValue, 0)]
    public void Longest_copy_leaves_room_for_the_low_bits(ulong minAlignMask, ulong longest) =>
        Assert.Equal(longest, BouncePool.LongestBytes(Free with { MinAlignMask = minAlignMask }));

    [Fact]
    public void What_is_in_reach_stays_and_the_rest_goes_into_the_pool_in_order() =>
        Expect(
            Below4G,
            [(0x10000, 0x1000), (High, 0x3000), (0xffffe000, 0x2000), (0xfffff000, 0x1001)],
            [(0x10000, 0x1000), (Pool, 0x3000), (0xffffe000, 0x2000), (Pool + 0x3000, 0x1001)]);

    [Fact]
    public void Copies_take_whole_slots_and_long_ones_begin_a_page() =>
        Expect(
            Below4G,
            [(High + 5, 1), (High + 0x1003, 0x801), (High + 0x8000, 0x1000), (High + 0x10000, 0xfff)],
            [(Pool, 1), (Pool + 0x800, 0x801), (Pool + 0x2000, 0x1000), (Pool + 0x3000, 0xfff)]);

    [Fact]
    public void Low_bits_are_kept()
    {
        Expect(Below4G with { MinAlignMask = 0x1ff }, [(High + 0x280, 16), (High + 0x3ff, 16)], [(Pool + 0x80, 16), (Pool + 0x9ff, 16)]);
        Expect(Below4G with { MinAlignMask = 0xfff }, [(High + 0x900, 16), (High + 0x100, 16)], [(Pool + 0x900, 16), (Pool + 0x1100, 16)]);

        // A mask that asks for anything does without the page's first byte.
        Expect(Below4G with { MinAlignMask = 1 }, [(High, 2), (High, 0x1000)], [(Pool, 2), (Pool + 0x800, 0x1000)]);
    }

    [Fact]
    public void Copy_does_not_cross_a_boundary() =>
        Expect(
            Below4G with { SegmentBoundaryMask = 0x3fff },
            [(High, 0x3000), (High + 0x10000, 0x3000), (High + 0x20000, 0x1000)],
            [(Pool, 0x3000), (Pool + 0x4000, 0x3000), (Pool + 0x7000, 0x1000)]);

    [Fact]
    public void Full_pool_or_one_out_of_reach_has_no_place()
    {
        (ulong, ulong)[] all = [.. Enumerable.Range(0, 256).Select(i => (High + ((ulong)i << 18), 0x40000UL))];
        Assert.NotNull(Place(Below4G, 0, all));
        Assert.Null(Place(Below4G, 0, [.. all, (0x200000000, 1)]));
        Assert.Null(Place(Free with { AddressMask = Pool - 1 }, 0, (0x2000000, 0x1000)));
        Assert.NotNull(Place(Free with { AddressMask = Pool + 0xfff }, 0, (0x2000000, 0x1000)));
    }

    /// <summary>swiotlb_map takes the first place and looks at its reach afterwards: a pool that begins below address 0 is of no use.</summary>
    [Fact]
    public void A_place_below_the_bus_is_not_passed_over_for_a_later_one()
    {
        // The first 64 KiB, and the first 16 MiB, of the pool have no address on this bus.
        Assert.Null(Place(Below4G, (long)Pool + 0x10000, (0x10000, 0x1000)));
        Assert.Null(Place(Below4G, 0x2000000, (0x10000, 0x1000)));

        // Alignment puts this copy behind them.
        Assert.Equal(Segments((0xf000, 0x1000)), Place(Below4G with { MinAlignMask = 0x1ffff }, (long)Pool + 0x10000, (0xf000, 0x1000)));
    }

    [Fact]
    public void Addresses_are_those_of_the_bus_and_what_lies_below_it_is_copied() =>
        Assert.Equal(Segments((Pool - 0x100000, 0x1000), (0, 0x1000)), Place(Below4G, 0x100000, (0x10000, 0x1000), (0x100000, 0x1000)));

    [Theory]
    [InlineData(ulong.MaxValue, 0, 64UL << 20)]
    [InlineData(Pool, 0, 1)]
    [InlineData(Pool - 1, 0, 0)]
    [InlineData(Pool - 1, 0x1000, 0x1000)]
    [InlineData(0xfffUL, 0x1002000, 0x1000)]
    [InlineData(ulong.MaxValue, 0x4fff000, 0x1000)]
    [InlineData(ulong.MaxValue, 0x5000000, 0)]
    public void Bytes_within_reach_are_those_that_the_bus_has(ulong addressMask, long busOffset, ulong bytes) =>
        Assert.Equal(bytes, BouncePool.BytesWithinReach(Direct(Free with { AddressMask = addressMask }, busOffset)));

    private static void Expect(ResolvedLimits limits, (ulong, ulong)[] physical, (ulong, ulong)[] placed) =>
        Assert.Equal(Segments(placed), Place(limits, 0, physical));

    private static ValueList<Segment>? Place(ResolvedLimits limits, long busOffset, params (ulong, ulong)[] physical) =>
        BouncePool.Place(new SegmentTable(Segments(physical)), Direct(limits, busOffset), PageSize.FourKiB)?.Segments;
}
