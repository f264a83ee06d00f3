using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineConstraintsTests
{
    private static readonly ResolvedLimits Unlimited = ResolvedLimits.Unlimited;

    [Theory]
    [InlineData(0x0fffffffL, 0x10000000, 0x1fffffffL)]
    [InlineData(0x0fffffffL, -0x08000000, 0x07ffffffL)]
    [InlineData(0x0fffffffL, -0x20000000, 0L)]
    [InlineData(-1L, 0x10000000, -1L)]
    public void Reach_is_in_physical_addresses_and_saturates(long mask, long offset, long physical)
    {
        Device device = Dev("a", Free with { AddressMask = unchecked((ulong)mask) }) with { BusOffsetBytes = offset };
        ResolvedLimits constraint = DeviceProfile.Of(device, Policy.Default).Constraint;
        Assert.Equal(Unlimited with { AddressMask = unchecked((ulong)physical) }, constraint);
    }

    [Fact]
    public void Devices_behind_an_iommu_are_counted_and_not_merged()
    {
        Device behind = Dev("behind", Limits.Unset) with { Iommu = new("d", 4096) };
        DmaBufEngine engine = Of(behind, Dev("free")).At((0, 4)).Exported();
        Assert.Equal(new(Unlimited, 0), engine.GetConstraints().Constraints);
        Done(engine.Attach("behind"));
        Assert.Equal(new(Unlimited, 1), engine.GetConstraints().Constraints);
        Done(engine.Attach("free"));
        Assert.Equal(new(Unlimited, 2), engine.RecalcConstraints().Constraints);
    }

    [Fact]
    public void Device_attached_twice_binds_until_the_last_one_leaves()
    {
        DmaBufEngine engine = Of(Dev("a", Free with { MaxSegmentCount = 3 })).At((0, 4)).Exported("a", "a");
        Assert.Equal(new(Unlimited with { MaxSegmentCount = 3 }, 2), engine.GetConstraints().Constraints);
        Done(engine.Map(0, Both));
        Done(engine.Detach("a"));
        Assert.Equal([0], engine.View.Attachments.Select(a => a.Id));
        Assert.Equal(new(Unlimited with { MaxSegmentCount = 3 }, 1), engine.GetConstraints().Constraints);
        Refused(engine, () => engine.Detach("a"), Errno.Ebusy, GroundsKind.LiveMapping, "a");
        Done(engine.Unmap("a"));
        Done(engine.Detach("a"));
        Assert.Equal(new(Unlimited, 0), engine.GetConstraints().Constraints);
        Refused(engine, () => engine.Detach("a"), Errno.Einval, GroundsKind.NotAttached, "a");
        Refused(engine, () => engine.Detach(0), Errno.Einval, GroundsKind.NotAttached, null);
        Assert.Equal(2, Done(engine.Attach("a")).Attachment);
    }

    [Fact]
    public void Limits_of_who_is_not_attached_change_unchecked()
    {
        DmaBufEngine engine = Of(Dev("a")).At((0, 4)).Exported();
        Done(engine.ChangeLimits("a", Free with { SegmentBoundaryMask = 5 }));
        Refused(engine, () => engine.Attach("a"), Errno.Einval, GroundsKind.InvalidLimit, "a");
    }

    [Fact]
    public void Changed_limits_pass_the_rules_of_attach()
    {
        Scenario scenario = Of(Dev("a"), Dev("b")).At((0x10, 2), (0x20, 2)).In((0x40, 4, "h"));
        DmaBufEngine engine = scenario.Exported("a", "b", "a");
        Refused(engine, () => engine.ChangeLimits("a", Free with { MaxSegmentCount = 0 }), Errno.Einval, GroundsKind.InvalidLimit, "a");
        Limits hopeless = Free with { MaxSegmentCount = 3, MaxSegmentSizeBytes = Page };
        Refused(engine, () => engine.ChangeLimits("a", hopeless), Errno.Einval, GroundsKind.Conflict, "a");

        Done(engine.ChangeLimits("a", Free with { MaxSegmentCount = 2 }));
        Assert.Equal(new(Unlimited with { MaxSegmentCount = 2 }, 3), engine.GetConstraints().Constraints);
        Assert.Equal(engine.RecalcConstraints(), engine.GetConstraints());
        Assert.Equal(Segments((0x10000, 0x2000), (0x20000, 0x2000)), Table(engine.Map("b", Both)));
        Refused(engine, () => engine.ChangeLimits("a", Free with { MaxSegmentCount = 1 }), Errno.Ebusy, GroundsKind.NotMovable, "a");
    }

    [Fact]
    public void Live_mapping_keeps_the_limits_but_not_against_what_can_never_be()
    {
        DmaBufEngine engine = Of(Dev("a", Free, ImporterHabit.CachesMapping)).At((0x10, 4)).Exported("a");
        Done(engine.Map("a", Both));
        Done(engine.Unmap("a"));
        Refused(engine, () => engine.ChangeLimits("a", Free), Errno.Ebusy, GroundsKind.LiveMapping, "a");
        Limits hopeless = Free with { MaxSegmentCount = 3, MaxSegmentSizeBytes = Page };
        Refused(engine, () => engine.ChangeLimits("a", hopeless), Errno.Einval, GroundsKind.Conflict, "a");
        Done(engine.Detach("a"));
        Done(engine.ChangeLimits("a", Free));
    }

    [Fact]
    public void Importer_that_moves_on_notice_is_told_and_maps_anew()
    {
        DmaBufEngine engine = Of(Mover("a"), Dev("b")).At((0x10, 4)).Exported("a", "b", "a");
        Done(engine.Map(0, Both));
        Done(engine.Map("b", Both));
        StepResult changed = Done(engine.ChangeLimits("a", Free with { MaxSegmentSizeBytes = 3 * Page }));
        Assert.Equal([0], changed.Notified);
        Assert.Empty(changed.CacheActions);
        Assert.Equal([0, 1, 0], engine.View.Attachments.Select(a => a.Maps));
        Assert.Equal(Segments((0x10000, 0x3000), (0x13000, 0x1000)), Table(engine.Map(0, Both)));
    }

    [Fact]
    public void Changed_limits_move_storage_and_tell_everybody()
    {
        Scenario scenario = Of(Mover("a"), Mover("b")).At((0x10, 2), (0x20, 2)).In((0x40, 4, "h"));
        DmaBufEngine engine = scenario.Movable().Exported("b", "a");
        Done(engine.Map("a", Both));
        Done(engine.Map("b", Both));
        Limits one = Free with { MaxSegmentCount = 1 };
        Done(engine.Pin("a"));
        Refused(engine, () => engine.ChangeLimits("a", one), Errno.Ebusy, GroundsKind.Pinned, "a");
        Done(engine.Unpin("a"));
        StepResult changed = Done(engine.ChangeLimits("a", one));
        Assert.Equal([1, 0], changed.Notified);
        Assert.Equal([new(CacheActionKind.CopyStorage)], changed.CacheActions);
        Assert.Equal([(0x40UL, 4UL)], Runs(engine.View.Storage));
    }
}
