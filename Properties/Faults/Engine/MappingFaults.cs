using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Wrong decisions about mappings, and about moves beneath them.</summary>
internal static class MappingFaults
{
    /// <summary>Each with its own decisions.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        EngineFault.Of(
            "per-access-is-coherent",
            "takes a device that decides per access for a coherent one",
            "thread D12.8",
            new PerAccessIsCoherent()),
        EngineFault.Of(
            "other-direction-suits",
            "hands out a live mapping for any direction",
            "drivers/dma-buf/dma-buf.c compares the direction of a cached table; thread D5.2",
            new AnyDirectionSuits()),
        EngineFault.Of(
            "moves-under-pin",
            "moves storage that somebody pins",
            "thread D7.1, D12.2; dma_buf_pin of drivers/dma-buf/dma-buf.c",
            new IgnoresPins()),
        EngineFault.Of(
            "moves-under-cpu-access",
            "moves storage while the CPU has it open",
            "thread D7.1",
            new IgnoresCpuAccess()),
        EngineFault.Of(
            "moves-under-kept-mapping",
            "takes an importer that keeps its mapping, as i915 does, for one that drops it on notice",
            "thread D12.2, D8.1",
            new MovesKeptMappings()),
        EngineFault.Of(
            "first-importer-notified-only",
            "tells only the first importer that its mapping ends",
            "dma_buf_move_notify of drivers/dma-buf/dma-buf.c goes through all attachments",
            new NotifiesOne()),
        EngineFault.Of(
            "importer-never-pins",
            "forgets the pin of an importer that pins when it maps",
            "dma_buf_map_attachment of drivers/dma-buf/dma-buf.c pins for importers without move_notify; thread D12.2",
            new NeverPins()),
    ];

    private sealed class PerAccessIsCoherent : EngineDecisions
    {
        public override bool IsNonCoherent(Device device, MappingKind kind) =>
            base.IsNonCoherent(device, kind) && device.Access != DeviceAccess.PerAccess;
    }

    private sealed class AnyDirectionSuits : EngineDecisions
    {
        public override bool SuitsDirection(MapDirection live, MapDirection asked) => true;
    }

    private sealed class IgnoresPins : EngineDecisions
    {
        public override GroundsKind? KeepsStorage(in MoveObstacles obstacles) => base.KeepsStorage(obstacles with { IsPinned = false });
    }

    private sealed class IgnoresCpuAccess : EngineDecisions
    {
        public override GroundsKind? KeepsStorage(in MoveObstacles obstacles) =>
            base.KeepsStorage(obstacles with { CpuAccessIsOpen = false });
    }

    private sealed class MovesKeptMappings : EngineDecisions
    {
        public override bool MovesOnNotice(Device device) =>
            base.MovesOnNotice(device) || device.Importer == ImporterHabit.CachesMapping;
    }

    private sealed class NotifiesOne : EngineDecisions
    {
        public override IEnumerable<Attachment> Notified(IEnumerable<Attachment> due) => due.Take(1);
    }

    private sealed class NeverPins : EngineDecisions
    {
        public override bool PinsAtMap(Device device) => false;
    }
}
