using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

public sealed class LimitMergeTests
{
    /// <summary>The two masks that ask for alignment are tightest where they are greatest, all others where they are least.</summary>
    [Theory]
    [InlineData(LimitKind.MaxSegmentCount, 7, 3)]
    [InlineData(LimitKind.MaxSegmentSize, 65536, 4096)]
    [InlineData(LimitKind.SegmentBoundaryMask, 0xffffffff, 0xffff)]
    [InlineData(LimitKind.AddressMask, 0xffffffff, 0xffffff)]
    [InlineData(LimitKind.VirtBoundaryMask, 0xfff, 0xffff)]
    [InlineData(LimitKind.MinAlignMask, 0xfff, 0xffff)]
    public void Tightest_judge_is_the_first_of_those_that_are(LimitKind kind, ulong loose, ulong tight)
    {
        Judge[] judges = [Of("loose", loose), Of("tight", tight), Of("as tight", tight), Of("loose too", loose)];

        Assert.Equal("tight", LimitMerge.Tightest(judges, kind).Device);

        Judge Of(string device, ulong value) => new(device, ResolvedLimits.Unlimited.With(kind, value), BusOffsetBytes: 0);
    }
}
