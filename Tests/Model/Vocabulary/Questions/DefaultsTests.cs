using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary.Questions;

public sealed class DefaultsTests
{
    private const ulong None = ulong.MaxValue;

    [Theory]
    [InlineData(DefaultsPolicy.Mainline, None, 65536, None, 0, 0, 0xffffffff)]
    [InlineData(DefaultsPolicy.Linux319, None, 65536, 0xffffffff, 0, 0, 0xffffffff)]
    [InlineData(DefaultsPolicy.RfcV3, None, 65536, 0xffffffff, 0, 0, None)]
    public void Each_policy_has_its_values(
        DefaultsPolicy policy, ulong count, ulong size, ulong boundary, ulong gap, ulong align, ulong reach)
    {
        var expected = new ResolvedLimits(count, size, boundary, gap, align, reach);

        Assert.Equal(expected, Limits.Unset.Resolve(policy));
        Assert.All(LimitKinds.All, kind => Assert.Equal(expected[kind], Defaults.Of(policy, kind)));
    }

    [Fact]
    public void Declared_values_win_unlimited_ones_included()
    {
        var limits = new Limits { MaxSegmentSizeBytes = None, AddressMask = 0xdfffffff, MinAlignMask = 0xfff };

        Assert.Equal(
            new ResolvedLimits(None, None, 0xffffffff, 0, 0xfff, 0xdfffffff), limits.Resolve(DefaultsPolicy.Linux319));
    }

    [Fact]
    public void Default_bites_where_nothing_is_declared_and_the_policy_limits()
    {
        var limits = new Limits { MaxSegmentSizeBytes = 65536 };

        Assert.Equal(
            [LimitKind.AddressMask], LimitKinds.All.Where(kind => limits.Bites(kind, DefaultsPolicy.Mainline)));
        Assert.Equal(
            [LimitKind.SegmentBoundaryMask], LimitKinds.All.Where(kind => limits.Bites(kind, DefaultsPolicy.RfcV3)));
    }

    [Fact]
    public void Without_defaults_only_declared_limits_are_left()
    {
        var scenario = new Scenario
        {
            BufferSizeBytes = 1,
            Devices = [new Device("a", new Limits { MaxSegmentCount = 3 }) { BusOffsetBytes = 4096 }, new Device("b", Limits.Unset)],
            Policy = Policy.Default with { Defaults = DefaultsPolicy.Linux319 },
        };

        Scenario without = scenario.WithoutDefaults();

        Assert.Equal(
            [ResolvedLimits.Unlimited with { MaxSegmentCount = 3 }, ResolvedLimits.Unlimited],
            without.Devices.Select(d => d.Limits.Resolve(DefaultsPolicy.Linux319)));
        Assert.Equal(4096, without.Devices[0].BusOffsetBytes);
        Assert.Equal(scenario with { Devices = without.Devices }, without);
    }

    [Fact]
    public void Unknown_policy_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Defaults.Of((DefaultsPolicy)9, LimitKind.AddressMask));
}
