using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Bouncing;

/// <summary>
/// Goes through the segments of a table that have a byte out of reach, in order, without a look at the others. The table exists.
/// </summary>
internal sealed class CopyWalk(PagedBuffer buffer, JudgeReach reach, JointCuts cuts)
{
    private readonly RunCutter _cutter = new(cuts);

    /// <summary>
    /// Index of the first page of the first segment that finds no place in the pool; -1 when all do. A pool has some thousand slots, so that many
    /// segments at most are looked at.
    /// </summary>
    public long FirstWithoutPlace(BouncingJudge judge)
    {
        var pool = new BouncePool(buffer.PageSize, judge.PoolLimits, judge.Direct.BusOffsetBytes);
        foreach (MaximalRun run in new UsedRuns(buffer))
        {
            long end = run.FirstPfn;
            long misplaced = run.FirstPfn < reach.Lo ? Place(run, run.FirstPfn, Math.Min(reach.Lo, run.EndPfn), ref end, ref pool) : -1;
            long above = Math.Max(end, EndOfReach(run));
            if (misplaced < 0 && above < run.EndPfn)
            {
                misplaced = Place(run, above, run.EndPfn, ref end, ref pool);
            }

            if (misplaced >= 0)
            {
                return misplaced;
            }
        }

        return -1;
    }

    /// <summary>The page behind the last one that need not be copied: the buffer's last may lie within reach by its first bytes alone.</summary>
    private long EndOfReach(MaximalRun run)
    {
        bool endsBuffer = run.Index + run.Pages == (long)buffer.UsedPages;
        bool tailFits = endsBuffer && run.EndPfn - 1 == reach.Hi && buffer.TailBytes <= reach.PartialBytes;
        return tailFits ? run.EndPfn : reach.Hi;
    }

    /// <summary>Places all segments that have one of these pages.</summary>
    /// <param name="run">Which the pages are part of.</param>
    /// <param name="from">First page.</param>
    /// <param name="to">Behind the last page.</param>
    /// <param name="end">Behind the last segment that was placed.</param>
    /// <param name="pool">Where.</param>
    private long Place(MaximalRun run, long from, long to, ref long end, ref BouncePool pool)
    {
        long start = _cutter.StartOf(from, run.FirstPfn, run.EndPfn);
        while (start < to)
        {
            end = _cutter.NextEnd(start, run.EndPfn);
            if (pool.Place(LayoutTables.SegmentOf(buffer, run, start, end)) is null)
            {
                return run.Index + (start - run.FirstPfn);
            }

            start = end;
        }

        return -1;
    }
}
