using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.TestMap;

/// <summary>Test-map answers what map then does: errno, grounds and table (thread D12.7).</summary>
internal static class TestMapPredicts
{
    public static Law Law { get; } = TraceLaws.OfTrace("TestMap.Predicts", "testMap(s, d) = map(s, d), flushes and copies aside", Check);

    private static LawResult Check(Case c, IRules rules)
    {
        TraceProbe probe = c.Probe(rules);
        var trace = new LifecycleTrace(c.Scenario, probe.Steps);
        return LawResult.Worst(trace.Steps.Select((_, i) => probe.Predictions[i] is { } predicted ? Compare(rules, trace, i, predicted) : LawResult.NotApplicable));
    }

    private static LawResult Compare(IRules rules, LifecycleTrace trace, int index, StepResult predicted)
    {
        StepResult result = trace.Steps[index].Result;
        (string Field, object? Predicted, object? Actual)[] fields =
        [
            ("errno", predicted.Errno, result.Errno),
            ("grounds", predicted.Grounds?.Kind, result.Grounds?.Kind),
            ("table", predicted.Mapping, result.Mapping),
        ];
        foreach ((string field, object? wanted, object? got) in fields)
        {
            if (!Equals(wanted, got))
            {
                return LawResult.Violated(
                    $"the {field} is predicted",
                    $"{StepWords.Of(wanted)}, as test-map said",
                    $"{rules.Name}: {StepWords.Of(got)} (at {trace.NameOf(index)})",
                    rules.Name);
            }
        }

        return LawResult.Holds;
    }
}
