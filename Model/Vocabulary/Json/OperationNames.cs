namespace DmabufVerify.Vocabulary.Json;

/// <summary>What operations are called in scenario files and reports.</summary>
public static class OperationNames
{
    /// <summary>The word behind "op".</summary>
    public static string Name(this Operation operation) => operation switch
    {
        Operation.Export => "export",
        Operation.Attach => "attach",
        Operation.Detach => "detach",
        Operation.Map => "map",
        Operation.Unmap => "unmap",
        Operation.TestMap => "testMap",
        Operation.Pin => "pin",
        Operation.Unpin => "unpin",
        Operation.Move => "move",
        Operation.BeginCpuAccess => "beginCpuAccess",
        Operation.EndCpuAccess => "endCpuAccess",
        Operation.CpuUse use => use.Writes ? "cpuWrite" : "cpuRead",
        Operation.DeviceUse use => use.Writes ? "deviceWrite" : "deviceRead",
        Operation.GetConstraints => "getConstraints",
        Operation.RecalcConstraints => "recalcConstraints",
        Operation.ChangeLimits => "changeLimits",
        Operation.ExporterRefuses => "exporterRefuses",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    /// <summary>The device that an operation names, or <see langword="null"/> where it names none.</summary>
    public static string? DeviceName(this Operation operation) => operation switch
    {
        Operation.Attach attach => attach.Device,
        Operation.Detach detach => detach.Device,
        Operation.Map map => map.Device,
        Operation.Unmap unmap => unmap.Device,
        Operation.TestMap test => test.Device,
        Operation.Pin pin => pin.Device,
        Operation.Unpin unpin => unpin.Device,
        Operation.DeviceUse use => use.Device,
        Operation.ChangeLimits change => change.Device,
        Operation.ExporterRefuses refusal => refusal.Device,
        Operation.Export or Operation.Move or Operation.BeginCpuAccess or Operation.EndCpuAccess or Operation.CpuUse
            or Operation.GetConstraints or Operation.RecalcConstraints => null,
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
