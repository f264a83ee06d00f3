using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.StoredConstraints;

/// <summary>
/// Stored constraints are those that a recalculation gives: after every operation, inside the exporter's hooks, and to whoever asks (thread F3-F7, T2).
/// </summary>
internal static class ConstraintsStoredEqualsRecomputed
{
    public static Law Law { get; } = TraceLaws.OfEachStep(
        "Constraints.StoredEqualsRecomputed", "stored(s) = merge(attached(s)), after every operation and inside hooks", Check);

    private static LawResult Check(StepCase c)
    {
        BufferView after = c.Step.After;
        return LawResult.Worst(
        [
            c.Same("stored equals recomputed", after.Recomputed, after.Stored),
            .. c.Result.Hooks.Select(hook => c.Same($"stored equals recomputed inside the {hook.Hook} hook", hook.Recomputed, hook.Stored)),
            c.Operation switch
            {
                Operation.GetConstraints when c.IsOk => c.Same("what is read is stored", after.Stored, c.Result.Constraints),
                Operation.RecalcConstraints when c.IsOk => c.Same("what is recalculated is recomputed", after.Recomputed, c.Result.Constraints),
                _ => LawResult.NotApplicable,
            },
        ]);
    }
}
