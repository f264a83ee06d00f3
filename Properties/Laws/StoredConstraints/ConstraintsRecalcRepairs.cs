using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.StoredConstraints;

/// <summary>Whatever went wrong before, after a recalculation the stored constraints are right again (thread F22).</summary>
internal static class ConstraintsRecalcRepairs
{
    public static Law Law { get; } = TraceLaws.OfEachStep("Constraints.RecalcRepairs", "stored(recalc(s)) = merge(attached(s))", Check);

    private static LawResult Check(StepCase c) => c.Operation is Operation.RecalcConstraints && c.IsOk
        ? c.Same("a recalculation leaves them equal", c.Step.After.Recomputed, c.Step.After.Stored)
        : LawResult.NotApplicable;
}
