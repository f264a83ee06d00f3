using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>One table over given storage: cost by run and judge, never by page.</summary>
internal static class LayoutRules
{
    /// <summary>Looks at reach first, then at cuts that the gap mask forbids, then at the count.</summary>
    public static TableVote Answer(PagedBuffer buffer, ReadOnlySpan<Judge> judges)
    {
        if (OutOfReach(buffer, judges) is { } outOfReach)
        {
            return TableVote.Unsat(outOfReach);
        }

        RunCut cut = Count(buffer, JointCuts.Of(buffer.PageSize, judges));
        if (cut.IsRejected)
        {
            return TableVote.Unsat(GapRefusal(buffer, judges, cut.RejectedAt));
        }

        ulong fewest = (ulong)cut.Segments;
        Judge tightest = LimitMerge.Tightest(judges, LimitKind.MaxSegmentCount);
        ulong most = tightest.Limits.MaxSegmentCount;
        return fewest <= most
            ? TableVote.Sat(fewest)
            : TableVote.Unsat(new(tightest.Device, LimitKind.MaxSegmentCount, most, fewest, null), fewest);
    }

    /// <summary>
    /// Segments of the shortest table, count and reach set aside; rejected at the index of the first page before which a cut is due
    /// that is not allowed.
    /// </summary>
    public static RunCut Count(PagedBuffer buffer, JointCuts cuts)
    {
        var cutter = new RunCutter(cuts);
        long segments = 0;
        long end = 0;
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            if (run.Index > 0 && !BreakIsAllowed(cuts, end, run.FirstPfn))
            {
                return RunCut.Rejected(run.Index);
            }

            RunCut cut = cutter.Count(run.FirstPfn, run.Pages);
            if (cut.IsRejected)
            {
                return RunCut.Rejected(run.Index + cut.RejectedAt);
            }

            segments += cut.Segments;
            end = run.EndPfn;
        }

        return RunCut.Into(segments);
    }

    /// <summary>The refusal of the first judge that cannot reach a used byte.</summary>
    public static Refusal? OutOfReach(PagedBuffer buffer, ReadOnlySpan<Judge> judges)
    {
        foreach (Judge judge in judges)
        {
            var reach = new JudgeReach(buffer.PageSize, judge);
            long page = reach.FirstPageOutOfReach(buffer);
            if (page >= 0)
            {
                ulong mask = judge.Limits.AddressMask;
                return new(judge.Device, LimitKind.AddressMask, mask, reach.HighestAddress(buffer), (ulong)page);
            }
        }

        return null;
    }

    /// <summary>Whether one segment may end before a page frame and the next one start at another.</summary>
    public static bool BreakIsAllowed(JointCuts cuts, long end, long next) =>
        cuts.Gap.Contains(end) && cuts.Gap.Contains(next);

    /// <summary>Names the first judge whose own gap mask forbids the cut before a page.</summary>
    public static Refusal GapRefusal(PagedBuffer buffer, ReadOnlySpan<Judge> judges, long page)
    {
        (long end, long next) = CutBefore(buffer, page);
        foreach (Judge judge in judges)
        {
            PageGrid gap = JointCuts.GapOf(buffer.PageSize, judge);
            if (!gap.Contains(end) || !gap.Contains(next))
            {
                ulong mask = judge.Limits.VirtBoundaryMask;
                return new(judge.Device, LimitKind.VirtBoundaryMask, mask, null, (ulong)page);
            }
        }

        throw new InvalidOperationException("a cut was rejected that every judge allows");
    }

    private static (long End, long Next) CutBefore(PagedBuffer buffer, long page)
    {
        long end = 0;
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            if (page < run.Index + run.Pages)
            {
                long next = run.FirstPfn + (page - run.Index);
                return (page == run.Index ? end : next, next);
            }

            end = run.EndPfn;
        }

        throw new ArgumentOutOfRangeException(nameof(page));
    }
}
