using System.Globalization;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>One step as an implementation did it.</summary>
/// <param name="Step">What was asked.</param>
/// <param name="Result">What it gave.</param>
/// <param name="Before">What could be observed before.</param>
/// <param name="After">What could be observed after.</param>
public sealed record TracedStep(Step Step, StepResult Result, BufferView Before, BufferView After)
{
    /// <summary>The operation.</summary>
    public Operation Operation => Step.Operation;

    /// <summary>Whether it was done.</summary>
    public bool IsOk => Result.Errno == Errno.Ok;

    /// <summary>Whether it was refused so, for that reason.</summary>
    public bool IsRefused(Errno errno, GroundsKind kind) => Result.Errno == errno && Result.Grounds?.Kind == kind;

    /// <summary>The latest attachment of a device before the step: the one that an operation on the device means.</summary>
    public AttachmentView? Meant(string device) => Before.Attachments.LastOrDefault(a => a.Device == device);
}

/// <summary>A scenario's steps as one implementation did them, in the order of the list whatever their threads.</summary>
/// <param name="Scenario">With at least one step.</param>
/// <param name="Steps">Export included.</param>
public sealed record LifecycleTrace(Scenario Scenario, IReadOnlyList<TracedStep> Steps)
{
    /// <summary>Runs the steps of a scenario on a fresh buffer.</summary>
    public static LifecycleTrace Of(IRules rules, Scenario scenario) => Of(rules, scenario, StepsOf(scenario));

    /// <summary>Runs steps on a fresh buffer of a scenario.</summary>
    public static LifecycleTrace Of(IRules rules, Scenario scenario, IEnumerable<Step> steps)
    {
        IDmaBuf buffer = rules.NewBuffer(scenario);
        var traced = new List<TracedStep>();
        BufferView before = buffer.View;
        foreach (Step step in steps)
        {
            StepResult result = buffer.Apply(step.Operation);
            BufferView after = buffer.View;
            traced.Add(new TracedStep(step, result, before, after));
            before = after;
        }

        return new LifecycleTrace(scenario, traced);
    }

    /// <summary>A step as its scenario names it: "steps[3], map d0"; "export" for the one that comes by itself.</summary>
    /// <param name="index">In <see cref="Steps"/>.</param>
    public string NameOf(int index)
    {
        int inScenario = index - (Scenario.Steps.Any(s => s.Operation is Operation.Export) ? 0 : 1);
        string operation = StepWords.Of(Steps[index].Operation);
        return inScenario < 0 ? operation : string.Create(CultureInfo.InvariantCulture, $"steps[{inScenario}], {operation}");
    }

    /// <summary>What is done: export comes first by itself, unless a step says when.</summary>
    public static IEnumerable<Step> StepsOf(Scenario scenario) => scenario.Steps.Any(s => s.Operation is Operation.Export)
        ? scenario.Steps
        : scenario.Steps.Prepend(new Step(new Operation.Export()));
}
