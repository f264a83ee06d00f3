using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary;

public sealed class LimitKindsTests
{
    [Theory]
    [InlineData(LimitKind.MaxSegmentCount, "maxSegmentCount", ulong.MaxValue, false)]
    [InlineData(LimitKind.MaxSegmentSize, "maxSegmentSize", ulong.MaxValue, false)]
    [InlineData(LimitKind.SegmentBoundaryMask, "segmentBoundaryMask", ulong.MaxValue, true)]
    [InlineData(LimitKind.VirtBoundaryMask, "virtBoundaryMask", 0, true)]
    [InlineData(LimitKind.MinAlignMask, "minAlignMask", 0, true)]
    [InlineData(LimitKind.AddressMask, "addressMask", ulong.MaxValue, false)] // Any value is legal: a comparison.
    public void Each_kind_has_a_name_an_unlimited_value_and_a_form(LimitKind kind, string name, ulong unlimited, bool isMask)
    {
        Assert.Equal(name, kind.FieldName());
        Assert.Equal(unlimited, kind.Unlimited());
        Assert.Equal(isMask, kind.IsMask());
    }

    [Fact]
    public void All_has_each_kind_once() => Assert.Equal(Enum.GetValues<LimitKind>(), LimitKinds.All);

    [Fact]
    public void Unlimited_limits_are_unlimited_in_every_field() =>
        Assert.All(LimitKinds.All, kind => Assert.Equal(kind.Unlimited(), ResolvedLimits.Unlimited[kind]));
}
