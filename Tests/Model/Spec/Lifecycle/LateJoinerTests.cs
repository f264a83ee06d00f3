using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>Who comes when there is storage already: served, or the storage moves, or refused (thread D5.3).</summary>
public sealed class LateJoinerTests
{
    private static readonly (string, LimitKind)[] ItsCount = [("one", LimitKind.MaxSegmentCount)];

    private static Scenario Scattered(params Device[] first) =>
        With([.. first, Dev("one", OneSegment)]).At((0x10, 2), (0x20, 2)).From(("h", 0x40, 4));

    [Fact]
    public void Served_by_a_table_of_its_own()
    {
        Scenario scenario = With(Dev("big"), Dev("small", Any with { MaxSegmentSizeBytes = 2 * Page })).At((0x10, 4));
        Life life = Life.Of(scenario, "big");

        Assert.Equal(Small.Segments((0x10000, 0x4000)), life.Maps("big"));
        life.Does(Attach("small"));
        Assert.Equal(Small.Segments((0x10000, 0x2000), (0x12000, 0x2000)), life.Maps("small"));
        Assert.Equal(Small.Segments((0x10000, 0x4000)), life.View.Attachments[0].Mapping!.Table.Segments);
    }

    [Fact]
    public void Refused_where_the_exporter_cannot_move()
    {
        Life life = Life.Of(Scattered(Mover("m")), "m").Does(Map("m"));

        Assert.Equal(ItsCount, life.Refuses(Attach("one"), Errno.Ebusy, GroundsKind.NotMovable, "one"));
    }

    [Fact]
    public void Refused_for_what_keeps_the_storage_a_pin_before_an_access_before_a_mapping()
    {
        Life life = Life.Of(Scattered(Mover("m"), Dev("fixed")).Movable(), "m", "fixed").Does(Map("m"), Map("fixed"));

        Assert.Equal(ItsCount, life.Refuses(Attach("one"), Errno.Ebusy, GroundsKind.LiveMapping, "fixed"));
        life.Does(Begin());
        Assert.Equal(ItsCount, life.Refuses(Attach("one"), Errno.Ebusy, GroundsKind.CpuAccessOpen, "one"));
        life.Does(Pin("fixed"), Pin("m"));
        Assert.Equal(ItsCount, life.Refuses(Attach("one"), Errno.Ebusy, GroundsKind.Pinned, "m"));
    }

    [Fact]
    public void Kept_mapping_and_pin_of_an_importer_count_after_the_last_unmap()
    {
        Life kept = Life.Of(Scattered(Dev("c", habit: ImporterHabit.CachesMapping)).Movable(), "c").Does(Map("c"), Unmap("c"));
        kept.Refuses(Attach("one"), Errno.Ebusy, GroundsKind.LiveMapping, "c");

        Life pinned = Life.Of(Scattered(Dev("p", habit: ImporterHabit.Pins)).Movable(), "p").Does(Map("p"), Unmap("p"));
        pinned.Refuses(Attach("one"), Errno.Ebusy, GroundsKind.Pinned, "p");
        pinned.Does(Detach("p"), Attach("one"));
    }

    [Fact]
    public void Storage_moves_when_everybody_takes_notice()
    {
        Life life = Life.Of(Scattered(Mover("m"), Dev("idle")).Movable(), "m", "idle", "m").Does(Map("m"));
        StepResult attached = life.Gives(Attach("one"));

        Assert.Equal(3, attached.Attachment);
        Assert.Equal([2, 0], attached.Notified);
        Assert.Equal([new CacheAction(CacheActionKind.CopyStorage)], attached.CacheActions);
        Assert.Equal(Runs((0x40, 4)), life.Storage);
        Assert.Equal(new AttachmentView(2, "m", 0, 0, null), life.View.Attachments[2]);
        life.Refuses(Unmap("m"), Errno.Einval, GroundsKind.NotMapped, "m");
        Assert.Equal(Small.Segments((0x40000, 0x4000)), life.Maps("m"));
    }

    [Fact]
    public void Refused_where_there_is_no_storage_elsewhere()
    {
        // The only other candidate overlaps what it would be copied from.
        Scenario scenario = Scattered(Mover("m")).From(("h", 0x10, 6)).Movable();
        Life life = Life.Of(scenario, "m").Does(Map("m"));

        Assert.Equal(ItsCount, life.Refuses(Attach("one"), Errno.Ebusy, GroundsKind.NoStorage, "one"));
    }

    [Fact]
    public void Hook_that_refuses_leaves_the_storage_and_its_mappings()
    {
        Life life = Life.Of(Scattered(Mover("m")).Movable(), "m").Does(Map("m"), Refuse("one"));

        life.Refuses(Attach("one"), Errno.Eperm, GroundsKind.ExporterRefuses, "one");
        Assert.Equal(Runs((0x10, 2), (0x20, 2)), life.Storage);
    }

    [Fact]
    public void Cached_table_in_use_must_suit_the_newcomer()
    {
        Device small = Dev("small", Any with { MaxSegmentSizeBytes = 2 * Page });
        Life life = Life.Of(With(Dev("big"), small).At((0x10, 4)).OneTable(), "big").Does(Map("big"));

        Assert.Equal(
            [("small", LimitKind.MaxSegmentSize)], life.Refuses(Attach("small"), Errno.Ebusy, GroundsKind.NotMovable, "small"));
        life.Does(Unmap("big"), Attach("small"));
        Assert.Equal(Small.Segments((0x10000, 0x2000), (0x12000, 0x2000)), life.Maps("big"));
    }
}
