using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary;

public sealed class SegmentTests
{
    [Fact]
    public void Last_byte_of_the_highest_segment_exists() =>
        Assert.Equal(ulong.MaxValue, new Segment(ulong.MaxValue - 4095, 4096).LastByte);

    [Fact]
    public void Bytes_of_a_table_may_outgrow_64_bits() =>
        Assert.Equal(((UInt128)1 << 64) + 1, new SegmentTable([new(0, ulong.MaxValue), new(0, 2)]).TotalBytes);
}
