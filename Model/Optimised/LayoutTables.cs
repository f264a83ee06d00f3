using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Tables over given storage, and how much of it a table can cover.</summary>
internal static class LayoutTables
{
    /// <summary>The greedy table, cut off at <paramref name="maxSegments"/>; <see langword="null"/> when there is none of any length.</summary>
    public static SegmentTable? Build(PagedBuffer buffer, ReadOnlySpan<Judge> judges, int maxSegments)
    {
        JointCuts cuts = JointCuts.Of(buffer.PageSize, judges);
        if (LayoutRules.OutOfReach(buffer, judges) is not null || LayoutRules.Count(buffer, cuts).IsRejected)
        {
            return null;
        }

        return Cut(buffer, cuts, maxSegments);
    }

    /// <summary>The greedy table, reach set aside. O(segments).</summary>
    /// <exception cref="InvalidOperationException">There is none: some page may begin no segment.</exception>
    public static SegmentTable Cut(PagedBuffer buffer, JointCuts cuts, int maxSegments)
    {
        var cutter = new RunCutter(cuts);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            long start = run.FirstPfn;
            while (start < run.EndPfn && segments.Count < maxSegments)
            {
                long end = cutter.NextEnd(start, run.EndPfn);
                if (end <= start)
                {
                    // An engine with a stale verdict gets here: without this it would add empty segments until the memory is full.
                    throw new InvalidOperationException($"no segment may begin at PFN {start:x}");
                }

                segments.Add(SegmentOf(buffer, run, start, end));
                start = end;
            }
        }

        return new(new(segments.ToImmutable()));
    }

    /// <summary>
    /// Bytes of the longest prefix that has a table, count included. The shortest table of a prefix only grows with it, so the
    /// run in which segments run out is halved: O(runs + 52) counts.
    /// </summary>
    public static ulong LongestPrefixBytes(PagedBuffer buffer, ReadOnlySpan<Judge> judges)
    {
        foreach (Judge judge in judges)
        {
            ulong bytes = new JudgeReach(buffer.PageSize, judge).ReachablePrefixBytes(buffer);
            if (bytes == 0)
            {
                return 0;
            }

            buffer = buffer with { SizeBytes = bytes };
        }

        ulong most = LimitMerge.Tightest(judges, LimitKind.MaxSegmentCount).Limits.MaxSegmentCount;
        ulong pages = LongestPrefixPages(buffer, JointCuts.Of(buffer.PageSize, judges), most);
        return Math.Min(buffer.SizeBytes, (pages << buffer.PageSize.Shift) - buffer.Layout.OffsetBytes);
    }

    private static ulong LongestPrefixPages(PagedBuffer buffer, JointCuts cuts, ulong most)
    {
        var cutter = new RunCutter(cuts);
        long left = (long)Math.Min(most, long.MaxValue);
        long end = 0;
        long covered = 0;
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            if (run.Index > 0 && (left == 0 || !LayoutRules.BreakIsAllowed(cuts, end, run.FirstPfn)))
            {
                break;
            }

            RunCut cut = cutter.Count(run.FirstPfn, run.Pages);
            if (cut.IsRejected || cut.Segments > left)
            {
                return (ulong)(covered + LongestStart(cutter, run, left));
            }

            left -= cut.Segments;
            end = run.EndPfn;
            covered += run.Pages;
        }

        return (ulong)covered;
    }

    /// <summary>Pages of the longest start of a run that so many segments cover.</summary>
    private static long LongestStart(RunCutter cutter, MaximalRun run, long segments)
    {
        long fits = 0;
        long fails = run.Pages;
        while (fails - fits > 1)
        {
            long middle = fits + ((fails - fits) / 2);
            RunCut cut = cutter.Count(run.FirstPfn, middle);
            if (cut.IsRejected || cut.Segments > segments)
            {
                fails = middle;
            }
            else
            {
                fits = middle;
            }
        }

        return fits;
    }

    /// <summary>The bytes of a segment: those in front of the buffer's first and behind its last are left out.</summary>
    public static Segment SegmentOf(PagedBuffer buffer, MaximalRun run, long start, long end)
    {
        int shift = buffer.PageSize.Shift;
        bool first = run.Index == 0 && start == run.FirstPfn;
        bool last = run.Index + (end - run.FirstPfn) == (long)buffer.UsedPages;
        ulong skipped = first ? buffer.Layout.OffsetBytes : 0;
        ulong unused = last ? buffer.PageSize.Bytes - buffer.TailBytes : 0;
        return new(((ulong)start << shift) + skipped, ((ulong)(end - start) << shift) - skipped - unused);
    }
}
