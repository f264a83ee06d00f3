namespace DmabufVerify.Optimised.Placement;

/// <summary>The runs of each stretch that a search tries, longest first, and whether they hold a solution if there is one.</summary>
internal sealed class RunOptions
{
    private const long SmallWorld = 40;
    private const int MostLengths = 64;

    private RunOptions(Stretch[][] ofStretch, bool areComplete, bool oneRunEach)
    {
        OfStretch = ofStretch;
        AreComplete = areComplete;
        OneRunEach = oneRunEach;
    }

    /// <summary>For each stretch of the order.</summary>
    public Stretch[][] OfStretch { get; }

    /// <summary>Whether trying all of them, with an exact look for the run that finishes the buffer, is a proof.</summary>
    public bool AreComplete { get; }

    /// <summary>Whether more than one run of a stretch is never needed.</summary>
    public bool OneRunEach { get; }

    public static RunOptions Of(Share[] shares, Stretch[] order, PageGrid gap, long pages)
    {
        if (order.Sum(stretch => stretch.Pages) <= SmallWorld)
        {
            return new([.. order.Select(stretch => AllRuns(stretch, pages))], areComplete: true, oneRunEach: false);
        }

        if (gap.Step == 1 && shares.All(share => share.Windows.IsEmpty))
        {
            return ByLength(shares, order);
        }

        return new([.. order.Select(stretch => Promising(stretch, shares, gap))], areComplete: false, oneRunEach: false);
    }

    private static Stretch[] AllRuns(Stretch stretch, long pages)
    {
        var runs = new List<Stretch>();
        for (long length = Math.Min(stretch.Pages, pages - 1); length > 0; length--)
        {
            for (long start = stretch.Start; start + length <= stretch.End; start++)
            {
                runs.Add(new(start, start + length));
            }
        }

        return [.. runs];
    }

    /// <summary>
    /// Without windows and gap masks a run's cost grows with its length alone, and just behind the multiples of each largest size. Two
    /// runs of a stretch cost no less than one as long as both, and lengthening a run to the next multiple, or the stretch's end, costs
    /// nothing: lengths of that kind are all that need be tried.
    /// </summary>
    private static RunOptions ByLength(Share[] shares, Stretch[] order)
    {
        bool complete = true;
        var options = new Stretch[order.Length][];
        for (int i = 0; i < order.Length; i++)
        {
            Stretch stretch = order[i];
            var lengths = new SortedSet<long> { stretch.Pages };
            foreach (Share share in shares)
            {
                long most = share.Cuts.MaxPages;
                long multiples = (stretch.Pages - 1) / most;
                complete &= multiples <= MostLengths;
                for (long n = multiples; n > Math.Max(0, multiples - MostLengths); n--)
                {
                    lengths.Add(n * most);
                }
            }

            options[i] = [.. lengths.Reverse().Select(length => stretch with { End = stretch.Start + length })];
        }

        return new(options, complete, oneRunEach: true);
    }

    /// <summary>From the start, first edge or first place to the end, last edge or last place, or a whole number of segments.</summary>
    private static Stretch[] Promising(Stretch stretch, Share[] shares, PageGrid gap)
    {
        var starts = new SortedSet<long> { stretch.Start };
        var ends = new SortedSet<long> { stretch.End };
        foreach (PageGrid grid in (IEnumerable<PageGrid>)[gap, .. shares.SelectMany(s => s.Windows)])
        {
            starts.Add(grid.Above(stretch.Start - 1));
            ends.Add(grid.AtOrBelow(stretch.End));
        }

        var runs = new HashSet<Stretch>();
        foreach (long start in starts)
        {
            foreach (long end in ends.Where(end => end > start))
            {
                runs.Add(new(start, end));
                foreach (long most in shares.Select(share => share.Cuts.MaxPages))
                {
                    runs.Add(new(start, end - start > most ? start + ((end - start) / most * most) : end));
                }
            }
        }

        return [.. runs.OrderByDescending(run => run.Pages).ThenBy(run => run.Start)];
    }
}
