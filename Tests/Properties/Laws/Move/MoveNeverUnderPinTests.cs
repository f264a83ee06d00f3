using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Faults.Engine;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Laws.Move;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Laws.Move;

public sealed class MoveNeverUnderPinTests
{
    private static readonly Device[] Movers = [Mover("one"), Mover("other")];

    private static readonly Operation[] Steps =
    [
        new Operation.Export(), new Operation.Attach("one"), new Operation.Attach("other"),
        new Operation.Map("one", MapDirection.Bidirectional), new Operation.Move(),
    ];

    private static readonly Scenario Scenario = new()
    {
        BufferSizeBytes = 4096,
        Memory = [new MemoryExtent(new PfnRun(16, 1), "system"), new MemoryExtent(new PfnRun(32, 1), "system")],
        Exporter = new Exporter { IsMovable = true },
        Devices = [.. Movers],
        Steps = [.. Steps.Select(operation => new Step(operation))],
    };

    [Fact]
    public void Importers_are_told_the_latest_first() =>
        Assert.Null(Examination.Check(MoveNeverUnderPin.Law, new Case(Scenario, TestVoters.Two)).Violation);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_order_and_an_importer_left_out_break_it(bool inOrderOfAttach)
    {
        SeededFault fault = EngineFault.Of("other-notice", "", "", new OtherNotice(inOrderOfAttach));

        Violation? violation = Examination.Check(MoveNeverUnderPin.Law, new Case(Scenario, fault.Plant(TestVoters.Two))).Violation;

        Assert.Equal("who moves on notice is told, the latest first", violation?.Conjunct);
        Assert.Equal("optimised", violation?.Suspect);
    }

    private static Device Mover(string name) => new(name, Limits.Unset) { Importer = ImporterHabit.MovesOnNotice };

    /// <summary>The order of the attachments; or only whoever has a live mapping.</summary>
    private sealed class OtherNotice(bool inOrderOfAttach) : EngineDecisions
    {
        public override IEnumerable<Attachment> Notified(IEnumerable<Attachment> due) =>
            inOrderOfAttach ? due.Reverse() : due.Where(attachment => attachment.Live is not null);
    }
}
