using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Storage for devices of which some have an IOMMU that joins runs as the kernel does. What the join leaves depends on all runs and their order, so
/// storage for the others is tried first, then storage that leaves little to join; and there are bounds.
/// </summary>
internal static class JoiningRules
{
    public static TableVote Answer(PlacementQuestion question)
    {
        PlacementQuestion others = question with { Joining = [] };
        TableVote vote = PlacementRules.Answer(others);
        if (vote.Verdict == Verdict.Unsat)
        {
            return vote;
        }

        foreach (JoiningJudge joining in question.Joining)
        {
            if (JoinBounds.Refused(question, joining) is { } refusal)
            {
                return TableVote.Unsat(refusal);
            }
        }

        foreach (Layout storage in Candidates(others, vote, question.Joining))
        {
            if (StorageServes.InSomeOrder(question, storage) is { } found)
            {
                return found;
            }
        }

        return vote.Verdict == Verdict.Unknown ? vote : TableVote.Unknown(
            $"the other devices have storage, but over none that was tried does the IOMMU of {question.Joining[0].Judge.Device} or of another device "
            + "join runs into as few segments as it takes; give a layout, or memory in longer extents");
    }

    /// <summary>
    /// What suits the others; then storage in no more runs than the joined tables may have segments, and in one run. They are asked for by a judge
    /// more, which limits nothing but the count.
    /// </summary>
    private static IEnumerable<Layout> Candidates(PlacementQuestion others, TableVote vote, ValueList<JoiningJudge> joining)
    {
        if (vote.Storage is { } storage)
        {
            yield return storage;
        }

        ulong least = joining.Min(device => device.Judge.Limits.MaxSegmentCount);
        foreach (ulong runs in new SortedSet<ulong> { 1, least })
        {
            var few = new Judge("runs", ResolvedLimits.Unlimited with { MaxSegmentCount = runs }, 0);
            if (PlacementRules.Answer(others with { Judges = [.. others.Judges, few] }).Storage is { } fewer)
            {
                yield return fewer;
            }
        }
    }
}
