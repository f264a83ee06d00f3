using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Reports of contradicting limits.</summary>
internal static class Refusals
{
    /// <summary>An unsat vote with its core.</summary>
    /// <param name="core">Contradicting limits.</param>
    /// <param name="isMinimal">Whether none of them can be left out.</param>
    /// <param name="fewest">Segments of the shortest table when the count is set aside, where that is known.</param>
    public static SolverReport Report(IEnumerable<TrackedLimit> core, bool isMinimal, ulong? fewest)
    {
        CorePair[] pairs = [.. core.Select(limit => limit.Pair)];
        return SolverReport.Of(TableVote.Unsat(One(pairs, fewest), fewest)) with
        {
            Core = new([.. pairs]),
            CoreIsMinimal = isMinimal,
        };
    }

    /// <summary>The limit to name: the count where it takes part, since what it needs is a number to act on; else the core's first.</summary>
    private static Refusal? One(CorePair[] core, ulong? fewest) =>
        Array.Find(core, pair => pair.Limit == LimitKind.MaxSegmentCount) is { } count
            ? new Refusal(count.Device, count.Limit, count.Value, fewest, Page: null)
        : core is [var first, ..] ? new Refusal(first.Device, first.Limit, first.Value, Needed: null, Page: null)
        : null;
}
