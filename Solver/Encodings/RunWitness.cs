using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Makes numbers of segments for each run into evidence.</summary>
internal static class RunWitness
{
    /// <summary>Longer tables are checked by their numbers alone.</summary>
    private const ulong MostListed = 1 << 14;

    /// <summary>What <see cref="RunEncoding"/> does not say about these judges, or <see langword="null"/> when it says everything.</summary>
    public static string? WhatIsLeftOut(Storage storage, IReadOnlyList<JudgeView> judges)
    {
        JudgeView[] cutting = [.. judges.Where(j => storage.Runs.Any(run => Windows.Of(run, j).Count > 1))];
        return judges.Any(j => j.GapPages > 1) ? TooLarge(storage, "a gap mask above a page")
            : cutting.Any(a => cutting.Any(b => !Nest(a, b))) ? TooLarge(storage, "boundary windows that do not nest")
            : null;
    }

    /// <summary>
    /// Lists a table where that is short enough, of not more segments for each run than the numbers say, and puts it to
    /// <see cref="WitnessCheck"/>; else checks the numbers.
    /// </summary>
    public static Witness Of(Storage storage, IReadOnlyList<JudgeView> judges, ulong[] counts, bool countBinds)
    {
        ulong total = 0;
        foreach (ulong count in counts)
        {
            total += count;
        }

        if (total > MostListed)
        {
            return new Witness(total, Table: null, NumbersProblem(storage, judges, counts, total, countBinds));
        }

        List<PfnRun> pieces = [];
        for (int run = 0; run < counts.Length; run++)
        {
            int before = pieces.Count;
            pieces.AddRange(Pieces(storage.Runs[run], judges));
            if ((ulong)(pieces.Count - before) > counts[run])
            {
                return new Witness(total, Table: null, $"run {run} does not fit into {counts[run]} segments");
            }
        }

        SegmentTable table = Tables.FromRuns(storage, pieces);
        return new Witness((ulong)pieces.Count, table, WitnessCheck.Problem(storage, judges, countBinds, table));
    }

    private static string TooLarge(Storage storage, string what) =>
        $"{what} over {storage.Pages} pages is more than the page by page description can hold (option MaxPages)";

    private static bool Nest(JudgeView a, JudgeView b) =>
        ((Int128)a.OffsetPages - b.OffsetPages) % Math.Min(a.WindowPages, b.WindowPages) == 0;

    /// <summary>A run cut at every window edge of every judge, and what is longer than a segment may be, at the longest.</summary>
    private static IEnumerable<PfnRun> Pieces(PfnRun run, IReadOnlyList<JudgeView> judges)
    {
        ulong longest = judges.Min(j => j.MaxPages);
        for (ulong pfn = run.FirstPfn; pfn < run.EndPfn;)
        {
            ulong pages = Math.Min(longest, run.EndPfn - pfn);
            foreach (JudgeView judge in judges)
            {
                var ahead = Windows.Of(new PfnRun(pfn, pages), judge);
                pages = ahead.First != 0 ? ahead.First : Math.Min(pages, judge.WindowPages);
            }

            yield return new PfnRun(pfn, pages);
            pfn += pages;
        }
    }

    /// <summary>Reach byte by byte at both ends of each run, and each run's pages spread over its windows and segments.</summary>
    private static string? NumbersProblem(
        Storage storage, IReadOnlyList<JudgeView> judges, ulong[] counts, ulong total, bool countBinds)
    {
        if (WhatIsLeftOut(storage, judges) is { } leftOut)
        {
            return leftOut;
        }

        if (countBinds && judges.FirstOrDefault(j => j.Judge.Limits.MaxSegmentCount < total) is { } refuses)
        {
            return $"{refuses.Judge.Device}: {total} segments, {refuses.Judge.Limits.MaxSegmentCount} allowed";
        }

        ulong longest = judges.Min(j => j.MaxPages);
        for (int run = 0; run < counts.Length; run++)
        {
            foreach (JudgeView judge in judges)
            {
                Int128 first = (Int128)storage.FirstByte(run) - judge.Judge.BusOffsetBytes;
                Int128 last = (Int128)storage.LastByte(run) - judge.Judge.BusOffsetBytes;
                var windows = Windows.Of(storage.Runs[run], judge);
                UInt128 needed = Segments(windows.First) + (windows.Whole * Segments(windows.WindowPages)) + Segments(windows.Last);
                bool isOutOfReach = !judge.SetsReachAside && (first < 0 || last > judge.Judge.Limits.AddressMask);
                if (isOutOfReach || needed > counts[run])
                {
                    return $"{judge.Judge.Device}: run {run} is out of reach or does not fit into {counts[run]} segments";
                }
            }
        }

        return null;

        UInt128 Segments(ulong pages) => ((UInt128)pages + longest - 1) / longest;
    }
}
