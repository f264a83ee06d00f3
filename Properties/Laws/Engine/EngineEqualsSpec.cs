using DmabufVerify.Properties.Lifecycle;

namespace DmabufVerify.Properties.Laws.Engine;

/// <summary>Specification and engine in lockstep: equal results and equal views after every step.</summary>
internal static class EngineEqualsSpec
{
    public static Law Law { get; } = new(
        "Engine.EqualsSpec", "result, view(engine, op) = result, view(spec, op), after every operation", NeedsSolver: false, Check)
    {
        Subject = LawSubject.Lifecycle,
    };

    private static LawResult Check(Case c)
    {
        if (c.Scenario.Steps.Count == 0)
        {
            return LawResult.NotApplicable;
        }

        LifecycleTrace spec = c.Trace(c.Voters.Spec);
        return StepDifference.First(spec, c.Trace(c.Voters.Optimised)) is { } difference
            ? LawResult.Violated(
                $"equal {difference.Field}",
                difference.Expected,
                $"{c.Voters.Optimised.Name}: {difference.Actual} (after {StepWords.Of(difference.Step, spec.Steps[difference.Step].Step)})")
            : LawResult.Holds;
    }
}
