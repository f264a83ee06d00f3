using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws.Coherency;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Properties.Claims.Evidence.Tiny;

namespace DmabufVerify.Properties.Claims.D;

/// <summary>CPU caches: what coherency belongs to, how often they are flushed, what is lost.</summary>
internal static class Caches
{
    public static IEnumerable<Claim> Claims { get; } =
    [
        ClaimKinds.Exists(
            "D12.8",
            "One device makes coherent and non-coherent accesses: coherency belongs to an access, not to a device.",
            "there is a history: called coherent the device reads stale data, called non-coherent it costs a flush that its coherent access does not need",
            VerdictKind.Proved,
            "one device that reads what the CPU wrote",
            NeitherIsRight),
        ClaimKinds.ByLaw("D12.9a", "Several mappings of one memory should not flush the CPU's caches several times.", CoherencyFlushesBounded.Law),
        ClaimKinds.ForAll(
            "D12.9b",
            "Each non-coherent mapping costs a flush.",
            "flushes(map n times) = n",
            VerdictKind.Refuted,
            "three devices that map what the CPU wrote",
            OneFlushForThree),
        ClaimKinds.ByLaw("D22.1", "Map, sync and unmap are enough for every reader to see what was written last; no other call is needed.", CoherencySameView.Law),
        ClaimKinds.ByLaw("D22.2", "Ownership has to be respected, as some syncs destroy dirty data in the CPU's caches.", CoherencyNoDirtyLoss.Law),
    ];

    private static Found? NeitherIsRight(ClaimContext context)
    {
        Scenario As(DeviceAccess access) => Over(Pages(0), Device("d") with { Access = access }).Doing(
            new Operation.BeginCpuAccess(Writes: true),
            new Operation.CpuUse(Writes: true),
            new Operation.EndCpuAccess(),
            Attach("d"),
            Map("d"));
        CacheMachine written = CacheMachine.Fresh.CpuWrites(1);
        (CacheMachine Machine, int Flushes) Afterwards(DeviceAccess access)
        {
            LifecycleTrace trace = LifecycleTrace.Of(context.Voters.Spec, As(access));
            CacheAction[] actions = [.. trace.Steps.SelectMany(s => s.Result.CacheActions)];
            return (actions.Aggregate(written, (machine, action) => machine.After(action)), actions.Count(a => a.IsFlush));
        }

        var (coherent, coherentFlushes) = Afterwards(DeviceAccess.Coherent);
        var (nonCoherent, nonCoherentFlushes) = Afterwards(DeviceAccess.NonCoherent);
        bool stale = coherent.DeviceSees(snoops: false) == 0 && coherent.DeviceSees(snoops: true) == 1 && coherentFlushes == 0;
        bool needless = nonCoherent.DeviceSees(snoops: false) == 1 && nonCoherentFlushes == 1;
        return stale && needless
            ? new Found("its non-coherent read sees the old data if it counts as coherent; its coherent read pays for a flush if it does not", As(DeviceAccess.PerAccess))
            : null;
    }

    private static Found? OneFlushForThree(ClaimContext context)
    {
        Device[] devices = [.. Enumerable.Range(0, 3).Select(i => Device($"d{i}") with { Access = DeviceAccess.NonCoherent })];
        Scenario history = Over(Pages(0), devices).Doing(
        [
            new Operation.BeginCpuAccess(Writes: true),
            new Operation.CpuUse(Writes: true),
            new Operation.EndCpuAccess(),
            .. devices.Select(d => Attach(d.Name)),
            .. devices.Select(d => Map(d.Name)),
        ]);
        int[] flushes =
        [
            .. context.Voters.Rules.Select(rules =>
                LifecycleTrace.Of(rules, history).Steps.Sum(s => s.Result.CacheActions.Count(a => a.IsFlush))),
        ];
        return flushes.All(f => f == 1) ? new Found("three mappings, one flush: the buffer changed hands once", history) : null;
    }
}
