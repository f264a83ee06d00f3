using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Flushes too many, and flushes forgotten.</summary>
internal static class CoherencyFaults
{
    /// <summary>Each with its own tracker.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of<FlushesEachMapping>(
            "flush-per-mapping",
            "cleans at every map, whoever owns the data",
            "thread D12.9, T9; drivers/dma-buf/heaps/system_heap.c maps each attachment without SKIP_CPU_SYNC"),
        Of<AlwaysInvalidates>(
            "begin-invalidates-dirty-lines",
            "begin CPU access invalidates, whether devices own the data or the CPU wrote it",
            "thread D22.2; drivers/dma-buf/heaps/system_heap.c syncs every mapped attachment for the CPU"),
        Of<ForgetsAtEnd>(
            "end-forgets-to-clean",
            "end CPU access leaves what the CPU wrote in its cache",
            "drivers/dma-buf/udmabuf.c before \"implement begin_cpu_access/end_cpu_access hooks\""),
        Of<CleansForWritersOnly>(
            "clean-only-from-device",
            "map cleans for devices that write, not for those that read: the direction is taken the wrong way round",
            "include/linux/dma-direction.h; thread D22.1"),
        Of<ForgetsEndedMappings>(
            "unmapped-never-invalidated",
            "begin CPU access invalidates only while a mapping lives: what a device wrote before its unmap stays unseen",
            "drivers/gpu/drm/drm_prime.c maps and unmaps with DMA_ATTR_SKIP_CPU_SYNC"),
    ];

    private static SeededFault Of<T>(string name, string description, string source)
        where T : CoherencyTracker, new() =>
        EngineFault.Of(name, description, source, EngineParts.Default with { Coherency = () => new T() });

    private sealed class FlushesEachMapping : CoherencyTracker
    {
        public override void Begin(MapDirection direction, bool cpuAccessIsOpen, ICollection<CacheAction> actions)
        {
            base.Begin(direction, cpuAccessIsOpen, []);
            actions.Add(new(CacheActionKind.Clean));
        }
    }

    private sealed class AlwaysInvalidates : CoherencyTracker
    {
        public override void TakeForCpu(ICollection<CacheAction> actions)
        {
            base.TakeForCpu([]);
            actions.Add(new(CacheActionKind.Invalidate));
        }
    }

    private sealed class ForgetsAtEnd : CoherencyTracker
    {
        private bool _isMapping;

        public override void Begin(MapDirection direction, bool cpuAccessIsOpen, ICollection<CacheAction> actions)
        {
            _isMapping = true;
            base.Begin(direction, cpuAccessIsOpen, actions);
            _isMapping = false;
        }

        public override void GiveToDevices(bool cpuAccessIsOpen, ICollection<CacheAction> actions) =>
            base.GiveToDevices(cpuAccessIsOpen, _isMapping ? actions : []);
    }

    private sealed class CleansForWritersOnly : CoherencyTracker
    {
        public override void Begin(MapDirection direction, bool cpuAccessIsOpen, ICollection<CacheAction> actions) =>
            base.Begin(direction, cpuAccessIsOpen, direction == MapDirection.FromDevice ? actions : []);
    }

    private sealed class ForgetsEndedMappings : CoherencyTracker
    {
        private int _live;

        public override void Begin(MapDirection direction, bool cpuAccessIsOpen, ICollection<CacheAction> actions)
        {
            _live++;
            base.Begin(direction, cpuAccessIsOpen, actions);
        }

        public override void End(MapDirection direction)
        {
            _live--;
            base.End(direction);
        }

        public override void TakeForCpu(ICollection<CacheAction> actions) => base.TakeForCpu(_live > 0 ? actions : []);
    }
}
