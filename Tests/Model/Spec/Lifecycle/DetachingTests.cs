using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

public sealed class DetachingTests
{
    [Fact]
    public void Mapped_or_pinned_is_busy()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4)), "d").Does(Map("d"), Pin("d"));

        life.Refuses(Detach("d"), Errno.Ebusy, GroundsKind.LiveMapping, "d");
        life.Does(Unmap("d")).Refuses(Detach("d"), Errno.Ebusy, GroundsKind.Pinned, "d");
        life.Does(Unpin("d"), Detach("d")).Refuses(Detach("d"), Errno.Einval, GroundsKind.NotAttached, "d");
        Assert.Empty(life.View.Attachments);
        Assert.Equal(new Constraints(ResolvedLimits.Unlimited, 0), life.View.Stored);
    }

    [Fact]
    public void Kept_mapping_and_pin_of_the_importer_end_with_it()
    {
        foreach (ImporterHabit habit in new[] { ImporterHabit.CachesMapping, ImporterHabit.Pins })
        {
            Life life = Life.Of(With(Dev("d", habit: habit)).At((0x10, 4)).From(("h", 0x40, 4)).Movable(), "d");
            life.Does(Map("d"), Unmap("d")).Refuses(
                Move(), Errno.Ebusy, habit == ImporterHabit.Pins ? GroundsKind.Pinned : GroundsKind.LiveMapping, "d");
            life.Does(Detach("d"), Move());
        }
    }

    [Fact]
    public void Latest_attachment_goes_first_and_the_other_stays()
    {
        Life life = Life.Of(With(Dev("d", OneSegment)).At((0x10, 4)), "d").Does(Map("d"), Attach("d"), Detach("d"));

        Assert.Equal([0], life.View.Attachments.Select(a => a.Id));
        Assert.Equal((1UL, 1), (life.View.Stored.Limits.MaxSegmentCount, life.View.Stored.Attachments));
        life.Refuses(Detach("d"), Errno.Ebusy, GroundsKind.LiveMapping, "d");
    }
}
