using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Storage that was found, with the tables over it, each put to <see cref="WitnessCheck"/>.</summary>
/// <param name="Storage">Where the buffer is.</param>
/// <param name="Table">The one table, unless judges have one each or it is too long to list.</param>
/// <param name="Problem">What is wrong; <see langword="null"/> for nothing.</param>
internal sealed record PlacementWitness(Layout Storage, SegmentTable? Table, string? Problem)
{
    /// <summary>Longer tables are checked by the numbers of their segments.</summary>
    private const int MostListed = 1 << 16;

    /// <summary>Checks that the storage is the buffer's and within the extents, then table by table.</summary>
    public static PlacementWitness Of(
        FreeMemory memory, IReadOnlyList<JudgeView> judges, SharingMode mode, IReadOnlyList<PfnRun> runs)
    {
        var layout = new Layout(0, [.. runs]);
        if (LayoutProblem(memory, layout) is { } problem)
        {
            return new PlacementWitness(layout, Table: null, problem);
        }

        var storage = new Storage(new PagedBuffer(memory.PageSize, layout, memory.SizeBytes));
        if (mode == SharingMode.Shared || judges.Count == 1)
        {
            return TableFor(layout, storage, judges);
        }

        return judges.Select(judge => TableFor(layout, storage, [judge]).Problem).FirstOrDefault(p => p is not null) is { } refused
            ? new PlacementWitness(layout, Table: null, refused)
            : new PlacementWitness(layout, Table: null, Problem: null);
    }

    private static string? LayoutProblem(FreeMemory memory, Layout layout)
    {
        if (layout.Pages != memory.Needed)
        {
            return $"the storage has {layout.Pages} pages, {memory.Needed} are needed";
        }

        PfnRun[] ascending = [.. layout.Runs.OrderBy(run => run.FirstPfn)];
        int extent = 0;
        for (int i = 0; i < ascending.Length; i++)
        {
            while (extent < memory.Extents.Count && memory.Extents[extent].EndPfn <= ascending[i].FirstPfn)
            {
                extent++;
            }

            bool isFree = extent < memory.Extents.Count
                && memory.Extents[extent].FirstPfn <= ascending[i].FirstPfn
                && ascending[i].EndPfn <= memory.Extents[extent].EndPfn;
            if (!isFree || (i > 0 && ascending[i - 1].EndPfn > ascending[i].FirstPfn))
            {
                return $"page frame {ascending[i].FirstPfn} is not free";
            }
        }

        return null;
    }

    private static PlacementWitness TableFor(Layout layout, Storage storage, IReadOnlyList<JudgeView> judges)
    {
        List<PfnRun>? pieces = Longest(storage, judges, out string? problem);
        if (pieces is null)
        {
            return new PlacementWitness(layout, Table: null, problem ?? NumbersProblem(storage, judges));
        }

        SegmentTable table = Tables.FromRuns(storage, pieces);
        return new PlacementWitness(layout, table, WitnessCheck.Problem(storage, judges, countBinds: true, table));
    }

    /// <summary>
    /// Each segment as long as all judges allow. That takes the fewest segments there can be, since what is part of a segment that is allowed
    /// is allowed as well, and where a segment may end does not depend on where it starts. <see langword="null"/> with a problem when no
    /// segment can be had somewhere, without one when there are too many.
    /// </summary>
    private static List<PfnRun>? Longest(Storage storage, IReadOnlyList<JudgeView> judges, out string? problem)
    {
        problem = null;
        List<PfnRun> pieces = [];
        for (int run = 0; run < storage.Runs.Count; run++)
        {
            ulong end = storage.Runs[run].EndPfn;
            for (ulong pfn = storage.Runs[run].FirstPfn; pfn < end;)
            {
                ulong pages = judges.Aggregate(end - pfn, (most, judge) => Math.Min(most, Math.Min(judge.MaxPages, ToEdge(pfn, judge))));
                bool isLast = run == storage.Runs.Count - 1 && pfn + pages == end;
                ulong behindMultiple = isLast ? 0 : BehindMultiple(pfn + pages, judges);
                if (behindMultiple >= pages)
                {
                    problem = $"no segment from page frame {pfn} on ends where the gap rule allows";
                    return null;
                }

                pieces.Add(new PfnRun(pfn, pages - behindMultiple));
                pfn += pages - behindMultiple;
                if (pieces.Count > MostListed)
                {
                    return null;
                }
            }
        }

        return pieces;
    }

    private static string? NumbersProblem(Storage storage, IReadOnlyList<JudgeView> judges)
    {
        ulong longest = judges.Min(j => j.MaxPages);
        JudgeView judge = judges.MinBy(j => j.WindowPages)!;
        ulong[] counts = [.. storage.Runs.Select(run =>
        {
            var windows = Windows.Of(run, judge);
            return Segments(windows.First) + (windows.Whole * Segments(windows.WindowPages)) + Segments(windows.Last);
        })];
        return RunWitness.Of(storage, judges, counts, countBinds: true).Doubt;

        ulong Segments(ulong pages) => (pages / longest) + (pages % longest == 0 ? 0UL : 1UL);
    }

    private static ulong ToEdge(ulong pfn, JudgeView judge) =>
        judge.WindowPages - Into((Int128)pfn - judge.OffsetPages, judge.WindowPages);

    /// <summary>Pages by which an end is behind the last place where the coarsest gap rule lets a segment end.</summary>
    private static ulong BehindMultiple(ulong end, IReadOnlyList<JudgeView> judges) =>
        judges.MaxBy(j => j.GapPages) is { } coarsest ? Into((Int128)end - coarsest.OffsetPages, coarsest.GapPages) : 0;

    private static ulong Into(Int128 page, ulong multiple) => (ulong)(((page % multiple) + multiple) % multiple);
}
