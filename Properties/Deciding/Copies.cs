using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>What becomes of the table of a device that may bounce (docs/semantics.md, "Bounce").</summary>
internal static class Copies
{
    /// <summary>Whether something is out of the device's reach, so that its table is cut for copying. False where the voter cannot say.</summary>
    public static bool AreNeeded(BounceQuestion question, IVoter voter)
    {
        Judge direct = question.Judge.Direct;
        var reach = ResolvedLimits.Unlimited with { AddressMask = direct.Limits.AddressMask };
        return voter.Answer(new LayoutQuestion(question.Buffer, [direct with { Limits = reach }])).Verdict == Verdict.Unsat;
    }

    /// <summary>Who cuts the table then: no segment is longer than the longest copy, which may be less than a page. The reach stands.</summary>
    public static Judge Cut(BouncingJudge judge)
    {
        ulong longest = Math.Min(judge.Direct.Limits.MaxSegmentSizeBytes, BouncePool.LongestBytes(judge.PoolLimits));
        return judge.Direct with { Limits = judge.Direct.Limits with { MaxSegmentSizeBytes = longest } };
    }
}
