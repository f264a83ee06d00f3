using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Pieces of memory that are used as they are, and the segments that each judge needs for one: numbers, with nothing to search.</summary>
internal static class WholePieces
{
    /// <summary>
    /// What all judges reach of the extents; under a gap rule in whole multiples of the coarsest, so that the pieces may lie in any order.
    /// </summary>
    public static IEnumerable<PfnRun> Usable(FreeMemory memory, IReadOnlyList<JudgeView> judges)
    {
        Int128 first = judges.Max(j => memory.Reach(j).First);
        Int128 end = judges.Min(j => memory.Reach(j).End);
        JudgeView coarsest = judges.MaxBy(j => j.GapPages)!;
        return memory.Within(first, end)
            .Select(run => new Cells(run.FirstPfn, run.Pages, run.Pages, 1).Whole(coarsest.GapPages, coarsest.OffsetPages))
            .OfType<Cells>()
            .Select(cells => new PfnRun(cells.FirstPfn, cells.Pages));
    }

    /// <summary>Whether a judge accepts any piece at all; the other rules count on it.</summary>
    public static bool CanCut(JudgeView judge) => Longest(judge) > 0 && judge.WindowPages >= judge.GapPages;

    /// <summary>Pages of a segment that starts on a multiple and is not the last.</summary>
    public static ulong Longest(JudgeView judge) => judge.MaxPages - (judge.MaxPages % judge.GapPages);

    /// <summary>Segments of a whole piece.</summary>
    public static UInt128 Segments(Windows windows, ulong longest) => Segments(windows.First, longest)
        + ((UInt128)windows.Whole * Segments(windows.WindowPages, longest))
        + Segments(windows.Last, longest);

    /// <summary>Segments of so many pages within one window.</summary>
    public static ulong Segments(ulong pages, ulong longest) => (pages / longest) + (pages % longest == 0 ? 0UL : 1UL);
}
