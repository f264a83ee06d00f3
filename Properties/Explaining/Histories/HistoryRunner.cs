using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Histories;

/// <summary>Leads implementations through a history, step by step in the order of the list, whichever threads it names.</summary>
public static class HistoryRunner
{
    /// <summary>
    /// One row for each step, as it is done. Export comes first by itself unless a step says it. A difference does not end the history.
    /// </summary>
    public static IEnumerable<HistoryRow> Run(ValueList<Step> steps, IReadOnlyList<Implementation> implementations)
    {
        if (!steps.Any(s => s.Operation is Operation.Export))
        {
            yield return Do(null, new Step(new Operation.Export()), implementations);
        }

        for (int i = 0; i < steps.Count; i++)
        {
            yield return Do(i, steps[i], implementations);
        }
    }

    private static HistoryRow Do(int? number, Step step, IReadOnlyList<Implementation> implementations) =>
        new(number, step, [.. implementations.Select(i => (i, Do(step.Operation, i.Buffer)))]);

    private static Outcome Do(Operation operation, IDmaBuf buffer)
    {
        BufferView before = buffer.View;
        StepResult result = buffer.Apply(operation);
        return new Outcome(result, ViewChanges.Between(before, buffer.View));
    }
}
