using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

<<<<<<< HEAD
/// <summary>One limit to name for a core of several.</summary>
internal static class Refusals
{
    /// <summary>The count where it takes part, since the number it needs is what a user can act on; else the core's first.</summary>
    /// <param name="core">Contradicting limits; none makes no refusal.</param>
    /// <param name="needed">What the buffer needs of the count.</param>
    public static Refusal? From(IReadOnlyList<CorePair> core, ulong? needed)
    {
        CorePair? pair = core.FirstOrDefault(p => p.Limit == LimitKind.MaxSegmentCount) ?? (core is [var first, ..] ? first : null);
        return pair is null
            ? null
            : new Refusal(
                pair.Device, pair.Limit, pair.Value, pair.Limit == LimitKind.MaxSegmentCount ? needed : null, Page: null);
    }
=======
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
>>>>>>> solver
}
