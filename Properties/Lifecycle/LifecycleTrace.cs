using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>One operation of a history as it was done.</summary>
/// <param name="Step">What was asked.</param>
/// <param name="Result">What it gave.</param>
/// <param name="Before">What could be observed before.</param>
/// <param name="After">And after.</param>
public sealed record TracedStep(Step Step, StepResult Result, BufferView Before, BufferView After)
{
    /// <summary>The operation.</summary>
    public Operation Operation => Step.Operation;

    /// <summary>Whether it was done.</summary>
    public bool IsOk => Result.Errno == Errno.Ok;

    /// <summary>Whether it was refused so, for that reason.</summary>
    public bool IsRefused(Errno errno, GroundsKind kind) => Result.Errno == errno && Result.Grounds?.Kind == kind;
}

/// <summary>A history as one implementation did it, one step after the other in the order of the list.</summary>
/// <param name="Scenario">With the steps.</param>
/// <param name="Steps">All of them.</param>
public sealed record LifecycleTrace(Scenario Scenario, IReadOnlyList<TracedStep> Steps)
{
    /// <summary>Runs a scenario's steps on a new buffer.</summary>
    public static LifecycleTrace Of(IRules rules, Scenario scenario)
    {
        IDmaBuf buffer = rules.NewBuffer(scenario);
        BufferView before = buffer.View;
        var steps = new List<TracedStep>(scenario.Steps.Count);
        foreach (Step step in scenario.Steps)
        {
            StepResult result = buffer.Apply(step.Operation);
            BufferView after = buffer.View;
            steps.Add(new TracedStep(step, result, before, after));
            before = after;
        }

        return new LifecycleTrace(scenario, steps);
    }
}
