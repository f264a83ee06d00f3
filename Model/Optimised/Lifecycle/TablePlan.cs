using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>A device's table over given storage, as far as it does not depend on anybody else.</summary>
/// <param name="Kind">How its addresses come about.</param>
/// <param name="Table">In the device's addresses; behind an IOMMU relative to the start of the range.</param>
public sealed record TablePlan(MappingKind Kind, SegmentTable Table)
{
    /// <summary>Sizes below this many granules are rounded up to a power of two, since alloc_iova_fast caches those (drivers/iommu/iova.c).</summary>
    private const ulong CachedGranules = 32;

    /// <summary>Bytes of device addresses that a table behind an IOMMU takes.</summary>
    public static ulong RangeBytes(SegmentTable relative, PageSize pageSize, ulong granuleBytes)
    {
        Segment last = relative.Segments[^1];
        ulong granules = (pageSize.PagesFor(last.AddressBytes + last.LengthBytes) << pageSize.Shift) / granuleBytes;
        return (granules < CachedGranules ? BitOperations.RoundUpToPowerOf2(granules) : granules) * granuleBytes;
    }

    /// <summary>The same segments a distance further up, or down.</summary>
    public static SegmentTable Shifted(SegmentTable table, long bytes)
    {
        if (bytes == 0)
        {
            return table;
        }

        var segments = new Segment[table.Segments.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            Segment segment = table.Segments[i];
            segments[i] = segment with { AddressBytes = (ulong)((Int128)segment.AddressBytes + bytes) };
        }

        return new([.. segments]);
    }
}
