using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Which device an operation names.</summary>
public static class StepDevices
{
    /// <summary>Its name; <see langword="null"/> where an operation is about the buffer as a whole.</summary>
    public static string? Of(Operation operation) => operation switch
    {
        Operation.Attach one => one.Device,
        Operation.Detach one => one.Device,
        Operation.Map one => one.Device,
        Operation.Unmap one => one.Device,
        Operation.TestMap one => one.Device,
        Operation.Pin one => one.Device,
        Operation.Unpin one => one.Device,
        Operation.DeviceUse one => one.Device,
        Operation.ChangeLimits one => one.Device,
        Operation.ExporterRefuses one => one.Device,
        _ => null,
    };

    /// <summary>The same steps of devices with other names.</summary>
    public static ValueList<Step> Rename(ValueList<Step> steps, Func<string, string> rename) =>
        [.. steps.Select(step => step with { Operation = Rename(step.Operation, rename) })];

    private static Operation Rename(Operation operation, Func<string, string> rename) => operation switch
    {
        Operation.Attach one => one with { Device = rename(one.Device) },
        Operation.Detach one => one with { Device = rename(one.Device) },
        Operation.Map one => one with { Device = rename(one.Device) },
        Operation.Unmap one => one with { Device = rename(one.Device) },
        Operation.TestMap one => one with { Device = rename(one.Device) },
        Operation.Pin one => one with { Device = rename(one.Device) },
        Operation.Unpin one => one with { Device = rename(one.Device) },
        Operation.DeviceUse one => one with { Device = rename(one.Device) },
        Operation.ChangeLimits one => one with { Device = rename(one.Device) },
        Operation.ExporterRefuses one => one with { Device = rename(one.Device) },
        _ => operation,
    };
}
