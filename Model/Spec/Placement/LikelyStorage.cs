using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>
/// Storage that a person would try first, for memory of which not every choice can be looked at. That none of it serves proves nothing.
/// </summary>
internal static class LikelyStorage
{
    /// <summary>More pieces than these are not cut.</summary>
    private const int MaxPieces = 1 << 12;

    public static IEnumerable<Layout> Of(PlacementQuestion question, ValueList<PfnRun> usable) =>
        InOnePiece(question, usable)
            .Concat(new[] { usable.OrderByDescending(run => run.Pages), usable.OrderBy(run => run.Pages) }
                .Select(runs => Trimmed(question, runs)))
            .Concat(Cutters(question).Select(judge => InPieces(question, usable, judge)))
            .OfType<Layout>();

    /// <summary>In each extent from its start, and from the first edge of a window and of a gap mask of each judge.</summary>
    private static IEnumerable<Layout> InOnePiece(PlacementQuestion question, ValueList<PfnRun> usable) =>
        from extent in usable
        from first in Edges(question, extent).Prepend(extent.FirstPfn).Distinct()
        where first + question.Pages <= extent.EndPfn
        select new Layout(0, [new PfnRun(first, question.Pages)]);

    private static IEnumerable<ulong> Edges(PlacementQuestion question, PfnRun extent) =>
        from judge in UsableMemory.Direct(question)
        from mask in new[] { judge.Limits.SegmentBoundaryMask, judge.Limits.VirtBoundaryMask }
        let window = (Int128)question.PageSize.WindowPages(mask)
        let offset = judge.BusOffsetBytes / (Int128)question.PageSize.Bytes
        let edge = extent.FirstPfn + ((window - InWindow(extent.FirstPfn - offset, window)) % window)
        where edge < extent.EndPfn
        select (ulong)edge;

    /// <summary>Whose largest segments are worth trying: anybody's whose limits cut at all.</summary>
    private static IEnumerable<Judge> Cutters(PlacementQuestion question) =>
        SingleJudges.Of(question).Where(judge => judge.Limits != ResolvedLimits.Unlimited);

    /// <summary>The largest segments of a judge, as many as are needed: the best there is for it alone without a gap mask.</summary>
    private static Layout? InPieces(PlacementQuestion question, ValueList<PfnRun> usable, Judge judge)
    {
        IEnumerable<PfnRun> largest = usable.SelectMany(run => Pieces(question.PageSize, run, judge))
            .Take(MaxPieces)
            .OrderByDescending(piece => piece.Pages);
        return Trimmed(question, largest) is { } layout ? layout with { Runs = [.. layout.Runs.OrderBy(run => run.FirstPfn)] } : null;
    }

    private static IEnumerable<PfnRun> Pieces(PageSize pageSize, PfnRun run, Judge judge)
    {
        Int128 offset = judge.BusOffsetBytes / (Int128)pageSize.Bytes;
        Int128 window = pageSize.WindowPages(judge.Limits.SegmentBoundaryMask);
        for (ulong first = run.FirstPfn; first < run.EndPfn;)
        {
            Int128 leftOfWindow = window - InWindow(first - offset, window);
            ulong pages = (ulong)Int128.Min(leftOfWindow, pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes));
            pages = Math.Min(pages, run.EndPfn - first);
            yield return new PfnRun(first, pages);
            first += pages;
        }
    }

    /// <summary>How far into its window a page is; windows go on below zero.</summary>
    private static Int128 InWindow(Int128 busPfn, Int128 window) => ((busPfn % window) + window) % window;

    /// <summary>As many of the runs as are needed, the last one cut short; <see langword="null"/> when they are too few.</summary>
    private static Layout? Trimmed(PlacementQuestion question, IEnumerable<PfnRun> runs)
    {
        var taken = new List<PfnRun>();
        ulong missing = question.Pages;
        foreach (PfnRun run in runs.TakeWhile(_ => missing > 0))
        {
            taken.Add(run with { Pages = Math.Min(run.Pages, missing) });
            missing -= taken[^1].Pages;
        }

        return missing == 0 ? new Layout(0, [.. taken]) : null;
    }
}
