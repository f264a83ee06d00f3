using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>The data that readers see in a trace.</summary>
/// <param name="Reads">For each step the version read there; <see langword="null"/> where nothing is read.</param>
/// <param name="Expected">For each read the last write before it, wherever it went; fresh storage has 0.</param>
/// <param name="Bounced">For each step whether some mapping was bounced then or before: copies may lag behind.</param>
/// <param name="LossAt">The first step at which data were lost.</param>
/// <param name="Loss">How.</param>
public sealed record DataSeen(int?[] Reads, int[] Expected, bool[] Bounced, int? LossAt, string? Loss)
{
    /// <summary>Runs the cache machine along a trace. Write n is the one of step n, counted from 1.</summary>
    public static DataSeen Of(LifecycleTrace trace)
    {
        int count = trace.Steps.Count;
        var seen = new DataSeen(new int?[count], new int[count], new bool[count], LossAt: null, Loss: null);
        CacheMachine machine = CacheMachine.Fresh;
        int last = 0;
        bool bounced = false;
        for (int i = 0; i < count; i++)
        {
            TracedStep step = trace.Steps[i];
            machine = step.Result.CacheActions.Aggregate(machine, (m, action) => m.After(action));
            if (step.Result.Errno == Errno.Ok)
            {
                (machine, seen.Reads[i]) = Use(machine, trace.Scenario, step, i + 1);
                last = IsWrite(step.Step.Operation) ? i + 1 : last;
            }

            bounced |= step.After.Attachments.Any(a => a.Mapping is { Kind: MappingKind.Bounced });
            seen.Expected[i] = last;
            seen.Bounced[i] = bounced;
            if (seen.Loss is null && machine.Loss is not null)
            {
                seen = seen with { LossAt = i, Loss = machine.Loss };
            }
        }

        return seen;
    }

    private static bool IsWrite(Operation operation) =>
        operation is Operation.CpuUse { Writes: true } or Operation.DeviceUse { Writes: true };

    private static (CacheMachine Machine, int? Read) Use(CacheMachine machine, Scenario scenario, TracedStep step, int version)
    {
        switch (step.Step.Operation)
        {
            case Operation.CpuUse use:
                return use.Writes ? (machine.CpuWrites(version), null) : (machine, machine.CpuSees);
            case Operation.DeviceUse use when step.Meant(use.Device) is { } attachment:
                return ByDevice(machine, scenario, use, attachment, version);
            default:
                return (machine, null);
        }
    }

    private static (CacheMachine Machine, int? Read) ByDevice(
        CacheMachine machine, Scenario scenario, Operation.DeviceUse use, AttachmentView attachment, int version)
    {
        if (attachment.Mapping is { Kind: MappingKind.Bounced })
        {
            return use.Writes
                ? (machine.BounceWrites(attachment.Id, version), null)
                : (machine, machine.Bounce.GetValueOrDefault(attachment.Id));
        }

        DeviceAccess access = scenario.Devices.First(d => d.Name == use.Device).Access;
        bool snoops = access == DeviceAccess.Coherent || (access == DeviceAccess.PerAccess && use.Snoops);
        return use.Writes ? (machine.DeviceWrites(version, snoops), null) : (machine, machine.DeviceSees(snoops));
    }
}
