using System.Numerics;
using DmabufVerify.Cli.Output;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Cli.Explaining;

/// <summary>
/// Where a driver says each limit. The DMA API's setters are those of include/linux/dma-mapping.h; storage drivers say it to their own
/// layer, which says it on: struct queue_limits (include/linux/blkdev.h), struct Scsi_Host (include/scsi/scsi_host.h), struct mmc_host
/// (include/linux/mmc/host.h).
/// </summary>
internal static class KernelCalls
{
    /// <summary>A line of C that sets the limit for this device, or why there is none.</summary>
    public static string That(LimitKind kind, ulong value, Device device)
    {
        string? subsystem = DeviceCatalogue.Shipped.Entries.FirstOrDefault(e => e.Name == device.CatalogueEntry)?.Subsystem;
        return LayersField(kind, subsystem) is { } field ? Markdown.Code($"{field} = {Literal(kind, value)}") : DmaApi(kind, value);
    }

    private static string? LayersField(LimitKind kind, string? subsystem) => (subsystem, kind) switch
    {
        ("block", LimitKind.MaxSegmentCount) => "lim.max_segments",
        ("block", LimitKind.MaxSegmentSize) => "lim.max_segment_size",
        ("block", LimitKind.SegmentBoundaryMask) => "lim.seg_boundary_mask",
        ("block", LimitKind.VirtBoundaryMask) => "lim.virt_boundary_mask",
        ("scsi", LimitKind.MaxSegmentCount) => "shost->sg_tablesize",
        ("scsi", LimitKind.MaxSegmentSize) => "shost->max_segment_size",
        ("scsi", LimitKind.SegmentBoundaryMask) => "shost->dma_boundary",
        ("scsi", LimitKind.VirtBoundaryMask) => "shost->virt_boundary_mask",
        ("mmc", LimitKind.MaxSegmentCount) => "mmc->max_segs",
        ("mmc", LimitKind.MaxSegmentSize) => "mmc->max_seg_size",
        _ => null,
    };

    private static string DmaApi(LimitKind kind, ulong value) => kind switch
    {
        LimitKind.MaxSegmentCount => "no call of the DMA API sets it: the driver refuses longer tables itself",
        LimitKind.MaxSegmentSize => Markdown.Code($"dma_set_max_seg_size(dev, {Literal(kind, value)})"),
        LimitKind.SegmentBoundaryMask => Markdown.Code($"dma_set_seg_boundary(dev, {Literal(kind, value)})"),
        LimitKind.VirtBoundaryMask => "only the block layer knows it (virt_boundary_mask in struct queue_limits)",
        LimitKind.MinAlignMask => Markdown.Code($"dma_set_min_align_mask(dev, {Literal(kind, value)})"),
        LimitKind.AddressMask => Markdown.Code($"dma_set_mask(dev, DMA_BIT_MASK({64 - BitOperations.LeadingZeroCount(value)}))")
            + ", if the hardware reaches as far",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>UINT_MAX and ULONG_MAX are how the kernel writes what has no limit.</summary>
    private static string Literal(LimitKind kind, ulong value) => kind switch
    {
        LimitKind.MaxSegmentCount when value > ushort.MaxValue => "USHRT_MAX",
        LimitKind.MaxSegmentSize when value > uint.MaxValue => "UINT_MAX",
        LimitKind.SegmentBoundaryMask when value == ulong.MaxValue => "ULONG_MAX",
        LimitKind.MaxSegmentCount or LimitKind.MaxSegmentSize => $"{value}",
        _ => Words.Hex(value),
    };
}
