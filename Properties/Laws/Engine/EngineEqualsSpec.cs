using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Published;

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
        LifecycleTrace engine = c.Trace(c.Voters.Optimised);
        return StepDifference.First(spec, engine) is { } difference
            ? LawResult.Violated(
                $"equal {difference.Field}",
                difference.Expected,
                $"{c.Voters.Optimised.Name}: {difference.Actual} (after {spec.NameOf(difference.Step)})",
                WhomTheThirdContradicts(c, spec, engine, difference.Step))
            : LawResult.Holds;
    }

    /// <summary>
    /// Published code without a defect is a third implementation, written without knowing the others: whoever parts with it no later than the two
    /// part is the odd one out, unless both do.
    /// </summary>
    private static string? WhomTheThirdContradicts(Case c, LifecycleTrace spec, LifecycleTrace engine, int step)
    {
        LifecycleTrace third = LifecycleTrace.Of(new PublishedRules(c.Voters.Spec, Defects.None), c.Scenario);
        bool Contradicts(LifecycleTrace trace) => StepDifference.First(third, trace) is { } difference && difference.Step <= step;
        return (Contradicts(spec), Contradicts(engine)) switch
        {
            (true, false) => c.Voters.Spec.Name,
            (false, true) => c.Voters.Optimised.Name,
            _ => null,
        };
    }
}
