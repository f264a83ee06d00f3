namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Finds where a run of given length costs each judge no more than it has left. Exact: it jumps from one start at which a judge's cost can
/// fall to the next.
/// </summary>
/// <param name="shares">The judges.</param>
/// <param name="budget">Starts to look at, for all searches of one question together.</param>
internal sealed class StartScan(Share[] shares, Budget budget)
{
    private readonly long _period = shares.Max(share => Math.Max(share.Windows.Select(w => w.Step).FirstOrDefault(1), share.Cuts.Gap.Step));

    /// <summary>The first such start within a stretch and on a grid; -1 for none, or when the budget has run out.</summary>
    public long First(Stretch room, long pages, PageGrid starts, ReadOnlySpan<long> left)
    {
        // All that costs depend on is where the run lies on the grids, which repeats with the longest step.
        long period = Math.Max(_period, starts.Step);
        long end = Math.Min(room.End - pages, period > room.Pages ? room.End : room.Start + period - 1);
        long start = room.Start;
        while (true)
        {
            start = starts.Above(start - 1);
            if (start > end || !budget.TryTake())
            {
                return -1;
            }

            long next = NextStart(new(start, start + pages), left);
            if (next == start)
            {
                return start;
            }

            start = next;
        }
    }

    /// <summary>The run's own start when every judge has enough left; else the next start at which one that has not may pay less.</summary>
    private long NextStart(Stretch run, ReadOnlySpan<long> left)
    {
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i].Cost(run) > left[i])
            {
                return NextFall(shares[i], run);
            }
        }

        return run.Start;
    }

    /// <summary>
    /// Moving a run on takes pages from the part before its first window edge and adds them behind its last. Only the former can save a
    /// segment: where what is left of it is a multiple of the largest size. A run without an edge inside costs as little as it can.
    /// With a gap mask any start may be the next.
    /// </summary>
    private static long NextFall(Share share, Stretch run)
    {
        if (share.Cuts.Gap.Step > 1)
        {
            return run.Start + 1;
        }

        long edge = run.End;
        foreach (PageGrid window in share.Windows)
        {
            edge = Math.Min(edge, window.Above(run.Start));
        }

        if (edge == run.End)
        {
            return long.MaxValue / 2;
        }

        long most = share.Cuts.MaxPages;
        return edge - ((edge - run.Start - 1) / most * most);
    }
}
