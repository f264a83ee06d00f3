using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>
/// A trace with questions in between: before each map the same test-map, and before every other step a test-map of some device. The answers
/// should be those that map then gives, and the trace should otherwise be what it is without them.
/// </summary>
/// <param name="Steps">The steps that were asked for, without the questions.</param>
/// <param name="Predictions">For each of these the answer to the test-map before it, if that asked the same as the step.</param>
/// <param name="ChangedBy">The first step before which a question changed what can be observed; <see langword="null"/> for none.</param>
public sealed record TraceProbe(IReadOnlyList<TracedStep> Steps, IReadOnlyList<StepResult?> Predictions, int? ChangedBy)
{
    /// <summary>Runs a scenario's steps on a fresh buffer with the questions in between.</summary>
    public static TraceProbe Of(IRules rules, Scenario scenario)
    {
        IDmaBuf buffer = rules.NewBuffer(scenario);
        var steps = new List<TracedStep>();
        var predictions = new List<StepResult?>();
        int? changedBy = null;
        foreach (Step step in LifecycleTrace.StepsOf(scenario))
        {
            BufferView unasked = buffer.View;
            StepResult? prediction = Ask(buffer, scenario, step, steps.Count);
            BufferView before = buffer.View;
            changedBy ??= unasked == before ? null : steps.Count;
            StepResult result = buffer.Apply(step.Operation);
            steps.Add(new TracedStep(step, result, before, buffer.View));
            predictions.Add(prediction);
        }

        return new TraceProbe(steps, predictions, changedBy);
    }

    private static StepResult? Ask(IDmaBuf buffer, Scenario scenario, Step step, int index)
    {
        if (step.Operation is Operation.Map map)
        {
            return buffer.Apply(new Operation.TestMap(map.Device, map.Direction));
        }

        if (scenario.Devices.Count > 0)
        {
            string device = scenario.Devices[index % scenario.Devices.Count].Name;
            buffer.Apply(new Operation.TestMap(device, MapDirection.Bidirectional));
        }

        return null;
    }
}
