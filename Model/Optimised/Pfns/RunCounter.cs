using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Optimised;

/// <summary>
/// Segments of a buffer whose maximal runs were kept as two columns (<see cref="PfnSegmenter.PagesToRuns"/>): what each further
/// device costs. O(runs), no matter how long they are; allocates nothing.
/// </summary>
public static class RunCounter
{
    /// <summary>Runs between two looks at the limit.</summary>
    private const int RunsBetweenStops = 4096;

    /// <summary>
    /// How many segments there are. Stops soon after <paramref name="stopAfter"/>: a larger answer means no more than "too many".
    /// </summary>
    /// <param name="firstPfns">First page frame of each run.</param>
    /// <param name="pages">Pages of each run, above 0; the same number of entries.</param>
    /// <param name="rule">Size and windows of the device.</param>
    /// <param name="stopAfter">The count beyond which the answer does not matter.</param>
    public static ulong Count(
        ReadOnlySpan<ulong> firstPfns, ReadOnlySpan<uint> pages, CutRule rule, ulong stopAfter = ulong.MaxValue) =>
        Count(firstPfns, pages, rule, stopAfter, Vector512.IsHardwareAccelerated);

    internal static ulong Count(
        ReadOnlySpan<ulong> firstPfns, ReadOnlySpan<uint> pages, CutRule rule, ulong stopAfter, bool vectors)
    {
        if (firstPfns.Length != pages.Length)
        {
            throw new ArgumentException("the columns differ in length", nameof(pages));
        }

        ulong segments = 0;
        for (int at = 0; at < pages.Length && segments <= stopAfter; at += RunsBetweenStops)
        {
            int runs = Math.Min(RunsBetweenStops, pages.Length - at);
            int byVector = vectors ? runs & -8 : 0;
            segments += byVector == 0 ? 0 : ByEights(firstPfns.Slice(at, byVector), pages.Slice(at, byVector), rule);
            segments += byVector == runs
                ? 0
                : OneByOne(firstPfns.Slice(at + byVector, runs - byVector), pages.Slice(at + byVector, runs - byVector), rule);
        }

        return segments;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong OneByOne(ReadOnlySpan<ulong> firstPfns, ReadOnlySpan<uint> pages, CutRule rule)
    {
        // A run is shorter than 2^32 pages, and so is every intermediate result but the page frame's distance to the phase.
        unchecked
        {
            ulong max = Math.Min(rule.BindingMaxPages, 1UL << 32);
            ulong window = rule.WindowPages == 0 ? 1UL << 52 : rule.WindowPages;
            ulong phase = rule.WindowPages == 0 ? 0 : rule.WindowPhasePages;
            ulong perWindow = ((window - 1) / max) + 1;
            int windowShift = BitOperations.Log2(window);
            int maxShift = BitOperations.IsPow2(max) ? BitOperations.Log2(max) : -1;
            ulong segments = 0;
            for (int i = 0; i < pages.Length; i++)
            {
                ulong first = Math.Min(pages[i], window - ((firstPfns[i] - phase) & (window - 1)));
                ulong rest = pages[i] - first;
                segments += CeilDiv(first, max, maxShift)
                    + ((rest >> windowShift) * perWindow)
                    + CeilDiv(rest & (window - 1), max, maxShift);
            }

            return segments;
        }
    }

    /// <summary>A division costs more than everything else here; the branch goes the same way for every run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong CeilDiv(ulong pages, ulong max, int shift) =>
        unchecked(shift >= 0 ? (pages + max - 1) >> shift : (pages + max - 1) / max);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong ByEights(ReadOnlySpan<ulong> firstPfns, ReadOnlySpan<uint> pages, CutRule rule)
    {
        ulong max = Math.Min(rule.BindingMaxPages, 1UL << 32);
        return rule.WindowPages == 0
            ? BitOperations.IsPow2(max)
                ? RunLanes.Sum(firstPfns, pages, new ByShift(max), default(NoWindows))
                : RunLanes.Sum(firstPfns, pages, new ByDivision(max), default(NoWindows))
            : BitOperations.IsPow2(max)
                ? RunLanes.Sum(firstPfns, pages, new ByShift(max), new Windows(rule, max))
                : RunLanes.Sum(firstPfns, pages, new ByDivision(max), new Windows(rule, max));
    }
}
