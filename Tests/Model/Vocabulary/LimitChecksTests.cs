using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary;

public sealed class LimitChecksTests
{
    [Theory]
    [InlineData(LimitKind.MaxSegmentCount, 0, false)]
    [InlineData(LimitKind.MaxSegmentCount, 1, true)]
    [InlineData(LimitKind.MaxSegmentSize, 4095, false)]
    [InlineData(LimitKind.MaxSegmentSize, 4096, true)]
    [InlineData(LimitKind.MaxSegmentSize, 65535, true)]
    [InlineData(LimitKind.SegmentBoundaryMask, 0, false)]
    [InlineData(LimitKind.SegmentBoundaryMask, 0x7ff, false)]
    [InlineData(LimitKind.SegmentBoundaryMask, 0xfff, true)]
    [InlineData(LimitKind.SegmentBoundaryMask, 0x1000, false)]
    [InlineData(LimitKind.SegmentBoundaryMask, ulong.MaxValue, true)]
    [InlineData(LimitKind.SegmentBoundaryMask, ulong.MaxValue - 1, false)]
    [InlineData(LimitKind.VirtBoundaryMask, 0, true)]
    [InlineData(LimitKind.VirtBoundaryMask, 1, true)]
    [InlineData(LimitKind.VirtBoundaryMask, 2, false)]
    [InlineData(LimitKind.VirtBoundaryMask, ulong.MaxValue, true)]
    [InlineData(LimitKind.MinAlignMask, 0, true)]
    [InlineData(LimitKind.MinAlignMask, 0x7ff, true)]
    [InlineData(LimitKind.MinAlignMask, 0x800, false)]
    [InlineData(LimitKind.AddressMask, 0, false)]
    [InlineData(LimitKind.AddressMask, 1, true)]
    [InlineData(LimitKind.AddressMask, 0xdfffffff, true)]
    public void Each_kind_has_its_range(LimitKind kind, ulong value, bool isLegal)
    {
        LimitProblem? problem = LimitChecks.Check(Limits.Unset.With(kind, value), PageSize.FourKiB);

        Assert.Equal(isLegal, problem is null);
        Assert.Equal((kind, value), (problem?.Kind ?? kind, problem?.Value ?? value));
    }

    [Fact]
    public void Page_size_moves_the_bounds()
    {
        var large = new PageSize(65536);
        var size = new Limits { MaxSegmentSizeBytes = 65535 };
        var boundary = new Limits { SegmentBoundaryMask = 0x7fff };

        Assert.Contains("65536", LimitChecks.Check(size, large)!.Accepted, StringComparison.Ordinal);
        Assert.Contains("0xffff", LimitChecks.Check(boundary, large)!.Accepted, StringComparison.Ordinal);
        Assert.Null(LimitChecks.Check(boundary, new PageSize(32768)));
    }

    [Fact]
    public void First_field_out_of_range_is_told()
    {
        Assert.Null(LimitChecks.Check(Limits.Unset, PageSize.FourKiB));
        Assert.Equal(
            LimitKind.VirtBoundaryMask,
            LimitChecks.Check(new Limits { MaxSegmentCount = 1, VirtBoundaryMask = 2, AddressMask = 0 }, PageSize.FourKiB)?.Kind);
    }
}
