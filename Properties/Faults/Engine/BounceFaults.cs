using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Bounce buffers: their sizes, their places, and copies that are not made.</summary>
internal static class BounceFaults
{
    /// <summary>Each with its own decisions or answers.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        EngineFault.Of(
            "bounce-ignores-alignment",
            "takes 256 KiB for the longest bounce, whatever alignment takes of it",
            "kernel/dma/swiotlb.c before \"max mapping size takes min align mask into account\"",
            scenario => new IgnoresAlignment(scenario)),
        EngineFault.Of(
            "bounce-slots-given-twice",
            "lets a copy begin in the last slot of the copy before it",
            "kernel/dma/swiotlb.c before \"Fix double-allocation of slots due to broken alignment handling\"",
            scenario => new GivesSlotsTwice(scenario)),
        EngineFault.Of(
            "bounce-not-filled-for-writers",
            "copies nothing in when the device only writes, so that what it leaves alone comes back as garbage",
            "kernel/dma/swiotlb.c before \"fix info leak with DMA_FROM_DEVICE\" (CVE-2022-0854)",
            new FillsForReadersOnly()),
        EngineFault.Of(
            "bounce-not-copied-back",
            "copies back only for devices that do nothing but write",
            "swiotlb_tbl_unmap_single of kernel/dma/swiotlb.c asks for both directions",
            new CopiesBackFromDeviceOnly()),
        EngineFault.Of(
            "cpu-access-without-bounce-sync",
            "begins a CPU access without copying back what devices wrote to their bounce buffers",
            "drivers/gpu/drm/drm_prime.c maps with DMA_ATTR_SKIP_CPU_SYNC",
            new NeverSyncs()),
    ];

    private sealed class IgnoresAlignment(Scenario scenario) : Serving(scenario)
    {
        protected override ulong LongestBounceBytes(ResolvedLimits limits) => base.LongestBounceBytes(limits with { MinAlignMask = 0 });
    }

    private sealed class GivesSlotsTwice(Scenario scenario) : Serving(scenario)
    {
        protected override SegmentTable? Bounced(DeviceProfile profile, PagedBuffer buffer)
        {
            if (base.Bounced(profile, buffer) is not { } table)
            {
                return null;
            }

            var segments = new List<Segment>();
            foreach (Segment segment in table.Segments)
            {
                bool adjoins = segments.Count > 0 && IsInPool(profile, segment) && IsInPool(profile, segments[^1]);
                segments.Add(adjoins ? segment with { AddressBytes = segment.AddressBytes - Swiotlb.SlotBytes } : segment);
            }

            return new([.. segments]);
        }

        private static bool IsInPool(DeviceProfile profile, Segment segment)
        {
            Int128 physical = (Int128)segment.AddressBytes + profile.Device.BusOffsetBytes;
            return physical >= Swiotlb.PoolAddress && physical < Swiotlb.PoolAddress + Swiotlb.PoolBytes;
        }
    }

    private sealed class FillsForReadersOnly : EngineDecisions
    {
        public override bool CopiesIn(MapDirection direction) => direction != MapDirection.FromDevice;
    }

    private sealed class CopiesBackFromDeviceOnly : EngineDecisions
    {
        public override bool CopiesOut(MapDirection direction) => direction == MapDirection.FromDevice;
    }

    private sealed class NeverSyncs : EngineDecisions
    {
        public override IEnumerable<Attachment> SyncedForCpu(IEnumerable<Attachment> bounced) => [];
    }
}
