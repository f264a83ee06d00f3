using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Optimised;

/// <summary>
/// Segments of a buffer whose storage is given as one page frame number a page, in the buffer's order: the vector form of
/// lib/scatterlist.c's sg_alloc_append_table_from_pages with boundary windows added.
/// </summary>
/// <remarks>
/// Left to right, longest first, which gives the fewest segments. O(pages) with 64 pages a step; allocates nothing. Units are pages:
/// where the buffer begins in its first page and ends in its last is the caller's to add. Page frames are below 2^52.
/// </remarks>
public static class PfnSegmenter
{
    /// <summary>Entries behind the last one that let <see cref="Emit(ReadOnlySpan{ulong}, CutRule, Span{ulong}, Span{uint})"/> store whole vectors to the end.</summary>
    public const int SpareEntries = 64;

    private static VectorWidth Widest { get; } =
        PageWord512<NoEdges>.IsSupported ? VectorWidth.V512
        : PageWord256<NoEdges>.IsSupported ? VectorWidth.V256
        : Vector128.IsHardwareAccelerated ? VectorWidth.V128
        : VectorWidth.Scalar;

    /// <summary>
    /// How many segments there are; 0 for no pages. Stops soon after <paramref name="stopAfter"/>: a larger answer means no more than
    /// "too many".
    /// </summary>
    public static ulong Count(ReadOnlySpan<ulong> pfns, CutRule rule, ulong stopAfter = ulong.MaxValue) =>
        Count(pfns, rule, stopAfter, Widest);

    /// <summary>
    /// Writes the segments as two columns and returns how many there are, or -1 when they are more than the shorter column holds; its
    /// contents then mean nothing.
    /// </summary>
    /// <param name="pfns">One page frame a page.</param>
    /// <param name="rule">Size and windows.</param>
    /// <param name="firstPfns">First page frame of each segment. Entries behind the last one may be overwritten.</param>
    /// <param name="pages">Pages of each segment. As above. Neither column may overlap the input.</param>
    public static int Emit(ReadOnlySpan<ulong> pfns, CutRule rule, Span<ulong> firstPfns, Span<uint> pages) =>
        Emit(pfns, rule, firstPfns, pages, Widest);

    /// <summary>
    /// The maximal runs, to be kept with the buffer: a further device then costs by run, with <see cref="RunCounter"/>. As
    /// <see cref="Emit(ReadOnlySpan{ulong}, CutRule, Span{ulong}, Span{uint})"/>.
    /// </summary>
    public static int PagesToRuns(ReadOnlySpan<ulong> pfns, Span<ulong> firstPfns, Span<uint> pages) =>
        Emit(pfns, CutRule.RunsOnly, firstPfns, pages);

    internal static bool IsSupported(VectorWidth width) => width switch
    {
        VectorWidth.V512 => PageWord512<NoEdges>.IsSupported,
        VectorWidth.V256 => PageWord256<NoEdges>.IsSupported,
        VectorWidth.V128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };

    internal static ulong Count(ReadOnlySpan<ulong> pfns, CutRule rule, ulong stopAfter, VectorWidth width) => width switch
    {
        VectorWidth.V512 when rule.WindowPages == 0 => CountWith(pfns, rule, stopAfter, new PageWord512<NoEdges>(rule)),
        VectorWidth.V512 when rule.WindowPhasePages == 0 => CountWith(pfns, rule, stopAfter, new PageWord512<AlignedEdges>(rule)),
        VectorWidth.V512 => CountWith(pfns, rule, stopAfter, new PageWord512<PhasedEdges>(rule)),
        VectorWidth.V256 when rule.WindowPages == 0 => CountWith(pfns, rule, stopAfter, new PageWord256<NoEdges>(rule)),
        VectorWidth.V256 when rule.WindowPhasePages == 0 => CountWith(pfns, rule, stopAfter, new PageWord256<AlignedEdges>(rule)),
        VectorWidth.V256 => CountWith(pfns, rule, stopAfter, new PageWord256<PhasedEdges>(rule)),
        VectorWidth.V128 => CountWith(pfns, rule, stopAfter, new PageWord128(rule)),
        _ => CountWith(pfns, rule, stopAfter, new PageWordScalar(rule)),
    };

    internal static int Emit(
        ReadOnlySpan<ulong> pfns, CutRule rule, Span<ulong> firstPfns, Span<uint> pages, VectorWidth width) => width switch
        {
            VectorWidth.V512 when rule.WindowPages == 0 => EmitWith(pfns, rule, firstPfns, pages, new PageWord512<NoEdges>(rule)),
            VectorWidth.V512 when rule.WindowPhasePages == 0 => EmitWith(pfns, rule, firstPfns, pages, new PageWord512<AlignedEdges>(rule)),
            VectorWidth.V512 => EmitWith(pfns, rule, firstPfns, pages, new PageWord512<PhasedEdges>(rule)),
            VectorWidth.V256 when rule.WindowPages == 0 => EmitWith(pfns, rule, firstPfns, pages, new PageWord256<NoEdges>(rule)),
            VectorWidth.V256 when rule.WindowPhasePages == 0 => EmitWith(pfns, rule, firstPfns, pages, new PageWord256<AlignedEdges>(rule)),
            VectorWidth.V256 => EmitWith(pfns, rule, firstPfns, pages, new PageWord256<PhasedEdges>(rule)),
            VectorWidth.V128 => EmitWith(pfns, rule, firstPfns, pages, new PageWord128(rule)),
            _ => EmitWith(pfns, rule, firstPfns, pages, new PageWordScalar(rule)),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe ulong CountWith<TWord>(ReadOnlySpan<ulong> pfns, CutRule rule, ulong stopAfter, TWord word)
        where TWord : struct, IPageWord
    {
        ulong max = rule.BindingMaxPages;
        fixed (ulong* first = pfns)
        {
            return max switch
            {
                _ when pfns.IsEmpty => 0,
                1 => (ulong)pfns.Length,
                16 => WordLoops.Count(first, pfns.Length, rule, stopAfter, word, new SixteenSplits()),
                < 64 => WordLoops.Count(first, pfns.Length, rule, stopAfter, word, new ShortSplits((int)max)),
                _ when max >= (ulong)pfns.Length => WordLoops.Count(first, pfns.Length, rule, stopAfter, word, default(NoSplits)),
                _ => WordLoops.Count(first, pfns.Length, rule, stopAfter, word, new LongSplits(max)),
            };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int EmitWith<TWord>(
        ReadOnlySpan<ulong> pfns, CutRule rule, Span<ulong> firstPfns, Span<uint> pages, TWord word)
        where TWord : struct, IPageWord
    {
        int room = Math.Min(firstPfns.Length, pages.Length);
        if (pfns.IsEmpty || room == 0)
        {
            return pfns.IsEmpty ? 0 : -1;
        }

        ulong max = rule.BindingMaxPages;
        fixed (ulong* first = pfns)
        fixed (ulong* outPfns = firstPfns)
        fixed (uint* outPages = pages)
        {
            var columns = new Columns(outPfns, outPages, room);
            return max switch
            {
                1 => WordLoops.Emit(first, pfns.Length, rule, columns, word, default(AllSplits)),
                16 => WordLoops.Emit(first, pfns.Length, rule, columns, word, new SixteenSplits()),
                < 64 => WordLoops.Emit(first, pfns.Length, rule, columns, word, new ShortSplits((int)max)),
                _ when max >= (ulong)pfns.Length => WordLoops.Emit(first, pfns.Length, rule, columns, word, default(NoSplits)),
                _ => WordLoops.Emit(first, pfns.Length, rule, columns, word, new LongSplits(max)),
            };
        }
    }
}
