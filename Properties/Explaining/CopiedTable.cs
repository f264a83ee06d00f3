using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// The table of a device that may bounce, as a question that can be drawn: over the storage itself, before anything is copied.
/// </summary>
internal static class CopiedTable
{
    /// <summary>
    /// The device as it is where it reaches everything, and where no copy finds a place: then its reach is what offends. Else a device without
    /// a reach whose segments are no longer than the longest copy; its name says so.
    /// </summary>
    public static LayoutQuestion Of(BounceQuestion question, IRules rules)
    {
        bool hasCopies = Copies.AreNeeded(question, rules)
            && rules.Answer(question).Refusal?.Limit is not (LimitKind.AddressMask or LimitKind.MinAlignMask);
        return new LayoutQuestion(question.Buffer, [hasCopies ? Copied(question) : question.Judge.Direct]);
    }

    private static Judge Copied(BounceQuestion question)
    {
        Judge cut = Copies.Cut(question.Judge) with { Device = $"{question.Judge.Device} (copied)" };
        bool isBelowBus = LayoutDrawing.UsedRuns(question.Buffer).Any(run => run.AddressBytes < cut.BusOffsetBytes);
        return isBelowBus ? EverythingInReach.Of(cut) : cut with { Limits = cut.Limits.Without(LimitKind.AddressMask) };
    }
}
