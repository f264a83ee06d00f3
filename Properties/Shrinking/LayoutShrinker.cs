using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Simpler storage: fewer runs, shorter runs, lower page frames, offset 0, whole pages, a smaller buffer.</summary>
internal static class LayoutShrinker
{
    public static IEnumerable<Scenario> Simpler(Scenario scenario)
    {
        if (scenario.Layout is not { } layout)
        {
            return SmallerSizes(scenario);
        }

        IEnumerable<Scenario> simpler = Layouts(layout).Select(l => FitSize(scenario, l)).OfType<Scenario>();
        return WholePages(scenario, layout) is { } whole
            ? simpler.Prepend(whole).Concat(SmallerSizes(scenario))
            : simpler;
    }

    /// <summary>Without half of the runs or one of them, or with a page less in the only run; and how many segments that may save.</summary>
    public static IEnumerable<(Scenario Scenario, ulong Removed)> CutShort(Scenario scenario)
    {
        if (scenario.Layout is not { } layout)
        {
            return [];
        }

        ValueList<PfnRun> runs = layout.Runs;
        IEnumerable<(Layout Layout, ulong Removed)> shorter = runs is [var only]
            ? Numbers.Smaller(only.Pages).Where(n => n > 0).Select(n => (layout with { Runs = [only with { Pages = n }] }, only.Pages - n))
            : new[] { runs.Count / 2, 1 }.Distinct().SelectMany(n => new[]
            {
                (layout with { Runs = [.. runs.SkipLast(n)] }, (ulong)n),
                (layout with { Runs = [.. runs.Skip(n)] }, (ulong)n),
            });
        return from cut in shorter
               let fitted = FitSize(scenario, cut.Layout)
               where fitted is not null
               select (fitted, cut.Removed);
    }

    /// <summary>
    /// The whole of the storage from its first byte, which reads best: once there, a scenario stays there and gets smaller by
    /// pages. <see langword="null"/> for a scenario that is there.
    /// </summary>
    private static Scenario? WholePages(Scenario scenario, Layout layout)
    {
        UInt128 bytes = (UInt128)layout.Pages << scenario.PageSize.Shift;
        return bytes > MostBytes(scenario) || (layout.OffsetBytes == 0 && scenario.BufferSizeBytes == bytes)
            ? null
            : scenario with { Layout = layout with { OffsetBytes = 0 }, BufferSizeBytes = (ulong)bytes };
    }

    private static IEnumerable<Layout> Layouts(Layout layout)
    {
        ValueList<PfnRun> runs = layout.Runs;
        if (runs.Count > 1)
        {
            yield return layout with { Runs = [.. runs.Take(runs.Count / 2)] };
            yield return layout with { Runs = [.. runs.Skip(runs.Count / 2)] };
            // In one piece: what fails for the number of pages alone, as behind an IOMMU, then says so.
            yield return layout with { Runs = [new PfnRun(runs.Min(r => r.FirstPfn), layout.Pages)] };
            for (int i = 0; i < runs.Count; i++)
            {
                yield return layout with { Runs = [.. runs.Take(i), .. runs.Skip(i + 1)] };
            }
        }

        if (layout.OffsetBytes > 0)
        {
            yield return layout with { OffsetBytes = 0 };
            yield return layout with { OffsetBytes = layout.OffsetBytes / 2 };
        }

        for (int i = 0; i < runs.Count; i++)
        {
            foreach (PfnRun shorter in Runs(runs[i]))
            {
                ValueList<PfnRun> replaced = [.. runs.Take(i), shorter, .. runs.Skip(i + 1)];
                if (Overlaps(replaced, i) is false)
                {
                    yield return layout with { Runs = replaced };
                }
            }
        }
    }

    /// <summary>Shorter, by pages at its end or at its beginning, or lower.</summary>
    public static IEnumerable<PfnRun> Runs(PfnRun run) =>
        Numbers.Smaller(run.Pages).Where(n => n > 0).SelectMany(n => new[] { run with { Pages = n }, new PfnRun(run.EndPfn - n, n) })
            .Concat(Numbers.Smaller(run.FirstPfn).Select(n => run with { FirstPfn = n }));

    /// <summary>Whether two runs have a page in common.</summary>
    public static bool Overlap(PfnRun one, PfnRun other) => one.FirstPfn < other.EndPfn && other.FirstPfn < one.EndPfn;

    private static bool Overlaps(ValueList<PfnRun> runs, int changed)
    {
        for (int i = 0; i < runs.Count; i++)
        {
            if (i != changed && Overlap(runs[i], runs[changed]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The simpler storage with as much of the buffer as it holds; a buffer that filled its storage goes on filling it.</summary>
    private static Scenario? FitSize(Scenario scenario, Layout layout)
    {
        int shift = scenario.PageSize.Shift;
        UInt128 held = ((UInt128)layout.Pages << shift) - layout.OffsetBytes;
        bool filled = scenario.BufferSizeBytes == ((UInt128)scenario.Layout!.Pages << shift) - scenario.Layout.OffsetBytes;
        UInt128 size = filled ? held : UInt128.Min(held, scenario.BufferSizeBytes);
        return size > MostBytes(scenario)
            ? null
            : scenario with { Layout = layout, BufferSizeBytes = (ulong)size };
    }

    private static UInt128 MostBytes(Scenario scenario) => scenario.Steps.Count == 0
        ? Scenario.MaxBufferSizeBytes
        : (UInt128)Scenario.MaxPagesWithSteps << scenario.PageSize.Shift;

    /// <summary>Whole pages first. Without a layout they may be one more, and a buffer that has whole pages keeps to them.</summary>
    private static IEnumerable<Scenario> SmallerSizes(Scenario scenario)
    {
        ulong size = scenario.BufferSizeBytes;
        ulong pages = scenario.PageSize.WholePages(size);
        int shift = scenario.PageSize.Shift;
        bool isWhole = pages << shift == size;
        IEnumerable<ulong> sizes = scenario.Layout is not null ? Numbers.Smaller(size).Prepend(pages << shift).Where(bytes => bytes < size)
            : isWhole ? Numbers.Smaller(pages).Select(fewer => fewer << shift)
            : Numbers.Smaller(size).Prepend(pages << shift).Prepend(((UInt128)pages + 1) << shift is var up && up <= MostBytes(scenario) ? (ulong)up : 0);
        return sizes.Where(bytes => bytes > 0).Select(bytes => scenario with { BufferSizeBytes = bytes });
    }
}
