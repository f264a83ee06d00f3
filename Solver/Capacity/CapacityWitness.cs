using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Layouts that show a capacity, each put to <see cref="WitnessCheck"/> before it counts.</summary>
internal static class CapacityWitness
{
    /// <summary>Longer layouts are not listed.</summary>
    private const ulong MostListed = 1 << 14;

    /// <summary>A table over these segments, in the buffer's order.</summary>
    /// <exception cref="WitnessException">Never for an encoding that says what the rules say.</exception>
    public static SegmentTable Check(Memory memory, IReadOnlyList<JudgeView> judges, IReadOnlyList<PfnRun> segments) =>
        TryCheck(memory, judges, segments, out string? problem) ?? throw new WitnessException(problem ?? "no table");

    /// <summary>
    /// Puts the buffer together from the largest pieces of windows. Exact without a gap rule. The table is <see langword="null"/> when
    /// it is too long to list; then the pages of the pieces have been added up.
    /// </summary>
    public static SegmentTable? FromPieces(Memory memory, IReadOnlyList<JudgeView> judges)
    {
        ulong size = judges.Min(j => j.MaxPages);
        ulong mask = judges.Min(j => j.Judge.Limits.AddressMask);
        ulong count = judges.Min(j => j.Judge.Limits.MaxSegmentCount);
        ulong inReach = (ulong)Int128.Max(0, memory.EndWithin(mask) - memory.First);
        var windows = Windows.Of(memory.First, inReach, judges.Min(j => j.WindowPages));
        if (memory.Pages / size >= MostListed || memory.Pages / windows.WindowPages >= MostListed)
        {
            return Holds(windows, size, count) >= memory.Pages
                ? null
                : throw new WitnessException("the pieces do not hold the buffer");
        }

        List<(Int128 Start, ulong Pages)> pieces = [];
        Int128 missing = memory.Pages;
        foreach ((Int128 start, ulong pages) in Pieces(windows, memory.First, size))
        {
            if (missing <= 0)
            {
                break;
            }

            pieces.Add((start, pages));
            missing -= pages;
        }

        // The page that only the buffer's last page may be in is the highest of all.
        pieces.Sort((a, b) => a.Start.CompareTo(b.Start));
        pieces[0] = (pieces[0].Start - missing, (ulong)(pieces[0].Pages + missing));
        return Check(memory, judges, [.. pieces.Select(p => Frames(memory, p.Start, p.Pages))]);
    }

    /// <summary>
    /// Under a gap rule: the first segment up to a multiple, whole multiples, and a last one, either each at the edge of its own
    /// window or one behind the other. <see langword="null"/> when neither is valid, which proves nothing.
    /// </summary>
    public static SegmentTable? UnderGap(Memory memory, IReadOnlyList<JudgeView> judges)
    {
        ulong gap = judges.Max(j => j.GapPages);
        ulong window = judges.Min(j => j.WindowPages);
        ulong longest = Math.Min(memory.Pages, Math.Min(judges.Min(j => j.MaxPages), window));
        ulong inner = longest / gap * gap;
        Int128 others = (Int128)memory.Pages - longest - longest;
        ulong inners = inner == 0 || others <= 0 ? 0 : (ulong)((others + inner - 1) / inner);
        if (inners >= MostListed)
        {
            return null;
        }

        ulong first = (ulong)((Int128)memory.Pages - longest - ((Int128)inners * inner));
        ulong[] lengths = [first, .. Enumerable.Repeat(inner, (int)inners), longest];
        if (first == 0 || first > longest)
        {
            return null;
        }

        Int128 base_ = RoundUp(memory.First, gap) + RoundUp(longest, gap);
        return TryCheck(memory, judges, Chain(memory, base_, lengths), out _)
            ?? TryCheck(memory, judges, OnePerWindow(memory, RoundUp(memory.First, window), window, lengths), out _);
    }

    private static PfnRun[] Chain(Memory memory, Int128 firstEnd, ulong[] lengths)
    {
        Int128 start = firstEnd - lengths[0];
        var segments = new PfnRun[lengths.Length];
        for (int i = 0; i < segments.Length; i++)
        {
            segments[i] = Frames(memory, start, lengths[i]);
            start += lengths[i];
        }

        return segments;
    }

    private static PfnRun[] OnePerWindow(Memory memory, Int128 windows, ulong window, ulong[] lengths) =>
        [.. lengths.Select((pages, i) => Frames(memory, windows + ((Int128)window * i) + (i == 0 ? window - pages : 0), pages))];

    private static SegmentTable? TryCheck(
        Memory memory, IReadOnlyList<JudgeView> judges, IReadOnlyList<PfnRun> segments, out string? problem)
    {
        PfnRun[] ascending = [.. segments.OrderBy(s => s.FirstPfn)];
        ulong end = 1UL << (64 - memory.PageSize.Shift);
        if (ascending.Where((s, i) => s.EndPfn > (i + 1 < ascending.Length ? ascending[i + 1].FirstPfn : end)).Any())
        {
            problem = "a page occurs twice or does not exist";
            return null;
        }

        var layout = new Layout(0, new([.. segments]));
        var storage = new Storage(new PagedBuffer(memory.PageSize, layout, memory.SizeBytes));
        SegmentTable table = Tables.FromRuns(storage, segments);
        problem = layout.Pages == memory.Pages
            ? WitnessCheck.Problem(storage, judges, countBinds: true, table)
            : "the pages are not those of the buffer";
        return problem is null ? table : null;
    }

    /// <summary>The pieces of all windows, the longest first.</summary>
    private static IEnumerable<(Int128 Start, ulong Pages)> Pieces(Windows windows, Int128 first, ulong size)
    {
        Int128 whole = first + windows.First;
        (Int128 Start, ulong Pages, ulong HowMany)[] kinds =
        [
            (whole, windows.WindowPages, windows.Whole),
            (first, windows.First, 1),
            (whole + ((Int128)windows.WindowPages * windows.Whole), windows.Last, 1),
        ];
        foreach ((Int128 start, ulong pages, ulong howMany) in kinds)
        {
            for (ulong i = 0; i < howMany && pages >= size; i++)
            {
                for (ulong piece = 0; piece < pages / size; piece++)
                {
                    yield return (start + ((Int128)pages * i) + ((Int128)size * piece), size);
                }
            }
        }

        foreach ((Int128 start, ulong pages, ulong howMany) in kinds.OrderByDescending(k => k.Pages % size))
        {
            for (ulong i = 0; i < howMany && pages % size != 0; i++)
            {
                yield return (start + ((Int128)pages * i) + (pages / size * size), pages % size);
            }
        }
    }

    /// <summary>Pages that the largest so many pieces hold.</summary>
    private static UInt128 Holds(Windows windows, ulong size, UInt128 count)
    {
        UInt128 pages = 0;
        foreach ((ulong each, UInt128 howMany) in PieceEncoding.PiecesOf(windows, size).OrderByDescending(p => p.Pages))
        {
            UInt128 taken = UInt128.Min(howMany, count);
            pages += taken * each;
            count -= taken;
        }

        return pages;
    }

    private static PfnRun Frames(Memory memory, Int128 busPage, ulong pages) =>
        new((ulong)(busPage + memory.OffsetPages), pages);

    private static Int128 RoundUp(Int128 value, ulong multiple) => (value + multiple - 1) / multiple * multiple;
}
