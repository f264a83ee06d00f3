using System.Globalization;
using DmabufVerify.Optimised;

namespace DmabufVerify.Bench.Ratios;

/// <summary>Tables, counts and counts by run against C, for one layout and one set of limits a row.</summary>
internal sealed class PageRatios(TextWriter output)
{
    private const int Rounds = 41;

    private ulong _sink;

    public int Missed { get; private set; }

    public void Run()
    {
        output.WriteLine("Tables: plain C / C#, ratio of minima (median of rounds). Count: streaming sum / count in %, C table / count, C count / count.");
        output.WriteLine("Runs: a further device on kept runs, ns a run and streaming sum a page / run. ! marks a missed target.");
        output.WriteLine();
        output.WriteLine(
            $"{"layout",-17} {"limits",-10} {"segments",9} {"C ns/pg",8} {"C# ns/pg",8} {"table",15} {"count/sum",10} {"vs table",9} {"vs count",9} {"ns/run",8} {"sum/run",8}");
        foreach (int pages in (int[])[4096, 65536])
        {
            foreach (string name in Patterns.Names)
            {
                RunRows(Patterns.Make(name, pages));
            }

            if (RealPages.Read(pages) is { } real)
            {
                RunRows(real);
            }
            else
            {
                output.WriteLine("real              left out: /proc/self/pagemap shows page frames to root only");
            }
        }
    }

    private void RunRows(Pattern pattern)
    {
        foreach (LimitSet limits in LimitSet.All)
        {
            RunRow(pattern, limits);
        }
    }

    private void RunRow(Pattern pattern, LimitSet limits)
    {
        CutRule rule = limits.Rule;
        int length = pattern.Arrays[0].Length;
        var cOut = new CSegment[length];
        var first = new ulong[length + PfnSegmenter.SpareEntries];
        var pages = new uint[length + PfnSegmenter.SpareEntries];
        var runs = pattern.Arrays.Select(KeptRuns.Of).ToArray();
        long segments = pattern.Arrays.Sum(array => Checked(array, rule, cOut, first, pages));

        Timing[] times = AlternatingRounds.Run(
            Rounds,
            () => Each(pattern, array => (ulong)CBaseline.Build(array, rule, cOut)),
            () => Each(pattern, array => (ulong)PfnSegmenter.Emit(array, rule, first, pages)),
            () => Each(pattern, array => CBaseline.Sum(array)),
            () => Each(pattern, array => PfnSegmenter.Count(array, rule)),
            () => Each(pattern, array => CBaseline.Count(array, rule)),
            () =>
            {
                foreach (KeptRuns kept in runs)
                {
                    _sink += RunCounter.Count(kept.FirstPfns, kept.Pages, rule);
                }
            });
        Report(pattern, limits, segments, runs.Sum(r => (long)r.Pages.Length), times);
    }

    private void Report(Pattern pattern, LimitSet limits, long segments, long runs, Timing[] times)
    {
        (Timing cTable, Timing table, Timing sum, Timing count, Timing cCount, Timing byRun) =
            (times[0], times[1], times[2], times[3], times[4], times[5]);
        double ofSum = 100 * count.RatioOfMinima(sum);
        double perRun = byRun.Least / runs;
        double sumPerRun = sum.Least / pattern.Pages / perRun;
        double tableTarget = pattern.Name == "real" ? 2 : 3;
        double countTarget = limits.Rule.MaxPages == ulong.MaxValue ? 65 : 45;
        string tableText = $"{table.RatioOfMinima(cTable):F1} ({table.MedianRatio(cTable):F1})";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pattern,-17} {limits,-10} {segments / pattern.Arrays.Length,9} {cTable.Least / pattern.Pages,8:F3} {table.Least / pattern.Pages,8:F3} {tableText,14}{Mark(table.RatioOfMinima(cTable) >= tableTarget)} {ofSum,8:F0}%{Mark(ofSum >= countTarget)} {count.RatioOfMinima(cTable),8:F1}{Mark(count.RatioOfMinima(cTable) >= 4)} {count.RatioOfMinima(cCount),9:F1} {perRun,7:F2}{Mark(perRun <= 0.4 || runs < pattern.Pages / 64)} {sumPerRun,8:F2}"));
    }

    /// <summary>Segments of one array, after a look at whether both programs make the same ones.</summary>
    private static long Checked(ulong[] array, CutRule rule, CSegment[] cOut, ulong[] first, uint[] pages)
    {
        int expected = CBaseline.Build(array, rule, cOut);
        bool same = PfnSegmenter.Emit(array, rule, first, pages) == expected
            && PfnSegmenter.Count(array, rule) == (ulong)expected
            && CBaseline.Count(array, rule) == (ulong)expected;
        for (int i = 0; i < expected && same; i++)
        {
            same = cOut[i].AddressBytes == first[i] << 12 && cOut[i].LengthBytes == (ulong)pages[i] << 12;
        }

        return same ? expected : throw new InvalidOperationException("C and C# do not make the same table");
    }

    private void Each(Pattern pattern, Func<ulong[], ulong> program)
    {
        foreach (ulong[] array in pattern.Arrays)
        {
            _sink ^= program(array);
        }
    }

    private char Mark(bool met)
    {
        Missed += met ? 0 : 1;
        return met ? ' ' : '!';
    }
}
