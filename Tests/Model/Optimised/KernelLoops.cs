using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised;

/// <summary>
/// iommu_dma_map_sg and __finalise_sg of drivers/iommu/dma-iommu.c, written as the kernel does: two loops over arrays. For buffers
/// far below 4 GiB.
/// </summary>
internal static class KernelLoops
{
    public static List<Segment> Join(PagedBuffer buffer, ResolvedLimits limits, ulong granule)
    {
        List<(ulong Offset, ulong Length)> entries = Entries(buffer);
        ulong mask = limits.SegmentBoundaryMask;
        var spans = new ulong[entries.Count];
        ulong rangeLength = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            ulong start = entries[i].Offset % granule;
            spans[i] = (entries[i].Length + start + granule - 1) / granule * granule;
            ulong pad = unchecked(mask - rangeLength + 1) & mask;
            if (pad != 0 && pad < spans[i] - 1)
            {
                spans[i - 1] += pad;
                rangeLength += pad;
            }

            rangeLength += spans[i];
        }

        var segments = new List<Segment>();
        uint longest = (uint)Math.Min(limits.MaxSegmentSizeBytes, uint.MaxValue);
        uint open = 0;
        ulong at = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            ulong start = entries[i].Offset % granule;
            uint length = (uint)entries[i].Length;
            if (open != 0 && start == 0 && (at & mask) != 0 && unchecked(longest - open) >= length)
            {
                open += length;
                segments[^1] = segments[^1] with { LengthBytes = open };
            }
            else
            {
                open = length;
                segments.Add(new(at + start, length));
            }

            at += spans[i];
            if (length + start < spans[i])
            {
                open = 0;
            }
        }

        return segments;
    }

    private static List<(ulong Offset, ulong Length)> Entries(PagedBuffer buffer)
    {
        var entries = new List<(ulong Offset, ulong Length)>();
        ulong left = buffer.SizeBytes;
        ulong offset = buffer.Layout.OffsetBytes;
        ulong next = ulong.MaxValue;
        foreach (PfnRun run in buffer.Layout.Runs)
        {
            for (ulong pfn = run.FirstPfn; pfn < run.EndPfn && left > 0; pfn++)
            {
                ulong bytes = Math.Min(left, buffer.PageSize.Bytes - offset);
                if (pfn == next)
                {
                    entries[^1] = (entries[^1].Offset, entries[^1].Length + bytes);
                }
                else
                {
                    entries.Add((offset, bytes));
                }

                left -= bytes;
                offset = 0;
                next = pfn + 1;
            }
        }

        return entries;
    }
}
