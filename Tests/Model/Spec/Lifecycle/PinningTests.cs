using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

public sealed class PinningTests
{
    [Fact]
    public void Pins_are_counted_and_hold_the_storage()
    {
        Life life = Life.Of(With(Dev("d")).From(("h", 0x10, 4), ("g", 0x40, 4)).Movable(), "d").Does(Pin("d"), Pin("d"), Unpin("d"));

        Assert.Equal((1, Runs((0x10, 4))), (life.View.Attachments[0].Pins, life.Storage));
        life.Refuses(Move(), Errno.Ebusy, GroundsKind.Pinned, "d");
        life.Does(Unpin("d")).Refuses(Unpin("d"), Errno.Einval, GroundsKind.NotPinned, "d");
        Assert.Equal(Runs((0x40, 4)), life.Does(Move()).Storage);
    }

    [Fact]
    public void Explicit_pin_survives_a_change_of_limits()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4)), "d").Does(Pin("d"), Change("d", OneSegment));

        Assert.Equal(1, life.View.Attachments[0].Pins);
    }
}
