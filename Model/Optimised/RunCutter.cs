namespace DmabufVerify.Optimised;

/// <summary>The fewest segments of a stretch of consecutive pages.</summary>
/// <param name="Segments">Without meaning when a cut was rejected.</param>
/// <param name="RejectedAt">
/// Pages from the start to the first place where a cut is due that the gap mask allows neither there nor before; -1 for none.
/// </param>
internal readonly record struct RunCut(long Segments, long RejectedAt)
{
    public bool IsRejected => RejectedAt >= 0;

    public static RunCut Into(long segments) => new(segments, -1);

    public static RunCut Rejected(long at) => new(0, at);
}

/// <summary>
/// Counts the segments of a run by arithmetic. A window's edge is a cut that nobody can avoid, so a run falls into the part before
/// its first edge, equal whole windows, and the part behind its last edge; what lies between two edges is cut by size alone.
/// </summary>
/// <remarks>
/// With k windows of incompatible phases the three parts are taken apart by the next smaller window in turn. Equal parts
/// are remembered, which leaves O(k^2) of them for a run however long.
/// </remarks>
internal sealed class RunCutter(JointCuts cuts)
{
    private readonly Dictionary<(int Level, long Position, long Pages), RunCut>? _known =
        cuts.Windows.Length > 2 ? [] : null;

    /// <summary>Segments of <paramref name="pages"/> pages from <paramref name="start"/> on; first start and last end are free.</summary>
    public RunCut Count(long start, long pages)
    {
        _known?.Clear();
        return Count(0, start, pages);
    }

    /// <summary>
    /// The end of the longest segment that starts at <paramref name="start"/>: the run's end, or the last place where a cut is
    /// allowed. Not above <paramref name="start"/> when there is none.
    /// </summary>
    public long NextEnd(long start, long runEnd)
    {
        long end = runEnd - start > cuts.MaxPages ? start + cuts.MaxPages : runEnd;
        foreach (PageGrid window in cuts.Windows)
        {
            end = Math.Min(end, window.Above(start));
        }

        return end == runEnd ? end : cuts.Gap.AtOrBelow(end);
    }

    /// <summary>Where the segment of a page starts in the greedy table of a run. The table exists.</summary>
    public long StartOf(long page, long runStart, long runEnd)
    {
        long start = runStart;
        long end = runEnd;
        foreach (PageGrid window in cuts.Windows)
        {
            start = Math.Max(start, window.AtOrBelow(page));
            end = Math.Min(end, window.Above(page));
        }

        if (end - start <= cuts.MaxPages)
        {
            return start;
        }

        long first = cuts.Gap.AtOrBelow(start + cuts.MaxPages);
        if (page < first)
        {
            return start;
        }

        // As in BySize: steps of whole blocks, until the largest size holds what is left.
        long beyond = end - first - cuts.MaxPages;
        long step = cuts.MaxPages & -cuts.Gap.Step;
        return beyond <= 0 ? first : first + (Math.Min((page - first) / step, CeilDiv(beyond, step)) * step);
    }

    private RunCut Count(int level, long start, long pages)
    {
        if (level == cuts.Windows.Length)
        {
            return BySize(start, pages);
        }

        PageGrid window = cuts.Windows[level];
        if (_known is null)
        {
            return ByWindow(level, window, start, pages);
        }

        // Smaller windows and the gap see only where the stretch lies modulo their step.
        long period = Math.Max(window.Step, cuts.Gap.Step);
        var key = (level, start & (period - 1), pages);
        if (!_known.TryGetValue(key, out RunCut cut))
        {
            cut = ByWindow(level, window, start, pages);
            _known.Add(key, cut);
        }

        return cut;
    }

    private RunCut ByWindow(int level, PageGrid window, long start, long pages)
    {
        long first = window.Above(start) - start;
        if (pages <= first)
        {
            return Count(level + 1, start, pages);
        }

        (long whole, long rest) = Math.DivRem(pages - first, window.Step);
        RunCut before = Count(level + 1, start, first);
        if (before.IsRejected)
        {
            return before;
        }

        long edge = start + first;
        if (!cuts.Gap.Contains(edge))
        {
            return RunCut.Rejected(first);
        }

        long segments = before.Segments;
        if (whole > 0)
        {
            RunCut one = Count(level + 1, edge, window.Step);
            if (one.IsRejected)
            {
                return RunCut.Rejected(first + one.RejectedAt);
            }

            // Two edges in a row that the gap allows make the step a multiple of the gap's: then all windows are alike.
            if ((whole > 1 || rest > 0) && !cuts.Gap.Contains(edge + window.Step))
            {
                return RunCut.Rejected(first + window.Step);
            }

            segments += whole * one.Segments;
        }

        if (rest == 0)
        {
            return RunCut.Into(segments);
        }

        RunCut behind = Count(level + 1, edge + (whole * window.Step), rest);
        return behind.IsRejected
            ? RunCut.Rejected(pages - rest + behind.RejectedAt)
            : RunCut.Into(segments + behind.Segments);
    }

    /// <summary>No edge inside: cut after the largest size, or at the last allowed place before it.</summary>
    private RunCut BySize(long start, long pages)
    {
        long max = cuts.MaxPages;
        if (pages <= max)
        {
            return RunCut.Into(1);
        }

        long first = cuts.Gap.AtOrBelow(start + max) - start;
        if (first <= 0)
        {
            return RunCut.Rejected(max);
        }

        long rest = pages - first;
        if (rest <= max)
        {
            return RunCut.Into(2);
        }

        // Behind the first cut every segment starts on the gap's grid; only the last one may use the odd pages of the size.
        long step = max & -cuts.Gap.Step;
        return step == 0
            ? RunCut.Rejected(first + max)
            : RunCut.Into(2 + CeilDiv(rest - max, step));
    }

    private static long CeilDiv(long value, long by) => ((value - 1) / by) + 1;
}
