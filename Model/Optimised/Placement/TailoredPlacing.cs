namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Storage in the making for judges with a table each: runs are added and taken back. What a run costs a judge does not depend on the other
/// runs, so only what is left of each count is kept.
/// </summary>
/// <remarks>
/// Between two runs every table is cut, on places that all gap masks allow. So of the runs one may start elsewhere, the buffer's first,
/// and one may end elsewhere, its last; the page that can only be last makes its run the last one. All others may stand in any order.
/// </remarks>
internal sealed class TailoredPlacing
{
    private readonly Share[] _shares;
    private readonly FreeMemory _memory;
    private readonly PageGrid _gap;
    private readonly StartScan _scan;
    private readonly long[] _left;
    private readonly List<Stretch> _runs = [];
    private bool _hasFirst;
    private bool _hasLast;

    public TailoredPlacing(Share[] shares, FreeMemory memory, long pages, StartScan scan)
    {
        _shares = shares;
        _memory = memory;
        _scan = scan;
        _gap = PageGrid.Everywhere;
        foreach (Share share in shares)
        {
            _gap = _gap.Intersect(share.Cuts.Gap);
        }

        _left = [.. shares.Select(share => share.Count)];
        Needed = pages;
    }

    /// <summary>Places where all judges let a run end and the next one start.</summary>
    public PageGrid Gap => _gap;

    /// <summary>Pages that are still to be placed.</summary>
    public long Needed { get; private set; }

    /// <summary>Segments that each judge has left.</summary>
    public ReadOnlySpan<long> Left => _left;

    /// <summary>The buffer's first run, those whose order does not matter, its last run.</summary>
    public List<Stretch> Storage()
    {
        var storage = new List<Stretch>(_runs);
        storage.Sort((a, b) => (Rank(a), a.Start).CompareTo((Rank(b), b.Start)));
        return storage;
    }

    /// <summary>Adds a run unless it needs a place at the buffer's start or end that is taken, or more segments than are left.</summary>
    public bool TryAdd(Stretch run, ReadOnlySpan<long> costs)
    {
        int rank = Rank(run);
        if ((!StartsAtPlace(run) && !EndsAtPlace(run)) || (rank < 0 && _hasFirst) || (rank > 0 && _hasLast))
        {
            return false;
        }

        for (int i = 0; i < costs.Length; i++)
        {
            if (costs[i] > _left[i])
            {
                return false;
            }
        }

        Change(run, costs, 1);
        return true;
    }

    /// <summary>Takes whole stretches in this order, as far as they fit, until one of them finishes the buffer.</summary>
    public bool TryWhole(ReadOnlySpan<Stretch> order)
    {
        Span<long> costs = stackalloc long[_shares.Length];
        foreach (Stretch stretch in order)
        {
            if (TryFinish(stretch))
            {
                return true;
            }

            Stretch run = Whole(stretch);
            if (run.Pages > 0 && run.Pages < Needed)
            {
                Costs(run, costs);
                TryAdd(run, costs);
            }
        }

        return false;
    }

    /// <summary>Takes back the run that was added last.</summary>
    public void TakeBack(Stretch run, ReadOnlySpan<long> costs) => Change(run, costs, -1);

    /// <summary>What a run costs each judge.</summary>
    public void Costs(Stretch run, Span<long> costs)
    {
        for (int i = 0; i < costs.Length; i++)
        {
            costs[i] = _shares[i].Cost(run);
        }
    }

    /// <summary>Places all that is still needed as one run within a part of a stretch, if there is a place for it; exact.</summary>
    public bool TryFinish(Stretch room)
    {
        if (room.Pages < Needed)
        {
            return false;
        }

        Stretch below = HoldsLastOnly(room) ? room with { End = _memory.LastOnlyPfn } : room;
        long start = -1;
        if (_runs.Count == 0)
        {
            start = Find(room, PageGrid.Everywhere);
        }
        else
        {
            if (!_hasLast || Needed % _gap.Step == 0)
            {
                start = Find(_hasLast ? below : room, _gap);
            }

            if (start < 0 && !_hasFirst)
            {
                start = Find(below, _gap with { Phase = (_gap.Phase - Needed) & (_gap.Step - 1) });
            }
        }

        if (start < 0)
        {
            return false;
        }

        _runs.Add(new(start, start + Needed));
        Needed = 0;
        return true;
    }

    /// <summary>
    /// What may be taken of a stretch that does not finish the buffer; where gap masks count, not the page that can only be last.
    /// </summary>
    private Stretch Whole(Stretch stretch)
    {
        if (_gap.Step == 1)
        {
            return stretch;
        }

        long end = HoldsLastOnly(stretch) ? _memory.LastOnlyPfn : stretch.End;
        return new(_hasFirst ? _gap.Above(stretch.Start - 1) : stretch.Start, _gap.AtOrBelow(end));
    }

    private long Find(Stretch room, PageGrid starts) => _scan.First(room, Needed, starts, _left);

    private void Change(Stretch run, ReadOnlySpan<long> costs, int times)
    {
        for (int i = 0; i < costs.Length; i++)
        {
            _left[i] -= costs[i] * times;
        }

        Needed -= run.Pages * times;
        int rank = Rank(run);
        _hasFirst ^= rank < 0;
        _hasLast ^= rank > 0;
        if (times > 0)
        {
            _runs.Add(run);
        }
        else
        {
            _runs.RemoveAt(_runs.Count - 1);
        }
    }

    private int Rank(Stretch run) => !EndsAtPlace(run) ? 1 : StartsAtPlace(run) ? 0 : -1;

    private bool StartsAtPlace(Stretch run) => _gap.Contains(run.Start);

    private bool EndsAtPlace(Stretch run) => _gap.Contains(run.End) && !HoldsLastOnly(run);

    private bool HoldsLastOnly(Stretch run) => _memory.LastOnlyPfn >= 0 && run.End > _memory.LastOnlyPfn;
}
