using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineAttachTests
{
    private static readonly Limits OneSegment = Free with { MaxSegmentCount = 1 };

    [Fact]
    public void Nothing_works_before_export_and_export_works_once()
    {
        var buffer = new EngineBuffer(Of(Dev("a")).At((0x100, 4)));
        Operation[] all =
        [
            new Operation.Attach("a"), new Operation.Detach("a"), new Operation.Map("a", Both), new Operation.Unmap("a"),
            new Operation.TestMap("a", Both), new Operation.Pin("a"), new Operation.Unpin("a"), new Operation.Move(),
            new Operation.BeginCpuAccess(true), new Operation.EndCpuAccess(), new Operation.CpuUse(true),
            new Operation.DeviceUse("a", true, true), new Operation.GetConstraints(), new Operation.RecalcConstraints(),
            new Operation.ChangeLimits("a", Free), new Operation.ExporterRefuses("a", true),
        ];
        StepResult notExported = StepResult.Refused(Errno.Enodev, GroundsKind.NotExported);
        Assert.All(all, operation => Assert.Equal(notExported, buffer.Apply(operation)));
        Assert.Equal(BufferView.None, buffer.View);

        Assert.Equal(StepResult.Ok, buffer.Apply(new Operation.Export()));
        Assert.Equal(StepResult.Refused(Errno.Ebusy, GroundsKind.AlreadyExported), buffer.Apply(new Operation.Export()));
        Assert.Equal(0, buffer.Apply(new Operation.Attach("a")).Attachment);
    }

    [Fact]
    public void Export_that_allocates_needs_a_candidate()
    {
        Scenario scenario = Of() with { Exporter = Exporter.Default with { Allocates = AllocationTime.Export } };
        Assert.Equal(Errno.Enomem, new DmaBufEngine(scenario.In((0, 3, "h"))).Export().Errno);
        Assert.Equal([(8UL, 4UL)], Runs(scenario.In((7, 9, "h")).Exported().View.Storage));
    }

    [Fact]
    public void Limit_out_of_range_is_named_before_anything_else()
    {
        Device device = Dev("a", Free with { MaxSegmentCount = 0 }) with { NeedsPages = true };
        Scenario scenario = Of(device).At((0, 4)) with { Exporter = Exporter.Default with { HasPages = false } };
        DmaBufEngine engine = scenario.Exported();
        StepResult result = Refused(engine, () => engine.Attach("a"), Errno.Einval, GroundsKind.InvalidLimit, "a");
        Assert.Equal([new("a", LimitKind.MaxSegmentCount, 0, false)], result.Grounds!.Limits);

        Done(engine.ChangeLimits("a", Free));
        Refused(engine, () => engine.Attach("a"), Errno.Einval, GroundsKind.NeedsPages, "a");
    }

    [Fact]
    public void Device_whose_limits_no_storage_can_meet_is_refused_with_both_limits()
    {
        Limits limits = Limits.Unset with { MaxSegmentCount = 1 };
        DmaBufEngine engine = Of(Dev("a", limits)).Pages(17).At((0, 17)).Exported();
        StepResult result = Refused(engine, () => engine.Attach("a"), Errno.Einval, GroundsKind.Conflict, "a");
        Assert.Equal(
            [new("a", LimitKind.MaxSegmentCount, 1, false), new("a", LimitKind.MaxSegmentSize, 65536, true)],
            result.Grounds!.Limits);
    }

    [Fact]
    public void Merged_limits_count_together_in_shared_mode_only()
    {
        Limits small = Free with { MaxSegmentSizeBytes = Page };
        Scenario scenario = Of(Dev("one", OneSegment), Dev("small", small)).At((0, 4));
        DmaBufEngine shared = scenario.Exported("one");
        StepResult result = Refused(shared, () => shared.Attach("small"), Errno.Einval, GroundsKind.Conflict, "small");
        Assert.Equal([("one", LimitKind.MaxSegmentCount), ("small", LimitKind.MaxSegmentSize)], Blamed(result).Order());

        (scenario with { Mode = SharingMode.Tailored }).Exported("one", "small");
        (scenario with { Policy = Policy.Default with { Splitting = Splitting.Late } }).Exported("one", "small");
    }

    [Fact]
    public void First_map_takes_the_first_candidate_that_serves_everybody()
    {
        Scenario scenario = Of(Dev("any"), Dev("one", OneSegment), Dev("low", Free with { AddressMask = 0x1ffff }))
            .At((0x100, 2), (0x200, 2)).In((0x300, 8, "h"), (0x10, 8, "low"));
        DmaBufEngine engine = scenario.Exported("any", "one", "low");
        Assert.Null(engine.View.Storage);
        Assert.Equal(Segments((0x10000, 0x4000)), Table(engine.Map("any", Both)));
        Assert.Equal([(0x10UL, 4UL)], Runs(engine.View.Storage));
    }

    [Fact]
    public void Before_storage_exists_candidates_blocked_by_different_limits_make_one_conflict()
    {
        Scenario scenario = Of(Dev("low", Free with { AddressMask = 0xfffff }), Dev("one", OneSegment))
            .At((1, 2), (8, 2)).In((0x200, 4, "h"));
        DmaBufEngine engine = scenario.Exported("low");
        StepResult result = Refused(engine, () => engine.Attach("one"), Errno.Einval, GroundsKind.Conflict, "one");
        Assert.Equal([("low", LimitKind.AddressMask), ("one", LimitKind.MaxSegmentCount)], Blamed(result).Order());
    }

    [Fact]
    public void Page_without_a_bus_address_is_blamed_on_the_reach()
    {
        Device above = Dev("above") with { BusOffsetBytes = 0x100000 };
        DmaBufEngine engine = Of(above).At((0x10, 4)).Exported();
        StepResult result = Refused(engine, () => engine.Attach("above"), Errno.Einval, GroundsKind.Conflict, "above");
        Assert.Equal([new("above", LimitKind.AddressMask, ulong.MaxValue, false)], result.Grounds!.Limits);
    }

    [Fact]
    public void Late_joiner_is_served_by_its_own_table_over_the_same_storage()
    {
        Scenario scenario = Of(Dev("big"), Dev("small", Free with { MaxSegmentSizeBytes = 2 * Page })).At((0x10, 4));
        DmaBufEngine engine = scenario.Exported("big");
        Assert.Equal(Segments((0x10000, 0x4000)), Table(engine.Map("big", Both)));
        Done(engine.Attach("small"));
        Assert.Equal(Segments((0x10000, 0x2000), (0x12000, 0x2000)), Table(engine.Map("small", Both)));
    }

    [Fact]
    public void Late_joiner_that_storage_cannot_serve_is_refused_with_what_keeps_it()
    {
        Scenario scenario = Of(Dev("fixed"), Mover("mover"), Dev("one", OneSegment)).At((0x10, 2), (0x20, 2)).In((0x40, 4, "h"));
        DmaBufEngine still = scenario.Exported("fixed");
        Done(still.Map("fixed", Both));
        StepResult result = Refused(still, () => still.Attach("one"), Errno.Ebusy, GroundsKind.NotMovable, "one");
        Assert.Equal([("one", LimitKind.MaxSegmentCount)], Blamed(result));

        DmaBufEngine engine = scenario.Movable().Exported("mover", "fixed");
        Done(engine.Map("mover", Both));
        Done(engine.Map("fixed", Both));
        Refused(engine, () => engine.Attach("one"), Errno.Ebusy, GroundsKind.LiveMapping, "fixed");
        Done(engine.BeginCpuAccess(false));
        Refused(engine, () => engine.Attach("one"), Errno.Ebusy, GroundsKind.CpuAccessOpen, "one");
        Done(engine.Pin("mover"));
        Refused(engine, () => engine.Attach("one"), Errno.Ebusy, GroundsKind.Pinned, "mover");
    }

    [Fact]
    public void Late_joiner_moves_storage_when_everybody_moves_on_notice()
    {
        Scenario scenario = Of(Mover("mover"), Dev("one", OneSegment)).At((0x10, 2), (0x20, 2)).In((0x10, 8, "same"), (0x40, 4, "h"));
        DmaBufEngine engine = scenario.Movable().Exported("mover", "mover");
        Done(engine.Map(0, Both));
        Done(engine.Map(1, Both));
        StepResult attached = Done(engine.Attach("one"));
        Assert.Equal(2, attached.Attachment);
        Assert.Equal([1, 0], attached.Notified);
        Assert.Equal([new(CacheActionKind.CopyStorage)], attached.CacheActions);
        Assert.Equal([(0x40UL, 4UL)], Runs(engine.View.Storage));
        Assert.All(engine.View.Attachments, a => Assert.Equal((0, (Mapping?)null), (a.Maps, a.Mapping)));
    }

    [Fact]
    public void No_storage_elsewhere_is_busy_at_attach_and_out_of_memory_at_move()
    {
        Scenario scenario = Of(Mover("mover"), Dev("one", OneSegment)).At((0x10, 2), (0x20, 2)).In((0x10, 8, "same"));
        DmaBufEngine engine = scenario.Movable().Exported("mover");
        Done(engine.Map("mover", Both));
        Refused(engine, () => engine.Attach("one"), Errno.Ebusy, GroundsKind.NoStorage, "one");
        Refused(engine, engine.Move, Errno.Enomem, GroundsKind.NoStorage, null);
    }

    [Fact]
    public void Hook_that_refuses_leaves_storage_where_it_is()
    {
        Scenario scenario = Of(Mover("mover"), Dev("one", OneSegment)).At((0x10, 2), (0x20, 2)).In((0x40, 4, "h"));
        DmaBufEngine engine = scenario.Movable().Exported("mover");
        Done(engine.Map("mover", Both));
        Done(engine.ExporterRefuses("one", true));
        Refused(engine, () => engine.Attach("one"), Errno.Eperm, GroundsKind.ExporterRefuses, "one");
        Done(engine.ExporterRefuses("one", false));
        Assert.Equal(1, Done(engine.Attach("one")).Attachment);
    }

    [Fact]
    public void Hooks_see_the_newcomer_and_not_the_leaver()
    {
        Scenario scenario = Of(Dev("a", OneSegment), Dev("b", Free with { MaxSegmentCount = 9 })).At((0, 4)) with
        {
            Exporter = Exporter.Default with { HooksReadConstraints = true },
        };
        DmaBufEngine engine = scenario.Exported("b");
        var two = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 1 }, 2);
        Assert.Equal([new(ExporterHook.Attach, "a", two, two)], Done(engine.Attach("a")).Hooks);
        var one = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 9 }, 1);
        Assert.Equal([new(ExporterHook.Detach, "a", one, one)], Done(engine.Detach("a")).Hooks);
    }
}
