namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Branch and bound over the runs of each stretch, largest stretch first. A branch ends where some judge alone could not cover what is
/// still needed with the segments it has left.
/// </summary>
internal sealed class RunSearch
{
    private readonly TailoredPlacing _placing;
    private readonly Budget _budget;
    private readonly Stretch[] _order;
    private readonly RunOptions _options;
    private readonly long[][] _costs;
    private readonly SuffixCosts[] _suffixes;
    private readonly int _judges;
    private readonly int _distance;

    public RunSearch(Share[] shares, Stretch[] order, TailoredPlacing placing, Budget budget)
    {
        _placing = placing;
        _budget = budget;
        _order = order;
        _judges = shares.Length;

        // Runs that adjoin are better taken as one, unless a gap mask lets the buffer only start and end where they meet.
        _distance = placing.Gap.Step == 1 ? 1 : 0;
        _options = RunOptions.Of(shares, order, placing.Gap, placing.Needed);
        _suffixes = [.. shares.Select(share => new SuffixCosts(share, order))];
        _costs = new long[order.Length][];
    }

    /// <summary>Whether having found nothing within the budget means that there is nothing.</summary>
    public bool IsProof => _options.AreComplete && !_budget.HasRunOut;

    /// <summary>Whether storage was found; it is what the placing then holds.</summary>
    public bool Run() => Try(0, _order[0].Start);

    /// <summary>Goes on with the runs from a page of one stretch on.</summary>
    private bool Try(int index, long from)
    {
        if (!_budget.TryTake())
        {
            return false;
        }

        for (int i = 0; i < _judges; i++)
        {
            if (_suffixes[i].Fewest(index, _placing.Needed) > _placing.Left[i])
            {
                return false;
            }
        }

        Stretch stretch = _order[index];
        if (from < stretch.End && _placing.TryFinish(stretch with { Start = from }))
        {
            return true;
        }

        Stretch[] runs = _options.OfStretch[index];
        long[] costs = _costs[index] ??= CostsOf(runs);
        for (int i = 0; i < runs.Length; i++)
        {
            Stretch run = runs[i];
            ReadOnlySpan<long> cost = costs.AsSpan(i * _judges, _judges);
            if (run.Start >= from && run.Pages < _placing.Needed && _placing.TryAdd(run, cost))
            {
                if (_options.OneRunEach ? TryNext(index) : Try(index, run.End + _distance))
                {
                    return true;
                }

                _placing.TakeBack(run, cost);
            }
        }

        return TryNext(index);
    }

    private bool TryNext(int index) => index + 1 < _order.Length && Try(index + 1, _order[index + 1].Start);

    private long[] CostsOf(Stretch[] runs)
    {
        var costs = new long[runs.Length * _judges];
        for (int i = 0; i < runs.Length; i++)
        {
            _placing.Costs(runs[i], costs.AsSpan(i * _judges, _judges));
        }

        return costs;
    }
}
