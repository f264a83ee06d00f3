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
        return LawResult.Worst(probe.Steps.Select((step, i) => probe.Predictions[i] is { } predicted ? Compare(rules, step, i, predicted) : LawResult.NotApplicable));
    }

    private static LawResult Compare(IRules rules, TracedStep step, int index, StepResult predicted)
    {
        (string Field, object? Predicted, object? Actual)[] fields =
        [
            ("errno", predicted.Errno, step.Result.Errno),
            ("grounds", predicted.Grounds?.Kind, step.Result.Grounds?.Kind),
            ("table", predicted.Mapping, step.Result.Mapping),
        ];
        foreach ((string field, object? wanted, object? got) in fields)
        {
            if (!Equals(wanted, got))
            {
                return LawResult.Violated(
                    $"the {field} is predicted",
                    $"{StepWords.Of(wanted)}, as test-map said",
                    $"{rules.Name}: {StepWords.Of(got)} (at {StepWords.Of(index, step.Step)})",
                    rules.Name);
            }
        }

        return LawResult.Holds;
    }
}
