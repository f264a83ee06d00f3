using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>Moves, and limits that change, of a buffer without defects.</summary>
public sealed class MoveTests
{
    private static readonly Operation Move = new Operation.Move();

    private static Scenario Movable(params Device[] devices) =>
        Of(4, [Memory(16, 4), Memory(64, 4, "other")], devices) with { Exporter = new Exporter { IsMovable = true } };

    private static Device Moves(string name, Limits? limits = null) => Dev(name, limits) with { Importer = ImporterHabit.MovesOnNotice };

    [Fact]
    public void What_does_not_exist_does_not_move() =>
        new Exported(Of(4, [Memory(16, 4)], Dev("a"))).Refuses(Errno.Einval, GroundsKind.NothingToMove, Move);

    [Fact]
    public void What_cannot_move_says_so() => new Exported(Of(4, [Memory(16, 4)], Dev("a")))
        .After(Attach("a"), new Operation.Pin("a")).Refuses(Errno.Eopnotsupp, GroundsKind.NotMovable, Move);

    [Fact]
    public void Pins_access_and_mappings_keep_storage_in_this_order()
    {
        Exported buffer = new Exported(Movable(Dev("a"))).After(
            Attach("a"), Map("a"), new Operation.Pin("a"), new Operation.BeginCpuAccess(false));

        buffer.Refuses(Errno.Ebusy, GroundsKind.Pinned, Move);
        buffer.After(new Operation.Unpin("a")).Refuses(Errno.Ebusy, GroundsKind.CpuAccessOpen, Move);
        buffer.After(new Operation.EndCpuAccess()).Refuses(Errno.Ebusy, GroundsKind.LiveMapping, Move);
        buffer.After(Unmap("a"), Move);
        Assert.Equal(At((64, 4)), buffer.View.Storage);
        buffer.After(Move);
        Assert.Equal(At((16, 4)), buffer.View.Storage);
    }

    [Fact]
    public void A_kept_mapping_keeps_the_storage() => new Exported(Movable(Dev("a") with { Importer = ImporterHabit.CachesMapping }))
        .After(Attach("a"), Map("a"), Unmap("a")).Refuses(Errno.Ebusy, GroundsKind.LiveMapping, Move);

    [Fact]
    public void There_has_to_be_somewhere_to_go() =>
        new Exported(Of(4, [Memory(16, 4)], Dev("a")) with { Exporter = new Exporter { IsMovable = true } })
            .After(new Operation.BeginCpuAccess(false), new Operation.EndCpuAccess())
            .Refuses(Errno.Enomem, GroundsKind.NoStorage, Move);

    [Fact]
    public void Importers_that_move_are_told_and_copies_are_taken_back_first()
    {
        Device bounces = Moves("bounces", Free with { AddressMask = 0x1ffffff }) with { MayBounce = true };
        Scenario scenario = Over(At((1 << 20, 4)), Moves("direct") with { Access = DeviceAccess.NonCoherent }, bounces, Moves("idle")) with
        {
            Memory = [Memory(64, 4)],
            Exporter = new Exporter { IsMovable = true },
        };
        Exported buffer = new Exported(scenario).After(Attach("bounces"), Attach("idle"), Attach("direct"), Map("direct"), Map("bounces"));

        StepResult result = buffer.Do(Move);

        Assert.Equal([2, 1, 0], result.Notified);
        Assert.Equal(
            [
                new CacheAction(CacheActionKind.Invalidate), new CacheAction(CacheActionKind.CopyOut, 0),
                new CacheAction(CacheActionKind.CopyStorage),
            ],
            result.CacheActions);
        Assert.All(buffer.View.Attachments, a => Assert.Null(a.Mapping));
        Assert.Equal(MappingKind.Direct, buffer.Do(Map("bounces")).Mapping!.Kind);
    }

    [Fact]
    public void Who_is_not_attached_declares_what_he_likes()
    {
        Exported buffer = new Exported(Movable(Dev("a"))).After(Change("a", Free with { MaxSegmentCount = 0 }));

        buffer.Refuses(Errno.Einval, GroundsKind.InvalidLimit, Attach("a"));
    }

    [Fact]
    public void Changed_limits_of_the_attached_are_checked_and_seen_at_once()
    {
        Exported buffer = new Exported(Movable(Dev("a"))).After(Attach("a"), Attach("a"), new Operation.Pin("a"));

        buffer.Refuses(Errno.Einval, GroundsKind.InvalidLimit, Change("a", Free with { MaxSegmentSizeBytes = 0 }));
        buffer.Refuses(
            Errno.Einval, GroundsKind.Conflict, Change("a", Free with { MaxSegmentSizeBytes = Page, MaxSegmentCount = 1 }));
        buffer.After(Change("a", Free with { MaxSegmentCount = 1 }));
        Assert.Equal(new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 1 }, 2), buffer.View.Stored);
        Assert.Equal(buffer.View.Stored, buffer.View.Recomputed);
        Assert.Equal([(0, 0), (1, 1)], buffer.View.Attachments.Select(a => (a.Id, a.Pins)));
    }

    [Fact]
    public void A_live_mapping_keeps_the_limits_unless_it_goes_on_notice()
    {
        Limits pages = Free with { MaxSegmentSizeBytes = Page };
        Exported buffer = new Exported(Movable(Dev("stays"), Moves("goes"))).After(
            Attach("stays"), Attach("goes"), Map("stays"), Map("goes"));

        buffer.Refuses(Errno.Ebusy, GroundsKind.LiveMapping, Change("stays", pages));
        Assert.Equal(StepResult.Ok with { Notified = [1] }, buffer.Do(Change("goes", pages)));
        Assert.Null(buffer.View.Attachments[1].Mapping);
        Assert.Equal(4, buffer.Do(Map("goes")).Mapping!.Table.Segments.Count);
    }

    [Fact]
    public void Changed_limits_can_move_the_storage()
    {
        Scenario scenario = Over(At((16, 1), (32, 3)), Moves("a"), Moves("b")) with
        {
            Memory = [Memory(64, 4)],
            Exporter = new Exporter { IsMovable = true },
        };
        Exported buffer = new Exported(scenario).After(Attach("a"), Attach("b"), Map("a"), Map("b"));

        StepResult result = buffer.Do(Change("b", Free with { MaxSegmentCount = 1 }));

        Assert.Equal(StepResult.Ok with { Notified = [1, 0], CacheActions = [.. Actions(CacheActionKind.CopyStorage)] }, result);
        Assert.Equal(At((64, 4)), buffer.View.Storage);
    }
}
