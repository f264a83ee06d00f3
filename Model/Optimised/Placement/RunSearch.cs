namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Branch and bound over the runs of each stretch, largest stretch first. A branch ends where some judge alone could not cover what is
/// still needed with the segments it has left.
/// </summary>
internal sealed class RunSearch
{
    private readonly Share[] _shares;
    private readonly Stretch[] _largestFirst;
    private readonly TailoredPlacing _placing;
    private readonly Budget _budget;
    private readonly RunOptions _options;
    private readonly long[][] _costs;
    private readonly int _distance;
    private readonly int[] _order;
    private SuffixCosts[] _suffixes = [];
    private Stretch? _finisher;

    public RunSearch(Share[] shares, Stretch[] largestFirst, TailoredPlacing placing, Budget budget)
    {
        _shares = shares;
        _largestFirst = largestFirst;
        _placing = placing;
        _budget = budget;
        _options = RunOptions.Of(shares, largestFirst, placing.Gap, placing.Needed);
        _costs = new long[largestFirst.Length][];
        _order = new int[largestFirst.Length];

        // Runs that adjoin are better taken as one, unless a gap mask lets the buffer only start and end where they meet.
        _distance = placing.Gap.Step == 1 ? 1 : 0;
    }

    /// <summary>Whether having found nothing within the budget means that there is nothing.</summary>
    public bool IsProof => _options.AreComplete && !_budget.HasRunOut;

    /// <summary>
    /// Whether storage was found; the placing then holds it. The run that finishes it lies in the last stretch that is used.
    /// </summary>
    public bool Run()
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        return Run(null);
    }

    /// <summary>The same where each stretch in turn holds the run that finishes the buffer, the only one that may have any length.</summary>
    public bool RunForEachFinisher()
    {
        for (int finisher = 0; finisher < _order.Length - 1; finisher++)
        {
            for (int i = 0; i < _order.Length - 1; i++)
            {
                _order[i] = i < finisher ? i : i + 1;
            }

            _order[^1] = finisher;
            if (Run(_largestFirst[finisher]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Run(Stretch? finisher)
    {
        if (_budget.HasRunOut)
        {
            return false;
        }

        _finisher = finisher;
        Stretch[] inOrder = [.. _order.Select(i => _largestFirst[i])];
        _suffixes = [.. _shares.Select(share => new SuffixCosts(share, inOrder))];
        return Try(0, inOrder[0].Start);
    }

    /// <summary>Goes on with the runs from a page of one stretch on.</summary>
    private bool Try(int place, long from)
    {
        if (!_budget.TryTake() || !IsHopeful(place))
        {
            return false;
        }

        int index = _order[place];
        Stretch stretch = _largestFirst[index];
        if ((_finisher is { } finisher && place + 1 < _order.Length && _placing.TryFinish(finisher))
            || (from < stretch.End && _placing.TryFinish(stretch with { Start = from })))
        {
            return true;
        }

        Stretch[] runs = _options.OfStretch[index];
        long[] costs = _costs[index] ??= CostsOf(runs);
        for (int i = 0; i < runs.Length; i++)
        {
            Stretch run = runs[i];
            ReadOnlySpan<long> cost = costs.AsSpan(i * _shares.Length, _shares.Length);
            if (run.Start >= from && run.Pages < _placing.Needed && _placing.TryAdd(run, cost))
            {
                if (_options.OneRunEach ? TryNext(place) : Try(place, run.End + _distance))
                {
                    return true;
                }

                _placing.TakeBack(run, cost);
            }
        }

        return TryNext(place);
    }

    private bool IsHopeful(int place)
    {
        for (int i = 0; i < _shares.Length; i++)
        {
            if (_suffixes[i].Fewest(place, _placing.Needed) > _placing.Left[i])
            {
                return false;
            }
        }

        return true;
    }

    private bool TryNext(int place) =>
        place + 1 < _order.Length && Try(place + 1, _largestFirst[_order[place + 1]].Start);

    private long[] CostsOf(Stretch[] runs)
    {
        var costs = new long[runs.Length * _shares.Length];
        for (int i = 0; i < runs.Length; i++)
        {
            _placing.Costs(runs[i], costs.AsSpan(i * _shares.Length, _shares.Length));
        }

        return costs;
    }
}
