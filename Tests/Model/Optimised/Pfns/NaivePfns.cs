using DmabufVerify.Optimised;

namespace DmabufVerify.Tests.Model.Optimised.Pfns;

/// <summary>Segments of a PFN array, one page at a time.</summary>
internal static class NaivePfns
{
    public static List<(ulong FirstPfn, uint Pages)> Segments(ReadOnlySpan<ulong> pfns, CutRule rule)
    {
        var segments = new List<(ulong FirstPfn, uint Pages)>();
        for (int i = 0; i < pfns.Length; i++)
        {
            bool continues = i > 0
                && pfns[i] == pfns[i - 1] + 1
                && segments[^1].Pages < rule.MaxPages
                && (rule.WindowPages == 0 || pfns[i] % rule.WindowPages != rule.WindowPhasePages);
            if (continues)
            {
                segments[^1] = (segments[^1].FirstPfn, segments[^1].Pages + 1);
            }
            else
            {
                segments.Add((pfns[i], 1));
            }
        }

        return segments;
    }

    /// <summary>Runs of random length up to <paramref name="longest"/>, now and then descending, at the ends of memory too.</summary>
    public static void Fill(Span<ulong> pfns, Random random, int longest)
    {
        int left = 0;
        ulong pfn = 0;
        for (int i = 0; i < pfns.Length; i++, left--, pfn++)
        {
            if (left == 0)
            {
                left = random.Next(1, longest + 1);
                pfn = random.Next(16) switch
                {
                    0 => 0,
                    1 => (1UL << 52) - (ulong)left - (ulong)random.Next(3),
                    2 when pfn > 2 => pfn - 2,
                    3 => ulong.MaxValue >> random.Next(32, 64),
                    _ => (ulong)random.NextInt64(1L << 40),
                };
            }

            pfns[i] = pfn & ((1UL << 52) - 1);
        }
    }
}
