using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class ReachTests
{
    private static readonly UInt128 End64 = (UInt128)1 << 64;

    [Theory]
    [InlineData(0, 0xdfffffff, 0, 0xe0000000)]
    [InlineData(0, 0x1000, 0, 0x1001)]
    [InlineData(0x1000, 0xffffffff, 0, 0x100000000)]
    [InlineData(-0xc0000000, 0xffffffff, 0xc0000000, 0x100000000)]
    [InlineData(-0xc0000000, 0xc0000000, 0xc0000000, 0xc0000001)]
    public void Mask_is_the_last_byte(long busOffset, ulong mask, ulong start, ulong end) =>
        Assert.Equal(new Reach.Range(start, end), Of(busOffset, mask));

    [Fact]
    public void Memory_ends_at_64_bits_on_both_buses()
    {
        Assert.Equal(new Reach.Range(0, End64), Of(0, ulong.MaxValue));
        Assert.Equal(new Reach.Range(0, End64 - 4096), Of(4096, ulong.MaxValue));
        Assert.Equal(new Reach.Range(4096, End64), Of(-4096, ulong.MaxValue));
    }

    [Fact]
    public void Mask_below_the_lowest_bus_address_reaches_nothing() => Assert.Null(Of(-0xc0000000, 0xbfffffff));

    private static Reach.Range? Of(long busOffset, ulong mask) =>
        Reach.OnBus(PageSize.FourKiB, Direct(Free with { AddressMask = mask }, busOffset));
}
