using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.TestMap;

/// <summary>Test-map changes nothing: neither what can be observed, nor what any later operation does.</summary>
internal static class TestMapPure
{
    public static Law Law { get; } = TraceLaws.OfTrace("TestMap.Pure", "op(testMap(s, d)) = op(s) for all op", Check);

    private static LawResult Check(Case c, IRules rules)
    {
        TraceProbe probe = c.Probe(rules);
        var withQuestions = new LifecycleTrace(c.Scenario, probe.Steps);
        if (probe.ChangedBy is { } asked)
        {
            return LawResult.Violated(
                "test-map changes no view", "the view before", $"{rules.Name}: another view (before {withQuestions.NameOf(asked)})", rules.Name);
        }

        return StepDifference.First(c.Trace(rules), withQuestions) is { } difference
            ? LawResult.Violated(
                $"test-map changes no later result: {difference.Field}",
                difference.Expected,
                $"{rules.Name}: {difference.Actual} (at {withQuestions.NameOf(difference.Step)})",
                rules.Name)
            : LawResult.Holds;
    }
}
