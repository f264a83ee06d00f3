using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

public sealed class MovingTests
{
    private static Scenario Roomy(params Device[] devices) => With(devices).At((0x10, 4)).From(("h", 0x40, 4)).Movable();

    [Fact]
    public void Refused_in_this_order()
    {
        Scenario scenario = Roomy(Mover("m"), Dev("fixed"));
        Life.Of(scenario.By(e => e with { IsMovable = false })).Refuses(Move(), Errno.Einval, GroundsKind.NothingToMove, null);
        Life.Of(scenario.By(e => e with { IsMovable = false }), "m").Does(Pin("m"))
            .Refuses(Move(), Errno.Eopnotsupp, GroundsKind.NotMovable, null);

        Life life = Life.Of(scenario, "m", "fixed").Does(Map("fixed"), Map("m"), Begin(), Pin("m"));
        life.Refuses(Move(), Errno.Ebusy, GroundsKind.Pinned, "m");
        life.Does(Unpin("m")).Refuses(Move(), Errno.Ebusy, GroundsKind.CpuAccessOpen, null);
        life.Does(End()).Refuses(Move(), Errno.Ebusy, GroundsKind.LiveMapping, "fixed");
        Assert.Equal([0], life.Does(Unmap("fixed")).Gives(Move()).Notified);
    }

    [Fact]
    public void Target_shares_no_page_and_serves_everybody()
    {
        Scenario scenario = With(Dev("low", Low)).At((0x10, 4)).Movable();

        Life.Of(scenario, "low").Does(Pin("low"), Unpin("low")).Refuses(Move(), Errno.Enomem, GroundsKind.NoStorage, null);
        Life life = Life.Of(scenario.From(("a", 0x10, 8), ("b", 0x100000, 4), ("c", 0x80, 4)), "low").Does(Pin("low"), Unpin("low"), Move());
        Assert.Equal(Runs((0x14, 4)), Life.Of(scenario.From(("a", 0x14, 8)), "low").Does(Pin("low"), Unpin("low"), Move()).Storage);
        Assert.Equal(Runs((0x80, 4)), life.Storage);
        Assert.Equal(Runs((0x10, 4)), life.Does(Move()).Storage);
    }

    [Fact]
    public void Importers_that_move_are_told_mapped_or_not_the_latest_attachment_first()
    {
        Life life = Life.Of(Roomy(Mover("m"), Mover("n"), Dev("idle")), "n", "idle", "m", "n").Does(Map("n"), Map("m"));

        Assert.Equal([3, 2, 0], life.Gives(Move()).Notified);
        Assert.All(life.View.Attachments, a => Assert.Equal((0, null), (a.Maps, a.Mapping)));
        Assert.Equal(4, life.View.Attachments.Count);
        Assert.Equal(Small.Segments((0x40000, 0x4000)), life.Maps("m"));
    }
}
