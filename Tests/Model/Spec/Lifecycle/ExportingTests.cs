using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

public sealed class ExportingTests
{
    [Fact]
    public void Everything_but_export_needs_a_buffer()
    {
        var buffer = new SpecBuffer(With(Dev("a")).At((0x10, 4)));
        Operation[] all =
        [
            Attach("a"), Detach("a"), Map("a"), Unmap("a"), TestMap("a"), Pin("a"), Unpin("a"), Move(), Begin(), End(), Change("a", Any),
            Refuse("a"), new Operation.CpuUse(true), new Operation.DeviceUse("a", true, true), new Operation.GetConstraints(),
            new Operation.RecalcConstraints(),
        ];

        Assert.All(all, operation => Assert.Equal(StepResult.Refused(Errno.Enodev, GroundsKind.NotExported), buffer.Apply(operation)));
        Assert.Equal(BufferView.None, buffer.View);
    }

    [Fact]
    public void Second_export_is_busy() =>
        Life.Of(With().At((0x10, 4)), []).Refuses(new Operation.Export(), Errno.Ebusy, GroundsKind.AlreadyExported, null);

    [Fact]
    public void Exporter_that_allocates_at_export_takes_the_first_candidate_whoever_may_come()
    {
        Scenario early = With(Dev("low", Low)).By(e => e with { Allocates = AllocationTime.Export });
        Scenario memory = early.From(("high", 0x100000, 4), ("low", 0x10, 4));

        Assert.Equal(Runs((0x100000, 4)), Life.Of(memory).Storage);
        Assert.Equal(
            StepResult.Refused(Errno.Enomem, GroundsKind.NoStorage), new SpecBuffer(early.From(("h", 0, 3))).Apply(new Operation.Export()));
    }

    [Fact]
    public void Map_pin_and_access_by_the_cpu_allocate_what_serves_everybody_attached()
    {
        Scenario scenario = With(Dev("any"), Dev("low", Low)).From(("high", 0x100000, 4), ("low", 0x10, 4));

        foreach (Operation first in new[] { Map("any"), Pin("any"), Begin() })
        {
            Assert.Equal(Runs((0x10, 4)), Life.Of(scenario, "any", "low").Does(first).Storage);
            Assert.Equal(Runs((0x100000, 4)), Life.Of(scenario, "any").Does(first).Storage);
        }

        Assert.Empty(Life.Of(scenario, "any").Does(TestMap("any")).Storage);
    }

    [Fact]
    public void No_candidate_at_all_is_out_of_memory()
    {
        Life life = Life.Of(With(Dev("a")).From(("h", 0, 3)));

        life.Refuses(Begin(), Errno.Enomem, GroundsKind.NoStorage, null);
        Assert.Empty(life.Refuses(Attach("a"), Errno.Enomem, GroundsKind.NoStorage, "a"));
    }

    [Fact]
    public void Copy_goes_its_own_way()
    {
        var buffer = new SpecBuffer(With(Dev("a")).At((0x10, 4)));
        buffer.Apply(new Operation.Export());
        SpecBuffer copy = buffer.Copy();
        copy.Apply(Attach("a"));

        Assert.Empty(buffer.View.Attachments);
        Assert.Single(copy.View.Attachments);
    }
}
