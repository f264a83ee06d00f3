using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>
/// Every storage that a small memory has for a buffer, but for those that another one makes needless, where nobody copies or joins. Storage is
/// a list of runs of pages, each as long as it is: one that goes on where the run before it ends is part of that run.
/// </summary>
/// <remarks>
/// Rule 3 frees the buffer's first and last end only. Where a run follows another, everybody has a segment that ends and one that
/// begins, so the first ends and the second begins on everybody's gap mask; other storage serves nobody and is left out. Among runs
/// with both ends on the mask the order has no say: every device's segments move along with their run. They are taken in ascending
/// order; only a run that starts off the mask is kept to be the first, and one that ends off it to be the last. The ascending order
/// also leaves the highest page to the end, the only one that a device may reach in part.
/// <para>
/// A device that may bounce is like any other, with a table of its own, when it reaches every usable page to its end or has to. Otherwise its pool is filled in
/// the buffer's order, and a page that it reaches in part is within reach only as the last: the order has a say, and so has where a piece of
/// memory is cut into runs. The kernel's join goes by the order and the lengths of the runs. <see cref="EveryOrder"/> is for both.
/// </para>
/// </remarks>
internal static class EveryStorage
{
    /// <summary>Whether it has what serves everybody, when any storage does.</summary>
    public static bool IsEnough(PlacementQuestion question, ValueList<PfnRun> usable) => question.Joining.Count == 0
        && question.Bouncing.All(b =>
            !BouncedTable.CanCopy(b, question.PageSize) || UsableMemory.ReachesAll(question.PageSize, usable, b.Direct));

    /// <param name="question">What is to be held.</param>
    /// <param name="usable">Pages within everybody's reach, ascending; few, since the work doubles with each.</param>
    public static IEnumerable<Layout> Of(PlacementQuestion question, ValueList<PfnRun> usable)
    {
        ulong pages = question.Pages;
        PfnRun[] all = [.. RunsOf(usable, pages)];
        PfnRun[] inner = [.. all.Where(run => StartsOnGap(question, run) && EndsOnGap(question, run))];
        PfnRun?[] firsts = [null, .. all.Where(run => !StartsOnGap(question, run) && EndsOnGap(question, run))];
        PfnRun?[] lasts = [null, .. all.Where(run => StartsOnGap(question, run) && !EndsOnGap(question, run))];

        IEnumerable<Layout> inOneRun = all.Where(run => run.Pages == pages).Select(run => new Layout(0, [run]));
        return inOneRun.Concat(
            from first in firsts
            from last in lasts
            where !Overlap(first, last)
            let ends = (first?.Pages ?? 0) + (last?.Pages ?? 0)
            let mostInner = MostRuns(question) - (first is null ? 0 : 1) - (last is null ? 0 : 1)
            where ends <= pages && mostInner >= 0
            let free = inner.Where(run => !Overlap(first, run) && !Overlap(run, last)).ToArray()
            from middle in Ascending(free, 0, pages - ends, mostInner)
            select new Layout(0, [.. Some(first), .. middle, .. Some(last)]));
    }

    /// <summary>Every run of pages within these, of at most so many.</summary>
    internal static IEnumerable<PfnRun> RunsOf(ValueList<PfnRun> usable, ulong mostPages) => usable.SelectMany(extent => RunsOf(extent, mostPages));

    private static IEnumerable<PfnRun> RunsOf(PfnRun extent, ulong mostPages)
    {
        for (ulong first = extent.FirstPfn; first < extent.EndPfn; first++)
        {
            for (ulong pages = 1; pages <= mostPages && first + pages <= extent.EndPfn; pages++)
            {
                yield return new PfnRun(first, pages);
            }
        }
    }

    /// <summary>Choices of runs with so many pages together, none adjoining the one before it.</summary>
    private static IEnumerable<PfnRun[]> Ascending(PfnRun[] runs, ulong from, ulong pages, Int128 mostRuns)
    {
        if (pages == 0)
        {
            return [[]];
        }

        return mostRuns <= 0 ? [] : runs.Where(run => run.FirstPfn >= from && run.Pages <= pages)
            .SelectMany(run => Ascending(runs, run.EndPfn + 1, pages - run.Pages, mostRuns - 1), (run, rest) => (PfnRun[])[run, .. rest]);
    }

    /// <summary>Every run takes a segment of its own at least.</summary>
    private static Int128 MostRuns(PlacementQuestion question) =>
        UsableMemory.Direct(question).Select(j => j.Limits.MaxSegmentCount).Append(ulong.MaxValue).Min();

    private static bool StartsOnGap(PlacementQuestion question, PfnRun run) => IsOnGap(question, run.FirstPfn);

    private static bool EndsOnGap(PlacementQuestion question, PfnRun run) => IsOnGap(question, run.EndPfn);

    private static bool IsOnGap(PlacementQuestion question, ulong pfn) => UsableMemory.Direct(question).All(judge =>
        Rules.IsOnGap((long)pfn - (judge.BusOffsetBytes / (long)question.PageSize.Bytes), question.PageSize, judge));

    private static bool Overlap(PfnRun? one, PfnRun? other) => one?.FirstPfn < other?.EndPfn && other?.FirstPfn < one?.EndPfn;

    private static IEnumerable<PfnRun> Some(PfnRun? run) => run is { } one ? [one] : [];
}
