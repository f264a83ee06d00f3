using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>A driver declares other limits (thread F19).</summary>
public sealed class ChangingLimitsTests
{
    private static readonly Limits Illegal = Any with { MaxSegmentCount = 0 };

    private static readonly Limits Hopeless = Any with { MaxSegmentCount = 1, MaxSegmentSizeBytes = Page };

    private static readonly Limits Halves = Any with { MaxSegmentSizeBytes = 2 * Page };

    [Fact]
    public void Who_is_not_attached_may_declare_anything_and_attach_looks()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4))).Does(Change("d", Illegal));

        life.Refuses(Attach("d"), Errno.Einval, GroundsKind.InvalidLimit, "d");
        life.Does(Change("d", Any), Attach("d"));
    }

    [Fact]
    public void Invalid_limits_come_before_hopeless_ones_before_a_mapping_before_the_storage()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 2), (0x20, 2)), "d").Does(Map("d"));

        life.Refuses(Change("d", Illegal), Errno.Einval, GroundsKind.InvalidLimit, "d");
        Assert.Equal(
            [("d", LimitKind.MaxSegmentCount), ("d", LimitKind.MaxSegmentSize)],
            life.Refuses(Change("d", Hopeless), Errno.Einval, GroundsKind.Conflict, "d"));
        Assert.Empty(life.Refuses(Change("d", OneSegment), Errno.Ebusy, GroundsKind.LiveMapping, "d"));
        life.Refuses(Change("d", Any), Errno.Ebusy, GroundsKind.LiveMapping, "d");
        life.Does(Unmap("d"));
        Assert.Equal(
            [("d", LimitKind.MaxSegmentCount)], life.Refuses(Change("d", OneSegment), Errno.Ebusy, GroundsKind.NotMovable, "d"));
        life.Does(Change("d", Any with { MaxSegmentCount = 2 }));
        Assert.Equal(2UL, life.View.Stored.Limits.MaxSegmentCount);
    }

    [Fact]
    public void Kept_mapping_keeps_the_limits() =>
        Life.Of(With(Dev("d", habit: ImporterHabit.CachesMapping)).At((0x10, 4)), "d").Does(Map("d"), Unmap("d"))
            .Refuses(Change("d", Halves), Errno.Ebusy, GroundsKind.LiveMapping, "d");

    [Fact]
    public void Mappings_end_with_notice_where_the_importer_takes_it()
    {
        Life life = Life.Of(With(Mover("d"), Mover("other")).At((0x10, 4)), "d", "other", "d").Does(Map("d"), Map("other"));
        StepResult changed = life.Gives(Change("d", Halves));

        Assert.Equal([2], changed.Notified);
        Assert.Equal([false, true, false], life.View.Attachments.Select(a => a.Mapping is not null));
        Assert.Equal([0, 1, 2], life.View.Attachments.Select(a => a.Id));
        Assert.Equal(2, life.Maps("d").Count);
    }

    [Fact]
    public void All_attachments_of_the_device_change_and_any_mapping_of_it_counts()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4)), "d").Does(Map("d"), Attach("d"));
        life.Refuses(Change("d", Halves), Errno.Ebusy, GroundsKind.LiveMapping, "d");

        life.Does(Detach("d"), Unmap("d"), Attach("d"), Change("d", Halves), Detach("d"));
        Assert.Equal(2 * Page, life.View.Stored.Limits.MaxSegmentSizeBytes);
        Assert.Equal(2, life.Maps("d").Count);
    }

    [Fact]
    public void Storage_moves_for_the_new_limits_and_everybody_is_told()
    {
        Scenario scenario = With(Mover("d"), Mover("other"), Dev("fixed")).At((0x10, 2), (0x20, 2)).From(("h", 0x40, 4)).Movable();
        Life life = Life.Of(scenario, "other", "d", "fixed").Does(Map("other"), Map("d"), Map("fixed"));

        Assert.Equal(
            [("d", LimitKind.MaxSegmentCount)], life.Refuses(Change("d", OneSegment), Errno.Ebusy, GroundsKind.LiveMapping, "fixed"));
        StepResult changed = life.Does(Unmap("fixed")).Gives(Change("d", OneSegment));
        Assert.Equal([1, 0], changed.Notified);
        Assert.Equal([new CacheAction(CacheActionKind.CopyStorage)], changed.CacheActions);
        Assert.Equal(Runs((0x40, 4)), life.Storage);
    }

    [Fact]
    public void Hook_is_not_asked()
    {
        Scenario scenario = With(Dev("d")).At((0x10, 4)).By(e => e with { HooksReadConstraints = true });

        Assert.Empty(Life.Of(scenario, "d").Does(Refuse("d")).Gives(Change("d", Halves)).Hooks);
    }

    [Fact]
    public void Before_storage_exists_some_candidate_must_do()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 2), (0x20, 2)), "d");

        Assert.Equal([("d", LimitKind.MaxSegmentCount)], life.Refuses(Change("d", OneSegment), Errno.Einval, GroundsKind.Conflict, "d"));
    }
}
