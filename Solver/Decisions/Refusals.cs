using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

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
}
