using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>What the kernel makes of a buffer behind an IOMMU: its maximal runs as entries, put through <see cref="IovaJoin"/>.</summary>
internal static class JoinedSegments
{
    /// <summary>Segments that come out. Costs by run; equal entries of a run beyond 4 GiB are counted by the round.</summary>
    public static ulong Count(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes)
    {
        var counter = new JoinedCounter(JoinFor(limits, granuleBytes), buffer, limits.SegmentBoundaryMask);
        Walk(buffer, granuleBytes, ref counter);
        return counter.Segments;
    }

    /// <summary>The segments themselves, at most so many; costs by entry.</summary>
    public static SegmentTable Build(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes, int maxSegments)
    {
        var builder = new Builder(JoinFor(limits, granuleBytes), maxSegments);
        Walk(buffer, granuleBytes, ref builder);
        return builder.Table;
    }

    private static IovaJoin JoinFor(ResolvedLimits limits, ulong granuleBytes) => new(
        (uint)Math.Min(limits.MaxSegmentSizeBytes, uint.MaxValue), limits.SegmentBoundaryMask, granuleBytes);

    /// <summary>
    /// Hands over the entries, equal neighbours as one row. An entry's length has 32 bits, so long runs are cut. Only the buffer's
    /// first entry may start inside a page, and only its last may end inside one.
    /// </summary>
    private static void Walk<T>(PagedBuffer buffer, ulong granuleBytes, ref T sink)
        where T : struct, IEntrySink
    {
        int shift = buffer.PageSize.Shift;
        long longest = uint.MaxValue >> shift;
        long used = (long)buffer.UsedPages;
        ulong unused = buffer.PageSize.Bytes - buffer.TailBytes;
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            bool endsBuffer = run.Index + run.Pages == used;
            long left = run.Pages;
            if (run.Index == 0)
            {
                long head = Math.Min(left, longest);
                left -= head;
                ulong offset = buffer.Layout.OffsetBytes;
                ulong outside = offset + (endsBuffer && left == 0 ? unused : 0);
                sink.Add(new((uint)(((ulong)head << shift) - outside), offset & (granuleBytes - 1), 1));
            }

            if (left == 0)
            {
                continue;
            }

            (long whole, long tail) = Math.DivRem(left - 1, longest);
            if (whole > 0)
            {
                sink.Add(new((uint)(longest << shift), 0, whole));
            }

            sink.Add(new((uint)(((ulong)(tail + 1) << shift) - (endsBuffer ? unused : 0)), 0, 1));
        }
    }

    private struct Builder(IovaJoin join, int maxSegments) : IEntrySink
    {
        private readonly ImmutableArray<Segment>.Builder _segments = ImmutableArray.CreateBuilder<Segment>();
        private bool _full = maxSegments == 0;

        public readonly SegmentTable Table => new(new(_segments.ToImmutable()));

        public void Add(EntryRow row)
        {
            for (long i = 0; i < row.Times && !_full; i++)
            {
                if (!join.Add(row.Bytes, row.GranuleOffset))
                {
                    // True lengths: a sum that goes around in the kernel shows here as one over-long segment, not as lost bytes.
                    _segments[^1] = _segments[^1] with { LengthBytes = _segments[^1].LengthBytes + row.Bytes };
                }
                else if (_segments.Count < maxSegments)
                {
                    _segments.Add(new(join.EntryStart, row.Bytes));
                }
                else
                {
                    _full = true;
                }
            }
        }
    }
}
