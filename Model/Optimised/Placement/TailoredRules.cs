using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Storage over which each judge has a table of its own. Cheap ways to find some come first, then bounds that show there is none, then a
/// search with a budget.
/// </summary>
internal static class TailoredRules
{
    private const long Steps = 20_000;

    public static TableVote Answer(PlacementQuestion question, FreeMemory memory)
    {
        long pages = (long)question.Pages;
        Share[] shares = Share.Of(question, memory);
        if (shares.Length == 0)
        {
            return PlacementRules.Checked(question, GreedyRuns.LargestFirst(memory.Stretches, pages));
        }

        var budget = new Budget(Steps);
        var scan = new StartScan(shares, budget);
        Stretch[] order = [.. memory.Stretches];
        Array.Sort(order, (a, b) => b.Pages.CompareTo(a.Pages));
        if (Greedy(order) is { } found)
        {
            return found;
        }

        // A judge that has too little alone is a proof for all; and where the others accept whatever it accepts, it speaks for all.
        foreach (Share share in shares)
        {
            ITablePlan plan = BestTable.Of(memory, share.Cuts, (ulong)share.Count, pages);
            if (plan.Pages < pages)
            {
                return TableVote.Unsat(PlacementRefusals.TooManySegments(question, [share.Judge], memory));
            }

            if (plan.Storage(pages) is { } storage && Fits(storage))
            {
                return PlacementRules.Checked(question, storage);
            }
        }

        var placing = new TailoredPlacing(shares, memory, pages, scan);
        var search = new RunSearch(shares, order, placing, budget);
        if (search.Run())
        {
            return PlacementRules.Checked(question, placing.Storage());
        }

        return search.IsProof
            ? TableVote.Unsat(PlacementRefusals.TooManySegments(question, [.. shares.Select(s => s.Judge)], memory))
            : TableVote.Unknown($"each device alone could take the buffer, and {Steps} steps found no storage for all; ask for one shared table, or give a layout");

        TableVote? Greedy(Stretch[] stretches)
        {
            var placing = new TailoredPlacing(shares, memory, pages, scan);
            return placing.TryWhole(stretches) ? PlacementRules.Checked(question, placing.Storage()) : null;
        }

        bool Fits(List<Stretch> storage) => Array.TrueForAll(shares, share => share.Accepts(storage));
    }
}
