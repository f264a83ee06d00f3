using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Move;

/// <summary>
/// Storage stays while anybody pins it, while a mapping lives whose importer does not move on notice, and while the CPU has it open; whoever moves on
/// notice is told, the latest attachment first (thread D7.1, D12.2).
/// </summary>
internal static class MoveNeverUnderPin
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Move.NeverUnderPin", "storage(op(s)) != storage(s) => no pin, no mapping without notice, no CPU access in s", Check);

    private static LawResult Check(StepCase c)
    {
        (BufferView before, BufferView after) = (c.Step.Before, c.Step.After);
        if (before.Storage is null || before.Storage == after.Storage)
        {
            return LawResult.NotApplicable;
        }

        AttachmentView[] mapped = [.. before.Attachments.Where(a => a.Mapping is not null)];
        return LawResult.Worst(
        [
            Holds(c, "the exporter can move", c.Scenario.Exporter.IsMovable),
            Holds(c, "nobody pins", before.Attachments.All(a => a.Pins == 0)),
            Holds(c, "every live mapping is of an importer that moves on notice", mapped.All(a => c.Device(a.Device).Importer == ImporterHabit.MovesOnNotice)),
            Holds(c, "whoever has a live mapping is told", mapped.All(a => c.Result.Notified.Contains(a.Id))),
            c.Same("who moves on notice is told, the latest first", ToldInOrder(c), c.Result.Notified),
            Holds(c, "no CPU access is open", before.CpuAccess == CpuAccess.None),
        ]);
    }

    /// <summary>An attachment that the move was made for is not among those before.</summary>
    private static ValueList<int> ToldInOrder(StepCase c) =>
        [.. c.Step.Before.Attachments.Where(a => c.Device(a.Device).Importer == ImporterHabit.MovesOnNotice).Select(a => a.Id).Reverse()];

    private static LawResult Holds(StepCase c, string conjunct, bool holds) =>
        holds ? LawResult.Holds : c.Violated(conjunct, "or the storage stays", "it moved");
}
