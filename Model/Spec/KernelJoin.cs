using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>
/// What is left of an sg table when the kernel maps it through an IOMMU: iommu_dma_map_sg lays the entries out in one IOVA range,
/// __finalise_sg joins neighbours (drivers/iommu/dma-iommu.c). Stated step by step, the arithmetic of the kernel included.
/// </summary>
public static class KernelJoin
{
    private readonly record struct Entry(ulong Offset, uint Length);

    /// <summary>An entry in the IOVA range: where its span begins, how long it is once padded, what the device uses of it.</summary>
    private readonly record struct Span(ulong Iova, ulong SpanLength, ulong Offset, uint Length);

    /// <summary>Lists longer than this are not joined: every entry is held in memory.</summary>
    public const ulong MaxEntries = 1 << 16;

    /// <summary>An upper bound of the entries that the buffer's table has, without building it.</summary>
    public static ulong MostEntries(PagedBuffer buffer) =>
        (ulong)buffer.Layout.Runs.Count + (buffer.UsedPages / buffer.PageSize.WholePages(uint.MaxValue));

    /// <summary>
    /// The joined segments, in order, addresses relative to the range's start. That start is a multiple of the power of two at or
    /// above the range's size, so that it counts as a boundary exactly when 0 does.
    /// </summary>
    public static IEnumerable<Segment> Segments(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes)
    {
        uint maxLength = (uint)Math.Min(limits.MaxSegmentSizeBytes, uint.MaxValue);
        Segment current = default;
        uint currentLength = 0;
        bool any = false;
        foreach (Span span in LayOut([.. Entries(buffer)], limits.SegmentBoundaryMask, granuleBytes))
        {
            // The kernel subtracts in 32 bits: once an over-long entry made the segment longer than the limit, this wraps and all
            // that follows is joined. The specification keeps the quirk, since the enforcement is "kernel".
            uint room = unchecked(maxLength - currentLength);
            bool joins = currentLength != 0 && span.Offset == 0
                && (span.Iova & limits.SegmentBoundaryMask) != 0 && room >= span.Length;
            if (joins)
            {
                // What the wrap lets grow beyond 32 bits keeps its true length here: the quirk then shows as one over-long segment
                // and not as lost bytes.
                currentLength = unchecked(currentLength + span.Length);
                current = current with { LengthBytes = current.LengthBytes + span.Length };
            }
            else
            {
                if (any)
                {
                    yield return current;
                }

                any = true;
                currentLength = span.Length;
                current = new Segment(span.Iova + span.Offset, span.Length);
            }

            if (span.Length + span.Offset < span.SpanLength)
            {
                currentLength = 0;
            }
        }

        yield return current;
    }

    /// <summary>
    /// The table that an exporter hands over: one entry for each maximal run, cut where its length would no longer fit 32 bits, as
    /// sg_alloc_table_from_pages_segment does with a limit of UINT_MAX.
    /// </summary>
    private static IEnumerable<Entry> Entries(PagedBuffer buffer)
    {
        ulong longest = buffer.PageSize.WholePages(uint.MaxValue);
        ulong left = buffer.SizeBytes;
        ulong offset = buffer.Layout.OffsetBytes;
        foreach (PfnRun run in MaximalRuns(buffer.Layout))
        {
            for (ulong done = 0; done < run.Pages && left > 0; done += longest)
            {
                ulong bytes = (Math.Min(longest, run.Pages - done) << buffer.PageSize.Shift) - offset;
                uint length = (uint)Math.Min(bytes, left);
                yield return new Entry(offset, length);
                left -= length;
                offset = 0;
            }
        }
    }

    private static IEnumerable<PfnRun> MaximalRuns(Layout layout)
    {
        PfnRun current = layout.Runs[0];
        foreach (PfnRun run in layout.Runs.Skip(1))
        {
            if (run.FirstPfn == current.EndPfn)
            {
                current = current with { Pages = current.Pages + run.Pages };
            }
            else
            {
                yield return current;
                current = run;
            }
        }

        yield return current;
    }

    /// <summary>iommu_dma_map_sg: spans are whole granules; a span is padded when the next entry would otherwise straddle a boundary.</summary>
    private static List<Span> LayOut(Entry[] entries, ulong mask, ulong granuleBytes)
    {
        var spans = new List<Span>();
        ulong iova = 0;
        foreach (Entry entry in entries)
        {
            ulong offset = entry.Offset % granuleBytes;
            ulong spanLength = RoundUp(entry.Length + offset, granuleBytes);

            // (mask - iova_len + 1) & mask in the kernel's 64-bit unsigned arithmetic.
            ulong pad = unchecked(mask - iova + 1) & mask;
            if (pad != 0 && pad < spanLength - 1)
            {
                spans[^1] = spans[^1] with { SpanLength = spans[^1].SpanLength + pad };
                iova += pad;
            }

            spans.Add(new Span(iova, spanLength, offset, entry.Length));
            iova += spanLength;
        }

        return spans;
    }

    private static ulong RoundUp(ulong value, ulong unit) => (value + unit - 1) / unit * unit;
}
