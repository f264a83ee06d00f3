using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

public sealed class MergedConstraintsTests
{
    [Fact]
    public void Each_field_is_the_tightest_and_unset_means_what_the_policy_says()
    {
        Device declared = Dev("a", Any with { MaxSegmentCount = 7, MaxSegmentSizeBytes = 1 << 20, MinAlignMask = 0xff });
        Life life = Life.Of(With(declared, Dev("b", Limits.Unset)).At((0x10, 4)), "a", "b");
        var merged = new Constraints(new ResolvedLimits(7, 65536, ulong.MaxValue, 0, 0xff, 0xffffffff), 2);

        Assert.Equal((merged, merged), (life.View.Stored, life.View.Recomputed));
        Assert.Equal(merged, life.Gives(new Operation.GetConstraints()).Constraints);
        Assert.Equal(merged, life.Gives(new Operation.RecalcConstraints()).Constraints);
    }

    [Theory]
    [InlineData(0xffffffff, 0x100000000, 0x1ffffffff)]
    [InlineData(0xffffffff, -0x80000000, 0x7fffffff)]
    [InlineData(0xffff, -0x80000000, 0)]
    [InlineData(0xffffffffffff0000, 0x100000, ulong.MaxValue)]
    public void Reach_is_translated_to_physical_addresses_and_saturates(ulong mask, long offset, ulong highest)
    {
        Device device = Dev("d", Any with { AddressMask = mask }) with { BusOffsetBytes = offset };
        var state = new BufferState(With(device)) { Attachments = [new Attachment(0, device)] };

        Assert.Equal(highest, MergedConstraints.Of(state).Limits.AddressMask);
    }

    [Fact]
    public void Devices_behind_an_iommu_count_and_limit_nothing()
    {
        Life life = Life.Of(With(Behind("i", "x", OneSegment)).At((0x10, 2), (0x20, 2)), "i");

        Assert.Equal(new Constraints(ResolvedLimits.Unlimited, 1), life.View.Stored);
    }

    [Fact]
    public void Hooks_see_the_newcomer_and_no_longer_the_leaver()
    {
        Scenario scenario = With(Dev("a", OneSegment), Dev("b", Any with { MaxSegmentCount = 9 })).At((0x10, 4))
            .By(e => e with { HooksReadConstraints = true });
        Life life = Life.Of(scenario, "b");
        var both = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 1 }, 2);
        var left = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 9 }, 1);

        Assert.Equal([new HookView(ExporterHook.Attach, "a", both, both)], life.Gives(Attach("a")).Hooks);
        Assert.Equal([new HookView(ExporterHook.Detach, "a", left, left)], life.Gives(Detach("a")).Hooks);
    }
}
