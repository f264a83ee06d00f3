using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>
/// The table with each segment as long as all judges allow. That takes the fewest segments there can be, since what is part of a segment that
/// is allowed is allowed as well, and where a segment may end does not depend on where it starts.
/// </summary>
internal static class LongestTable
{
    /// <summary>Longer tables are not listed.</summary>
    private const int MostListed = 1 << 16;

    /// <summary>
    /// The table, count and reach set aside; <see langword="null"/> with a problem when no segment can be had somewhere, without one when
    /// there are too many.
    /// </summary>
    public static SegmentTable? Of(Storage storage, IReadOnlyList<JudgeView> judges, out string? problem)
    {
        problem = null;
        List<PfnRun> pieces = [];
        for (int run = 0; run < storage.Runs.Count; run++)
        {
            ulong end = storage.Runs[run].EndPfn;
            for (ulong pfn = storage.Runs[run].FirstPfn; pfn < end;)
            {
                ulong pages = judges.Aggregate(end - pfn, (most, judge) => Math.Min(most, Math.Min(judge.MaxPages, ToEdge(pfn, judge))));
                bool isLast = run == storage.Runs.Count - 1 && pfn + pages == end;
                ulong behindMultiple = isLast ? 0 : BehindMultiple(pfn + pages, judges);
                if (behindMultiple >= pages)
                {
                    problem = $"no segment from page frame {pfn} on ends where the gap rule allows";
                    return null;
                }

                pieces.Add(new PfnRun(pfn, pages - behindMultiple));
                pfn += pages - behindMultiple;
                if (pieces.Count > MostListed)
                {
                    return null;
                }
            }
        }

        return Tables.FromRuns(storage, pieces);
    }

    private static ulong ToEdge(ulong pfn, JudgeView judge) =>
        judge.WindowPages - Into((Int128)pfn - judge.OffsetPages, judge.WindowPages);

    /// <summary>Pages by which an end is behind the last place where the coarsest gap rule lets a segment end.</summary>
    private static ulong BehindMultiple(ulong end, IReadOnlyList<JudgeView> judges) =>
        judges.MaxBy(j => j.GapPages) is { } coarsest ? Into((Int128)end - coarsest.OffsetPages, coarsest.GapPages) : 0;

    private static ulong Into(Int128 page, ulong multiple) => (ulong)(((page % multiple) + multiple) % multiple);
}
