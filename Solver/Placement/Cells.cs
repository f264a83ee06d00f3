using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Equal ranges of pages at equal distances, each within one boundary window of every judge.</summary>
/// <param name="FirstPfn">Where the first begins.</param>
/// <param name="Pages">Pages of each.</param>
/// <param name="Stride">Pages from the beginning of one to that of the next.</param>
/// <param name="HowMany">How many there are; at least 1.</param>
internal readonly record struct Cells(ulong FirstPfn, ulong Pages, ulong Stride, ulong HowMany)
{
    /// <summary>Windows of different phases are cut out one by one; more are not listed.</summary>
    private const int MostListed = 1 << 16;

    /// <summary>
    /// Runs cut at every window edge of these judges, ascending. Three for each run where all windows nest, so that the smallest has
    /// the edges of all. <see langword="null"/> where they do not, and there are too many.
    /// </summary>
    public static IReadOnlyList<Cells>? Of(IEnumerable<PfnRun> runs, IReadOnlyList<JudgeView> judges)
    {
        List<Cells> cells = [];
        foreach (PfnRun run in runs)
        {
            switch (judges)
            {
                case []:
                    cells.Add(new Cells(run.FirstPfn, run.Pages, run.Pages, 1));
                    break;
                case [var only]:
                    cells.AddRange(Nested(run, Windows.Of(run, only)));
                    break;
                default:
                    for (ulong pfn = run.FirstPfn; pfn < run.EndPfn;)
                    {
                        ulong end = judges.Min(judge => Math.Min(run.EndPfn, EdgeBehind(pfn, judge)));
                        cells.Add(new Cells(pfn, end - pfn, end - pfn, 1));
                        pfn = end;
                        if (cells.Count > MostListed)
                        {
                            return null;
                        }
                    }

                    break;
            }
        }

        return cells;
    }

    /// <summary>
    /// Pieces of a run that can all be of use to these judges: window edges inside it, 1 at least; those that judges with different phases
    /// share count for each.
    /// </summary>
    public static UInt128 PiecesOf(PfnRun run, IReadOnlyList<JudgeView> judges)
    {
        UInt128 edges = 0;
        foreach (JudgeView judge in Cutting(judges))
        {
            edges += Windows.Of(run, judge).Count - 1;
        }

        return UInt128.Max(1, UInt128.Min(edges, (run.Pages + 1) / 2));
    }

    /// <summary>Those of the judges whose windows have edges that the smaller windows of the others lack.</summary>
    public static IReadOnlyList<JudgeView> Cutting(IEnumerable<JudgeView> judges)
    {
        List<JudgeView> cutting = [];
        foreach (JudgeView judge in judges.OrderBy(j => j.WindowPages))
        {
            if (!cutting.Any(smaller => ((Int128)judge.OffsetPages - smaller.OffsetPages) % smaller.WindowPages == 0))
            {
                cutting.Add(judge);
            }
        }

        return cutting;
    }

    /// <summary>
    /// What is left when each begins and ends on a multiple, counted from some page frame on; <see langword="null"/> for nothing.
    /// </summary>
    public Cells? Whole(ulong multiple, long from)
    {
        // Where there are several, their distance is a window, and thus a multiple itself or too small for one.
        Int128 first = RoundUp((Int128)FirstPfn - from, multiple);
        Int128 end = RoundUp((Int128)FirstPfn + Pages - from + 1 - multiple, multiple);
        return first < end ? this with { FirstPfn = (ulong)(first + from), Pages = (ulong)(end - first) } : null;
    }

    private static IEnumerable<Cells> Nested(PfnRun run, Windows windows)
    {
        ulong pfn = run.FirstPfn;
        (ulong Pages, ulong HowMany)[] kinds = [(windows.First, 1), (windows.WindowPages, windows.Whole), (windows.Last, 1)];
        foreach ((ulong pages, ulong howMany) in kinds.Where(kind => kind.Pages > 0 && kind.HowMany > 0))
        {
            yield return new Cells(pfn, pages, pages, howMany);
            pfn += pages * howMany;
        }
    }

    private static ulong EdgeBehind(ulong pfn, JudgeView judge)
    {
        ulong end = pfn + 1;
        var windows = Windows.Of((Int128)end - judge.OffsetPages, PfnRun.MaxEndPfn, judge.WindowPages);
        return end + windows.First;
    }

    private static Int128 RoundUp(Int128 value, ulong multiple) =>
        value + ((((-value) % multiple) + multiple) % multiple);
}
