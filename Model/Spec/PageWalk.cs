using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>
/// The plain page-by-page walk: from the left, each segment as long as the rules let it be. That it gives the fewest segments is a
/// theorem (law Table.GreedyIsOptimal), not a definition.
/// </summary>
public static class PageWalk
{
    /// <summary>Where the walk got to.</summary>
    /// <param name="Segments">Segments so far: all of them when <paramref name="StuckAt"/> is null.</param>
    /// <param name="StuckAt">The page from which no segment can be made.</param>
    public sealed record Outcome(IReadOnlyList<Segment> Segments, int? StuckAt);

    /// <summary>Walks all pages; the count limit is set aside, and on request the reach.</summary>
    public static Outcome Walk(Pages pages, ValueList<Judge> judges, bool withReach = true)
    {
        var segments = new List<Segment>();
        int first = 0;
        while (first < pages.Count)
        {
            if (LongestFrom(pages, first, judges, withReach) is not { } last)
            {
                return new Outcome(segments, first);
            }

            segments.Add(pages.Segment(first, last));
            first = last + 1;
        }

        return new Outcome(segments, StuckAt: null);
    }

    private static int? LongestFrom(Pages pages, int first, ValueList<Judge> judges, bool withReach)
    {
        int? longest = null;
        for (int last = first; last < pages.Count && CanGrowTo(pages, first, last, judges, withReach); last++)
        {
            if (judges.All(j => Rules.MayStart(pages, first, j) && Rules.MayEnd(pages, last, j)))
            {
                longest = last;
            }
        }

        return longest;
    }

    /// <summary>The rules that, once broken, stay broken however long the segment grows.</summary>
    private static bool CanGrowTo(Pages pages, int first, int last, ValueList<Judge> judges, bool withReach) =>
        (last == first || pages.FollowsPrevious(last)) && judges.All(j =>
            Rules.FitsSize(pages, first, last, j)
            && Rules.StaysInWindow(pages, first, last, j)
            && (!withReach || Rules.ReachesPage(pages, last, j)));
}
