using DmabufVerify.Properties.Deciding;
using DmabufVerify.Spec.Lifecycle;
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
        Judge direct = question.Judge.Direct;
        Judge reach = direct with { Limits = ResolvedLimits.Unlimited with { AddressMask = direct.Limits.AddressMask } };
        bool hasCopies = rules.Answer(new LayoutQuestion(question.Buffer, [reach])).Verdict == Verdict.Unsat
            && rules.Answer(question).Refusal?.Limit is not (LimitKind.AddressMask or LimitKind.MinAlignMask);
        return new LayoutQuestion(question.Buffer, [hasCopies ? Copied(question) : direct]);
    }

    private static Judge Copied(BounceQuestion question)
    {
        Judge direct = question.Judge.Direct;
        ulong longest = Math.Min(direct.Limits.MaxSegmentSizeBytes, BouncePool.LongestBytes(question.Judge.PoolLimits));
        var capped = new Judge(
            $"{direct.Device} (copied)",
            direct.Limits with { MaxSegmentSizeBytes = longest, AddressMask = LimitKind.AddressMask.Unlimited() },
            direct.BusOffsetBytes);
        bool isBelowBus = LayoutDrawing.UsedRuns(question.Buffer).Any(run => run.AddressBytes < direct.BusOffsetBytes);
        return isBelowBus ? EverythingInReach.Of(capped) : capped;
    }
}
