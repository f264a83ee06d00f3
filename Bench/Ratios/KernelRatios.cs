using System.Globalization;
using DmabufVerify.Optimised;

namespace DmabufVerify.Bench.Ratios;

/// <summary>
/// Tables and counts against the kernel's table builder. It knows a size limit only, so there are no rows with a boundary; and it
/// cannot count without building, so a count is measured against building and freeing a table.
/// </summary>
internal sealed class KernelRatios(TextWriter output, KernelBaseline kernel)
{
    private const int Rounds = 41;
    private const double CountTarget = 10;

    private ulong _sink;

    public int Missed { get; private set; }

    public void Run()
    {
        output.WriteLine();
        output.WriteLine("The kernel's table, built and freed / C#, ratio of minima (median of rounds). ! marks a missed target.");
        output.WriteLine(
            $"{"layout",-17} {"limits",-10} {"segments",9} {"kernel ns/pg",12} {"C# ns/pg",8} {"table",15} {"count ns/pg",12} {"count",15}");
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
        }
    }

    private void RunRows(Pattern pattern)
    {
        foreach (LimitSet limits in LimitSet.All.Where(limits => limits.Rule.WindowPages == 0))
        {
            RunRow(pattern, limits);
        }
    }

    private void RunRow(Pattern pattern, LimitSet limits)
    {
        CutRule rule = limits.Rule;
        uint maxBytes = rule.MaxPages == ulong.MaxValue ? uint.MaxValue : (uint)(rule.MaxPages << 12);
        ulong[][] addresses = [.. pattern.Arrays.Select(array => array.Select(pfn => pfn << 12).ToArray())];
        var first = new ulong[pattern.Arrays[0].Length + PfnSegmenter.SpareEntries];
        var pages = new uint[first.Length];
        int segments = 0;
        for (int i = 0; i < addresses.Length; i++)
        {
            segments += Checked(pattern.Arrays[i], rule, kernel.Table(addresses[i], maxBytes), first, pages);
        }

        Timing[] times = AlternatingRounds.Run(
            Rounds,
            () => Each(addresses, array => kernel.Build(array, maxBytes)),
            () => Each(pattern.Arrays, array => (ulong)PfnSegmenter.Emit(array, rule, first, pages)),
            () => Each(pattern.Arrays, array => PfnSegmenter.Count(array, rule)));
        Report(pattern, limits, segments / addresses.Length, times);
    }

    private void Report(Pattern pattern, LimitSet limits, int segments, Timing[] times)
    {
        (Timing theirs, Timing table, Timing count) = (times[0], times[1], times[2]);
        double tableTarget = pattern.Name is "fragmented" or "contiguous" or "huge" ? 10 : 6;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pattern,-17} {limits,-10} {segments,9} {theirs.Least / pattern.Pages,12:F3} {table.Least / pattern.Pages,8:F3} {Ratio(table, theirs),14}{Mark(table.RatioOfMinima(theirs) >= tableTarget)} {count.Least / pattern.Pages,11:F3} {Ratio(count, theirs),15}{Mark(count.RatioOfMinima(theirs) >= CountTarget)}"));
    }

    /// <summary>Segments of one array, after a look at whether the kernel makes the same ones.</summary>
    private static int Checked(ulong[] array, CutRule rule, CSegment[] expected, ulong[] first, uint[] pages)
    {
        bool same = PfnSegmenter.Emit(array, rule, first, pages) == expected.Length
            && PfnSegmenter.Count(array, rule) == (ulong)expected.Length;
        for (int i = 0; i < expected.Length && same; i++)
        {
            same = expected[i].AddressBytes == first[i] << 12 && expected[i].LengthBytes == (ulong)pages[i] << 12;
        }

        return same ? expected.Length : throw new InvalidOperationException("The kernel and C# do not make the same table");
    }

    private void Each(ulong[][] arrays, Func<ulong[], ulong> program)
    {
        foreach (ulong[] array in arrays)
        {
            _sink ^= program(array);
        }
    }

    private static string Ratio(Timing mine, Timing theirs) =>
        string.Create(CultureInfo.InvariantCulture, $"{mine.RatioOfMinima(theirs):F1} ({mine.MedianRatio(theirs):F1})");

    private char Mark(bool met)
    {
        Missed += met ? 0 : 1;
        return met ? ' ' : '!';
    }
}
