using DmabufVerify.Optimised.Bouncing;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Whether storage is what a question asks for, with nothing set aside.</summary>
internal static class StorageServes
{
    /// <summary>Every device, whatever it is.</summary>
    public static bool All(PlacementQuestion question, Layout storage)
    {
        var buffer = new PagedBuffer(question.PageSize, storage, question.SizeBytes);
        return TableSet.ZeroCopy(question).Tables.All(judges => LayoutRules.Answer(buffer, judges).Verdict == Verdict.Sat)
            && question.Bouncing.All(device => Bounces(device, buffer))
            && question.Joining.All(device => IommuRules.Answer(JoinBounds.Over(buffer, device)).Verdict == Verdict.Sat);
    }

    /// <summary>A device that may bounce, its pool included.</summary>
    public static bool Bounces(BouncingJudge device, PagedBuffer buffer) =>
        BounceRules.Answer(new BounceQuestion(buffer, device)).Verdict == Verdict.Sat;

    /// <summary>The first order of the storage's runs that serves everybody; <see langword="null"/> when none of those that are tried does.</summary>
    public static TableVote? InSomeOrder(PlacementQuestion question, Layout storage) =>
        RunOrders.Of(question, storage).FirstOrDefault(layout => All(question, layout)) is { } found
            ? TableVote.Sat() with { Storage = found }
            : null;
}
