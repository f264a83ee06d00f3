using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Storage over which there are several tables, each of one judge or of a few that share it. Cheap ways to find some come first, then bounds
/// that show there is none, then a search with a budget.
/// </summary>
internal static class TailoredRules
{
    private const long Steps = 20_000;

    public static TableVote Answer(TableSet set, FreeMemory memory)
    {
        PlacementQuestion question = set.Question;
        long pages = (long)question.Pages;
        Share[] shares = Share.Of(set, memory);
        if (shares.Length == 0)
        {
            return PlacementRules.Checked(question, GreedyRuns.LargestFirst(memory.Stretches, pages));
        }

        Stretch[] largestFirst = [.. memory.Stretches];
        Array.Sort(largestFirst, (a, b) => b.Pages.CompareTo(a.Pages));
        var budget = new Budget(Steps);
        var scan = new StartScan(shares, budget);
        var whole = new TailoredPlacing(shares, memory, pages, scan);
        if (whole.TryWhole(largestFirst))
        {
            return PlacementRules.Checked(question, whole.Storage());
        }

        return ByOneTable(question, memory, shares)
            ?? BySearch(question, memory, shares, largestFirst, budget, scan)
            ?? TableVote.Unknown(
                $"each device alone could take the buffer, but no storage for all of them was found in {Steps} steps; "
                + "ask for one shared table, or give a layout");
    }

    /// <summary>What suits one table best: a proof for all where it is too little, and storage where the others accept it, too.</summary>
    private static TableVote? ByOneTable(PlacementQuestion question, FreeMemory memory, Share[] shares)
    {
        long pages = (long)question.Pages;
        var plans = new ITablePlan[shares.Length];
        for (int i = 0; i < shares.Length; i++)
        {
            plans[i] = BestTable.Of(memory, shares[i].Cuts, (ulong)shares[i].Count, pages);
            if (plans[i].Pages < pages)
            {
                return TableVote.Unsat(PlacementRefusals.TooManySegments(question, shares[i].Judges, memory));
            }
        }

        foreach (ITablePlan plan in plans)
        {
            if (plan.Storage(pages) is { } storage && Array.TrueForAll(shares, share => share.Accepts(storage)))
            {
                return PlacementRules.Checked(question, storage);
            }
        }

        return null;
    }

    private static TableVote? BySearch(
        PlacementQuestion question, FreeMemory memory, Share[] shares, Stretch[] largestFirst, Budget budget, StartScan scan)
    {
        var placing = new TailoredPlacing(shares, memory, (long)question.Pages, scan);
        if (Array.Exists(shares, share => share.Count == 1))
        {
            // One run it must be, and looking for its start is exact.
            return Array.Exists(largestFirst, placing.TryFinish) ? PlacementRules.Checked(question, placing.Storage())
                : budget.HasRunOut ? null
                : Refused();
        }

        var search = new RunSearch(shares, largestFirst, placing, budget);
        if (search.Run())
        {
            return PlacementRules.Checked(question, placing.Storage());
        }

        if (search.IsProof || new WeightedBound(shares, memory).Refutes(placing.Needed))
        {
            return Refused();
        }

        return search.RunForEachFinisher() ? PlacementRules.Checked(question, placing.Storage()) : null;

        TableVote Refused() =>
            TableVote.Unsat(PlacementRefusals.TooManySegments(question, [.. shares.SelectMany(share => share.Judges)], memory));
    }
}
