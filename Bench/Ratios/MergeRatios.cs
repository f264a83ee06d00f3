using System.Globalization;
using DmabufVerify.Optimised;

namespace DmabufVerify.Bench.Ratios;

/// <summary>Attach and detach with the merged limits read after each: a list in C that is walked at each detach, against the tree.</summary>
internal sealed class MergeRatios(TextWriter output)
{
    public int Missed { get; private set; }

    public void Run()
    {
        output.WriteLine();
        output.WriteLine("Merging: one detach and one attach, merged limits read after each. C list / C# tree, ratio of minima (median).");
        output.WriteLine($"{"devices",8} {"C ns/pair",10} {"C# ns/pair",10} {"ratio",18}");
        foreach (int size in (int[])[4, 16, 64, 1000, 65536])
        {
            var churn = new Churn(size);
            nint set = churn.NewCSet();
            (MergedLimitsTree tree, int[] slots) = churn.NewTree();
            int times = size > 10000 ? 1 : 10;
            ulong c = 0;
            ulong sharp = 0;
            Timing[] timings = AlternatingRounds.Run(
                size > 10000 ? 3 : 21,
                () => c = Repeat(times, () => churn.RunC(set)),
                () => sharp = Repeat(times, () => churn.RunTree(tree, slots)));
            CBaseline.FreeSet(set);
            if (c != sharp)
            {
                throw new InvalidOperationException("C and C# do not merge the same");
            }

            double ratio = timings[1].RatioOfMinima(timings[0]);
            bool met = ratio >= (size >= 1000 ? 100 : 1);
            Missed += met ? 0 : 1;
            double pairs = (double)Churn.Steps * times;
            string text = $"{ratio:F1} ({timings[1].MedianRatio(timings[0]):F1})";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{size,8} {timings[0].Least / pairs,10:F1} {timings[1].Least / pairs,10:F1} {text,17}{(met ? ' ' : '!')}"));
        }
    }

    private static ulong Repeat(int times, Func<ulong> program)
    {
        ulong result = 0;
        for (int i = 0; i < times; i++)
        {
            result = program();
        }

        return result;
    }
}
