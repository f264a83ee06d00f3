using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>
/// An exporter that says less, with less to take storage from. Layout or memory stays, as steps need one, and a question about free memory is
/// another one than about any memory.
/// </summary>
internal static class MemoryShrinker
{
    public static IEnumerable<Scenario> Simpler(Scenario scenario)
    {
        if (scenario.Memory.Count == 0)
        {
            return [];
        }

        // What drops most at once comes first: single extents are many where memory is large.
        IEnumerable<Scenario> simpler = BufferByExtents(scenario)
            .Concat(Memories(scenario.Memory).Select(memory => scenario with { Memory = memory }))
            .Concat(BufferToo(scenario));
        if (scenario.Steps.Count > 0)
        {
            simpler = (scenario.Layout is null ? GivenStorage(scenario) : [scenario with { Layout = null }]).Concat(simpler);
        }

        return (scenario.Layout is not null ? simpler.Prepend(scenario with { Memory = [] }) : simpler).Select(WithKnownHeaps);
    }

    public static IEnumerable<Scenario> SimplerExporters(Scenario scenario)
    {
        Exporter exporter = scenario.Exporter;
        Exporter plain = Exporter.Default;
        return new[]
        {
            plain,
            exporter with { Allocates = plain.Allocates },
            exporter with { Tables = plain.Tables },
            exporter with { IsMovable = plain.IsMovable },
            exporter with { HasPages = plain.HasPages },
            exporter with { HooksReadConstraints = plain.HooksReadConstraints },
        }.Where(simpler => simpler != exporter).Select(simpler => scenario with { Exporter = simpler });
    }

    /// <summary>A device names no heap that has gone with its last extent. Where that was its only one it can use any.</summary>
    private static Scenario WithKnownHeaps(Scenario scenario)
    {
        if (scenario.Devices.All(device => device.Heaps.Count == 0))
        {
            return scenario;
        }

        HashSet<string> known = [.. scenario.Memory.Select(extent => extent.Heap)];
        return scenario with { Devices = [.. scenario.Devices.Select(d => d with { Heaps = [.. d.Heaps.Where(known.Contains)] })] };
    }

    /// <summary>
    /// Storage given in the place of memory to take it from: the extents as they are, or with their first page last. What hangs on storage in pieces
    /// then needs no memory that an exporter takes in pieces, of sixteen pages and one.
    /// </summary>
    private static IEnumerable<Scenario> GivenStorage(Scenario scenario)
    {
        PfnRun[] runs = [.. scenario.Memory.Select(extent => extent.Pages)];
        ulong pages = scenario.PageSize.PagesFor(scenario.BufferSizeBytes);
        if (Pages(scenario.Memory) < pages)
        {
            return [];
        }

        PfnRun[] apart = runs[0].Pages == 1
            ? [.. runs[1..], runs[0]]
            : [new PfnRun(runs[0].FirstPfn + 1, runs[0].Pages - 1), .. runs[1..], runs[0] with { Pages = 1 }];
        return new[] { runs, apart }.Select(all => scenario with { Memory = [], Layout = new Layout(0, [.. FirstPages(all, pages)]) });
    }

    private static IEnumerable<PfnRun> FirstPages(IEnumerable<PfnRun> runs, ulong pages)
    {
        foreach (PfnRun run in runs)
        {
            if (pages == 0)
            {
                yield break;
            }

            ulong taken = Math.Min(pages, run.Pages);
            yield return run with { Pages = taken };
            pages -= taken;
        }
    }

    /// <summary>One extent less; one shorter or lower; all of one heap, that of the first, then the one without a name. Never none.</summary>
    private static IEnumerable<ValueList<MemoryExtent>> Memories(ValueList<MemoryExtent> memory)
    {
        for (int i = 0; i < memory.Count && memory.Count > 1; i++)
        {
            yield return [.. memory.Take(i), .. memory.Skip(i + 1)];
        }

        if (memory.Any(extent => extent.Heap != memory[0].Heap))
        {
            yield return [.. memory.Select(extent => extent with { Heap = memory[0].Heap })];
        }
        else if (memory.Any(extent => extent.Heap != MemoryExtent.DefaultHeap))
        {
            yield return [.. memory.Select(extent => extent with { Heap = MemoryExtent.DefaultHeap })];
        }

        for (int i = 0; i < memory.Count; i++)
        {
            foreach (PfnRun run in LayoutShrinker.Runs(memory[i].Pages))
            {
                if (!memory.Where((_, k) => k != i).Any(other => LayoutShrinker.Overlap(other.Pages, run)))
                {
                    yield return [.. memory.Take(i), memory[i] with { Pages = run }, .. memory.Skip(i + 1)];
                }
            }
        }
    }

    /// <summary>
    /// A buffer of fewer pages, and extents of as many fewer, at their end or at their beginning: what fails for want of a page fails with neither alone. For
    /// memory without a layout, whose size the layout's shrinks do not follow.
    /// </summary>
    private static IEnumerable<Scenario> BufferToo(Scenario scenario)
    {
        ulong pages = scenario.PageSize.PagesFor(scenario.BufferSizeBytes);
        ulong[] cuts = scenario.Layout is null && pages > 1 ? [.. new ulong[] { pages - 1, pages / 2, 1 }.Distinct()] : [];
        return
            from cut in cuts
            from front in new[] { 0UL, cut }
            select scenario with
            {
                BufferSizeBytes = scenario.BufferSizeBytes - (cut << scenario.PageSize.Shift),
                Memory =
                [
                    .. scenario.Memory.Select(e => e.Pages.Pages > cut
                        ? e with { Pages = new PfnRun(e.Pages.FirstPfn + front, e.Pages.Pages - cut) }
                        : e),
                ],
            };
    }

    /// <summary>
    /// Without half of the extents, or with one extent shorter or gone, and a buffer of as many pages less: what fails for want of memory
    /// goes on failing. The question about free memory alone, where nothing else depends on the buffer's size.
    /// </summary>
    private static IEnumerable<Scenario> BufferByExtents(Scenario scenario)
    {
        ValueList<MemoryExtent> memory = scenario.Memory;
        if (scenario.Layout is not null || scenario.Steps.Count > 0)
        {
            return [];
        }

        IEnumerable<ValueList<MemoryExtent>> halves = [[.. memory.Take(memory.Count / 2)], [.. memory.Skip(memory.Count / 2)]];
        IEnumerable<ValueList<MemoryExtent>> shorter =
            from i in Enumerable.Range(0, memory.Count)
            from pages in Numbers.Smaller(memory[i].Pages.Pages)
            let left = memory[i] with { Pages = memory[i].Pages with { Pages = pages } }
            select (ValueList<MemoryExtent>)[.. memory.Take(i), .. pages > 0 ? [left] : Array.Empty<MemoryExtent>(), .. memory.Skip(i + 1)];
        return from less in halves.Concat(shorter)
               let cut = (Pages(memory) - Pages(less)) << scenario.PageSize.Shift
               where less.Count > 0 && cut > 0 && cut < scenario.BufferSizeBytes
               select scenario with { Memory = less, BufferSizeBytes = scenario.BufferSizeBytes - (ulong)cut };
    }

    private static UInt128 Pages(ValueList<MemoryExtent> memory) => memory.Aggregate((UInt128)0, (sum, extent) => sum + extent.Pages.Pages);
}
