using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>Where two implementations part.</summary>
/// <param name="Step">Index of the step.</param>
/// <param name="Field">What differs, in words.</param>
/// <param name="Expected">What the specification has.</param>
/// <param name="Actual">What the other has.</param>
public sealed record StepDifference(int Step, string Field, string Expected, string Actual)
{
    private static readonly (string Field, Func<StepResult, object?> Of)[] Results =
    [
        ("errno", r => r.Errno),
        ("grounds", r => r.Grounds is null ? null : (r.Grounds.Kind, r.Grounds.Device)),
        ("attachment", r => r.Attachment),
        ("mapping", r => r.Mapping),
        ("constraints", r => r.Constraints),
        ("what hooks saw", r => r.Hooks),
        ("who was notified", r => r.Notified),
        ("copies", r => (ValueList<CacheAction>)[.. r.CacheActions.Where(a => !a.IsFlush)]),
    ];

    private static readonly (string Field, Func<BufferView, object?> Of)[] Views =
    [
        ("whether it is exported", v => v.IsExported),
        ("storage", v => v.Storage),
        ("attachments", v => v.Attachments),
        ("stored constraints", v => v.Stored),
        ("recomputed constraints", v => v.Recomputed),
        ("attachment objects", v => v.AttachmentObjects),
        ("CPU access", v => v.CpuAccess),
    ];

    /// <summary>
    /// The first step at which results or views differ; <see langword="null"/> when they never do. Flushes may differ, and so may the choice among
    /// several minimal conflicts: other laws are about these.
    /// </summary>
    public static StepDifference? First(LifecycleTrace expected, LifecycleTrace actual)
    {
        for (int i = 0; i < expected.Steps.Count; i++)
        {
            if (At(i, expected.Steps[i], actual.Steps[i]) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>What differs between two results of one operation; <see langword="null"/> when nothing does.</summary>
    public static StepDifference? OfResults(StepResult expected, StepResult actual) => Compare(0, Results, expected, actual);

    private static StepDifference? At(int index, TracedStep expected, TracedStep actual) =>
        Compare(index, Results, expected.Result, actual.Result)
        ?? (expected.After == actual.After ? null : Compare(index, Views, expected.After, actual.After));

    private static StepDifference? Compare<T>(int index, (string Field, Func<T, object?> Of)[] fields, T expected, T actual)
    {
        foreach ((string field, Func<T, object?> of) in fields)
        {
            (object? wanted, object? got) = (of(expected), of(actual));
            if (!Equals(wanted, got))
            {
                return new StepDifference(index, field, Show(wanted), Show(got));
            }
        }

        return null;
    }

    private static string Show(object? value) => StepWords.Of(value);
}
