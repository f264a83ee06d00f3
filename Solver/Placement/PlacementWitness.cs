using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Storage that was found, with the tables over it, each put to <see cref="WitnessCheck"/>.</summary>
/// <param name="Storage">Where the buffer is.</param>
/// <param name="Table">The one table, unless judges have one each or it is too long to list.</param>
/// <param name="Problem">What is wrong; <see langword="null"/> for nothing.</param>
/// <param name="Doubt">Why it may serve a device that may bounce or may not; <see langword="null"/> when it surely does.</param>
internal sealed record PlacementWitness(Layout Storage, SegmentTable? Table, string? Problem, string? Doubt = null)
{
    /// <summary>Checks that the storage is the buffer's and within the extents, then table by table.</summary>
    public static PlacementWitness Of(
        FreeMemory memory, IReadOnlyList<PlacementTable> tables, IReadOnlyList<PfnRun> runs)
    {
        var layout = new Layout(0, [.. runs]);
        if (LayoutProblem(memory, layout) is { } problem)
        {
            return new PlacementWitness(layout, Table: null, problem);
        }

        var storage = new Storage(new PagedBuffer(memory.PageSize, layout, memory.SizeBytes));
        PlacementWitness[] found = [.. tables.Select(table => TableFor(layout, storage, table))];
        return new PlacementWitness(
            layout,
            found is [var only] ? only.Table : null,
            found.Select(f => f.Problem).FirstOrDefault(problem => problem is not null),
            found.Select(f => f.Doubt).FirstOrDefault(doubt => doubt is not null));
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

    private static PlacementWitness TableFor(Layout layout, Storage storage, PlacementTable table)
    {
        if (table.Bounce is not { } device || device.Reaches(storage))
        {
            return TableFor(layout, storage, table.Judges);
        }

        return TableFor(layout, storage, [device.Capped]) with { Doubt = new Copies(storage, device).Doubt };
    }

    private static PlacementWitness TableFor(Layout layout, Storage storage, IReadOnlyList<JudgeView> judges) =>
        LongestTable.Of(storage, judges, out string? problem) is { } table
            ? new PlacementWitness(layout, table, WitnessCheck.Problem(storage, judges, countBinds: true, table))
            : new PlacementWitness(layout, Table: null, problem ?? NumbersProblem(storage, judges));

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
}
