using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>What devices declare at each point of a trace: changes of limits that succeeded count from then on.</summary>
internal static class DeclaredLimits
{
    /// <summary>For each step the devices as they declare themselves after it.</summary>
    public static IReadOnlyList<ValueList<Device>> After(LifecycleTrace trace)
    {
        ValueList<Device> devices = trace.Scenario.Devices;
        var after = new List<ValueList<Device>>();
        foreach (TracedStep step in trace.Steps)
        {
            if (step.Step.Operation is Operation.ChangeLimits change && step.Result.Errno == Errno.Ok)
            {
                devices = [.. devices.Select(d => d.Name == change.Device ? d with { Limits = change.Limits } : d)];
            }

            after.Add(devices);
        }

        return after;
    }

    /// <summary>One device for each attachment of a view, in its order.</summary>
    public static ValueList<Device> Attached(BufferView view, ValueList<Device> devices) =>
        [.. view.Attachments.Select(a => devices.First(d => d.Name == a.Device))];
}
