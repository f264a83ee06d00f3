using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Lifecycle;

/// <summary>Short histories of a buffer of two pages.</summary>
internal static class Histories
{
    public static Operation Attach(string device) => new Operation.Attach(device);

    public static Operation Map(string device) => new Operation.Map(device, MapDirection.Bidirectional);

    public static Operation CpuWrite => new Operation.CpuUse(true);

    public static Operation CpuRead => new Operation.CpuUse(false);

    public static Operation Begin => new Operation.BeginCpuAccess(true);

    public static Operation End => new Operation.EndCpuAccess();

    public static Operation Write(string device, bool snoops = false) => new Operation.DeviceUse(device, true, snoops);

    public static Operation Read(string device, bool snoops = false) => new Operation.DeviceUse(device, false, snoops);

    /// <summary>A history over storage at page 0x100000, out of reach of devices with 32 bits.</summary>
    public static Scenario Of(ValueList<Device> devices, params Operation[] operations) =>
        Some.Sharing([new PfnRun(0x100000, 2)], [.. devices]) with { Steps = [.. operations.Select(o => new Step(o))] };

    /// <summary>The same without what an implementation did about caches and copies.</summary>
    public static LifecycleTrace WithoutFlushes(this LifecycleTrace trace) => trace with
    {
        Steps = [.. trace.Steps.Select(s => s with { Result = s.Result with { CacheActions = [] } })],
    };
}
