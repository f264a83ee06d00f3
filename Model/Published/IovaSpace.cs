using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Device addresses of IOMMU domains: top down, as drivers/iommu/iova.c hands them out.</summary>
internal static class IovaSpace
{
    /// <summary>The widest address that a domain translates.</summary>
    private const ulong LastOfDomain = (1UL << 48) - 1;

    /// <summary>Ranges of fewer granules are rounded up to a power of two, to be kept for reuse.</summary>
    private const ulong CachedGranules = 32;

    /// <summary>
    /// The table and the range it takes; the table is <see langword="null"/> where a defect let somebody in who has none, the whole where no
    /// range is free.
    /// </summary>
    public static (SegmentTable? Table, Segment Range)? Map(
        Setup setup, BufferState state, PagedBuffer buffer, Device device, Iommu iommu)
    {
        Judge judge = Judging.BehindIommu(setup, device);
        judge = judge with { Limits = Mapper.Cutting(setup, judge.Limits) };
        bool isStrict = setup.Scenario.Policy.Enforcement == Enforcement.Strict;
        SegmentTable? joined = isStrict ? null : setup.Rules.JoinedTable(buffer, judge.Limits, iommu.GranuleBytes, int.MaxValue);
        ulong bytes = joined is null ? buffer.Layout.OffsetBytes + buffer.SizeBytes : joined.Segments[^1].LastByte + 1;
        ulong granules = Granules(buffer.PageSize, bytes, iommu.GranuleBytes);
        IEnumerable<Segment> taken = state.Attachments
            .Where(a => a.Device.Iommu?.Domain == iommu.Domain)
            .Select(a => a.Live?.Range)
            .OfType<Segment>();
        if (HighestFree(granules * iommu.GranuleBytes, granules, iommu.GranuleBytes, judge.Limits.AddressMask, [.. taken]) is not { } range)
        {
            return null;
        }

        return (joined is null ? InOnePiece(setup, buffer, judge, range) : Moved(joined, range.AddressBytes), range);
    }

    private static SegmentTable? InOnePiece(Setup setup, PagedBuffer buffer, Judge judge, Segment range)
    {
        var run = new PfnRun(range.AddressBytes >> buffer.PageSize.Shift, buffer.UsedPages);
        return setup.Rules.Table(buffer with { Layout = new Layout(buffer.Layout.OffsetBytes, [run]) }, [judge], int.MaxValue);
    }

    private static SegmentTable Moved(SegmentTable relative, ulong start) =>
        new([.. relative.Segments.Select(segment => segment with { AddressBytes = segment.AddressBytes + start })]);

    private static ulong Granules(PageSize pageSize, ulong bytes, ulong granuleBytes)
    {
        ulong granules = (pageSize.PagesFor(bytes) << pageSize.Shift) / granuleBytes;
        return granules < CachedGranules ? BitOperations.RoundUpToPowerOf2(granules) : granules;
    }

    private static Segment? HighestFree(ulong bytes, ulong granules, ulong granuleBytes, ulong addressMask, Segment[] taken)
    {
        ulong alignment = BitOperations.RoundUpToPowerOf2(granules) * granuleBytes;
        ulong end = Math.Min(addressMask, LastOfDomain) + 1;
        while (end >= bytes)
        {
            var range = new Segment((end - bytes) / alignment * alignment, bytes);
            Segment[] overlapping = [.. taken.Where(t => t.AddressBytes <= range.LastByte && range.AddressBytes <= t.LastByte)];
            if (range.AddressBytes == 0 || overlapping.Length == 0)
            {
                return range.AddressBytes == 0 ? null : range;
            }

            end = overlapping.Min(t => t.AddressBytes);
        }

        return null;
    }
}
