using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Wrong decisions about who is let in, with what limits, and about who leaves.</summary>
internal static class AttachFaults
{
    /// <summary>Each with its own decisions or answers.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        EngineFault.Of(
            "zero-is-unset",
            "reads a zero as if nothing had been declared",
            "dma_get_max_seg_size and dma_get_seg_boundary of include/linux/dma-mapping.h; thread C4.2",
            new ReadsZeroAs(_ => null)),
        EngineFault.Of(
            "zero-is-unlimited",
            "reads a zero as no limit",
            "thread A2.3, F21",
            new ReadsZeroAs(kind => kind.Unlimited())),
        EngineFault.Of(
            "limits-unchecked",
            "lets in masks that are none and sizes below a page",
            "thread F11, F12; blk_validate_limits of block/blk-settings.c does not ask for 2^k - 1",
            new ChecksNothingButZero()),
        EngineFault.Of(
            "struct-page-not-asked",
            "attaches a device that needs struct page to storage that has none",
            "thread D12.3, D36.3",
            new NeverAsksForPages()),
        EngineFault.Of(
            "newcomer-judged-alone",
            "holds a newcomer's limits against the size, but not the union of all",
            "thread D7.3, D9.3, F8",
            new JudgesAlone()),
        EngineFault.Of(
            "cached-table-unchecked",
            "hands the cached table to a newcomer whom it does not suit",
            "thread D5.2, F16; drivers/gpu/drm/drm_prime.c",
            scenario => new AnyTableFits(scenario)),
        EngineFault.Of(
            "late-comer-hears-einval",
            "tells a late-comer that it can never be served, though it may be once the others are gone",
            "thread D8.2; vb2_dc_map_dmabuf of drivers/media/common/videobuf2/videobuf2-dma-contig.c makes EINVAL of every error",
            new LateComerHearsEinval()),
        EngineFault.Of(
            "second-attachment-forgotten",
            "drops a device's limits with the first of its attachments",
            "thread F25",
            new DropsLimitsEarly()),
    ];

    /// <summary>Only of those four that zero is illegal for; it asks for nothing in the other two.</summary>
    private sealed class ReadsZeroAs(Func<LimitKind, ulong?> meaning) : EngineDecisions
    {
        public override DeviceProfile ProfileOf(Device device, Policy policy) => base.ProfileOf(
            device with
            {
                Limits = LimitKinds.All.Where(kind => device.Limits[kind] == 0 && kind.Unlimited() != 0)
                    .Aggregate(device.Limits, (limits, kind) => limits.With(kind, meaning(kind))),
            },
            policy);
    }

    private sealed class ChecksNothingButZero : EngineDecisions
    {
        public override LimitProblem? CheckLimits(Limits limits, PageSize pageSize) =>
            base.CheckLimits(limits, pageSize) is { Value: 0 } zero ? zero : null;
    }

    private sealed class NeverAsksForPages : EngineDecisions
    {
        public override bool LacksPages(Device device, Exporter exporter) => false;
    }

    private sealed class JudgesAlone : EngineDecisions
    {
        public override bool MergesCapacity(SharingMode mode, Policy policy) => false;
    }

    private sealed class AnyTableFits(Scenario scenario) : Serving(scenario)
    {
        public override bool Fits(SegmentTable table, DeviceProfile profile) => true;
    }

    private sealed class LateComerHearsEinval : EngineDecisions
    {
        public override Errno LateComerErrno => Errno.Einval;
    }

    private sealed class DropsLimitsEarly : EngineDecisions
    {
        public override bool LimitsGo(int attachmentsLeft) => true;
    }
}
