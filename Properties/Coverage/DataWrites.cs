using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Coverage;

/// <summary>Who read what whom wrote in a history: where caches that nobody flushed would show.</summary>
internal sealed class DataWrites
{
    private enum Writer
    {
        Nobody,
        Cpu,
        DevicePastCache,
        OtherDevice,
    }

    /// <param name="trace">The history. O(steps x attachments).</param>
    public DataWrites(LifecycleTrace trace)
    {
        Writer last = Writer.Nobody;
        foreach (TracedStep step in trace.Steps.Where(step => step.IsOk))
        {
            switch (step.Operation)
            {
                case Operation.CpuUse { Writes: true }:
                    last = Writer.Cpu;
                    break;
                case Operation.CpuUse:
                    CpuReadsPastCache |= last == Writer.DevicePastCache;
                    break;
                case Operation.DeviceUse { Writes: true } use:
                    last = GoesPastCache(trace.Scenario, step.Before, use) ? Writer.DevicePastCache : Writer.OtherDevice;
                    break;
                case Operation.DeviceUse:
                    DeviceReadsCpuWrite |= last == Writer.Cpu;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The CPU reads what a device wrote without snooping, not into a bounce buffer.</summary>
    public bool CpuReadsPastCache { get; }

    /// <summary>A device reads what the CPU wrote.</summary>
    public bool DeviceReadsCpuWrite { get; }

    private static bool GoesPastCache(Scenario scenario, BufferView view, Operation.DeviceUse use)
    {
        DeviceAccess access = scenario.Devices.First(d => d.Name == use.Device).Access;
        return (access == DeviceAccess.NonCoherent || (access == DeviceAccess.PerAccess && !use.Snoops))
            && view.Attachments.Last(a => a.Device == use.Device).Mapping is { Kind: not MappingKind.Bounced };
    }
}
