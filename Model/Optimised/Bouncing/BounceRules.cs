using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Bouncing;

/// <summary>The table of a device that may copy what it does not reach, over given storage; cost by run, window and copy.</summary>
internal static class BounceRules
{
    /// <summary>
    /// Looks at cuts that the gap mask forbids first, then at the pool, then at the count: a table of any length needs places for its
    /// copies.
    /// </summary>
    public static TableVote Answer(BounceQuestion question)
    {
        PagedBuffer buffer = question.Buffer;
        Judge direct = question.Judge.Direct;
        var reach = new JudgeReach(buffer.PageSize, direct);
        long page = reach.FirstPageOutOfReach(buffer);
        if (page < 0)
        {
            return LayoutRules.Answer(buffer, [direct]);
        }

        ulong longest = BouncePool.LongestBytes(question.Judge.PoolLimits.MinAlignMask);
        if (BounceCuts.Capped(buffer.PageSize, direct, longest) is not { } judge)
        {
            return NoPlace(page);
        }

        JointCuts cuts = JointCuts.Of(buffer.PageSize, [judge]);
        RunCut cut = LayoutRules.Count(buffer, cuts);
        if (cut.IsRejected)
        {
            return TableVote.Unsat(LayoutRules.GapRefusal(buffer, [judge], cut.RejectedAt));
        }

        ulong fewest = (ulong)cut.Segments;
        var room = PoolRoom.Of(buffer.PageSize, question.Judge);
        if (buffer.Layout.OffsetBytes > 0 || !room.SurelyHolds(fewest, buffer.SizeBytes))
        {
            long misplaced = new CopyWalk(buffer, reach, cuts).FirstWithoutPlace(question.Judge);
            if (misplaced >= 0)
            {
                return NoPlace(misplaced);
            }
        }

        ulong most = direct.Limits.MaxSegmentCount;
        return fewest <= most
            ? TableVote.Sat(fewest)
            : TableVote.Unsat(new(direct.Device, LimitKind.MaxSegmentCount, most, fewest, null), fewest);

        TableVote NoPlace(long at) => TableVote.Unsat(
            new(direct.Device, LimitKind.AddressMask, direct.Limits.AddressMask, reach.HighestAddress(buffer), (ulong)at));
    }
}
