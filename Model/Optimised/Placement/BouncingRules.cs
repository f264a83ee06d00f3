using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Storage for devices of which some may copy what they do not reach. Each of these either reaches all of it or keeps to the longest bounce
/// and its pool; for each way of choosing that is a placement without copies, but for the pool.
/// </summary>
internal static class BouncingRules
{
    /// <summary>Ways of choosing that are tried: all of them for four devices that have a choice.</summary>
    private const int MostWays = 16;

    public static TableVote Answer(PlacementQuestion question)
    {
        var zeroCopy = TableSet.ZeroCopy(question);
        var memory = FreeMemory.Of(question, zeroCopy.Reaching);
        if (memory.Pages < (long)question.Pages)
        {
            return TableVote.Unsat(PlacementRefusals.TooLittle(zeroCopy));
        }

        BounceChoice[][] choices = [.. question.Bouncing.Select(device => BounceChoice.Of(question, device, memory))];
        int open = choices.Count(ways => ways.Length > 1);
        TableVote? refused = null;
        TableVote? undecided = null;
        for (int way = 0; way < MostWays && (open >= 4 || way < 1 << open); way++)
        {
            TableVote vote = Answer(zeroCopy, Chosen(choices, way));
            if (vote.Verdict == Verdict.Sat)
            {
                return vote;
            }

            if (vote.Verdict == Verdict.Unknown)
            {
                undecided ??= vote;
            }
            else
            {
                // The last way copies wherever it can, and so says what is in the way of that.
                refused = vote;
            }
        }

        return undecided
            ?? (open > 4
                ? TableVote.Unknown(
                    $"{open} devices may either reach all of the storage or copy some of it, and no storage was found in the first {MostWays} ways to "
                    + "choose; give a layout, or ask about fewer devices")
                : refused!);
    }

    /// <summary>The bits of a way say which of its two choices each device takes; those behind the last bit copy if the last bit says so.</summary>
    private static BounceChoice[] Chosen(BounceChoice[][] choices, int way)
    {
        int bit = 0;
        return [.. choices.Select(ways => ways.Length == 1 ? ways[0] : ways[(way >> Math.Min(bit++, 3)) & 1])];
    }

    private static TableVote Answer(TableSet zeroCopy, BounceChoice[] chosen)
    {
        TableSet set = chosen.Aggregate(zeroCopy, (tables, choice) => tables.With(choice.Judge, hasToReach: !choice.Copies));
        BounceChoice[] scarce = [.. chosen.Where(choice => !choice.PoolIsSure)];
        foreach (BounceChoice choice in scarce)
        {
            if (ScarcePools.IsTooSmall(set, choice.Device))
            {
                Judge judge = choice.Device.Direct;
                return TableVote.Unsat(PlacementRefusals.Of(set.Question, judge, LimitKind.AddressMask));
            }
        }

        TableVote vote = PlacementRules.Answer(set);
        if (vote.Verdict == Verdict.Unsat || scarce.Length == 0)
        {
            return Checked(set.Question, vote);
        }

        foreach (PlacementQuestion memory in ScarcePools.WithFewerCopies(set, scarce).Prepend(set.Question))
        {
            TableVote placed = ReferenceEquals(memory, set.Question) ? vote : PlacementRules.Answer(set with { Question = memory });
            if (placed.Storage is { } storage && StorageServes.InSomeOrder(set.Question, storage) is { } found)
            {
                return found;
            }
        }

        return vote.Verdict == Verdict.Unknown ? vote : TableVote.Unknown(
            $"{scarce[0].Device.Device} cannot reach all of the storage that would do, and its bounce pool may be too small for the rest or may not "
            + "take segments as long; give a layout, or memory that it reaches");
    }

    /// <summary>A vote by which every pool is sure to do, after a look at whether it does.</summary>
    private static TableVote Checked(PlacementQuestion question, TableVote vote) =>
        vote.Storage is { } storage && !StorageServes.All(question, storage)
            ? throw new InvalidOperationException("storage was found that a device that may bounce refuses")
            : vote;
}
