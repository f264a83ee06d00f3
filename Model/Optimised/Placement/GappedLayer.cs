namespace DmabufVerify.Optimised.Placement;

/// <summary>Lays out the best table of <see cref="GappedTables"/>, cell by cell.</summary>
internal sealed class GappedLayer
{
    private readonly TableEnds _ends;
    private readonly long _innerBlocks;
    private readonly long _mostPages;
    private readonly PageGrid _gap;
    private readonly List<Stretch> _inner = [];
    private readonly PieceTaker _taker;
    private Stretch _first;
    private Stretch _last;
    private bool _firstIsDue = true;
    private bool _lastIsDue = true;

    public GappedLayer(TableEnds ends, PieceChoice inner, long innerBlocks, long mostPages, PageGrid gap)
    {
        _ends = ends;
        _innerBlocks = innerBlocks;
        _mostPages = mostPages;
        _gap = gap;
        _taker = new(inner with { Length = inner.Length * gap.Step }, _inner);
    }

    /// <summary>Whether the table is complete.</summary>
    public bool IsDone => !_firstIsDue && !_lastIsDue && _taker.IsDone;

    /// <summary>First segment, inner ones, last segment.</summary>
    public List<Stretch> InOrder()
    {
        var runs = new List<Stretch>(_inner.Count + 2);
        foreach (Stretch run in (IEnumerable<Stretch>)[_first, .. _inner, _last])
        {
            if (run.Pages > 0)
            {
                runs.Add(run);
            }
        }

        return runs;
    }

    /// <summary>Takes from one cell what the table has of it.</summary>
    public void Take(Stretch cell, bool isTop)
    {
        var kind = GappedCell.Of(cell.Start, cell.Pages, _gap, isTop);
        if (!kind.HasPlace)
        {
            return;
        }

        long low = cell.Start + kind.Head;
        long high = cell.End - kind.Tail;
        bool hasFirst = _firstIsDue && kind == _ends.FirstCell;
        bool hasLast = _lastIsDue && kind == _ends.LastCell && hasFirst == _ends.ShareCell;
        _firstIsDue &= !hasFirst;
        _lastIsDue &= !hasLast;
        if (hasFirst && _ends.SharedBlocks > 0)
        {
            long end = low + (_ends.SharedBlocks * _gap.Step);
            _last = new(low, Math.Min(end, low + _mostPages));
            _first = new(Math.Max(_last.End, end - _mostPages), end);
            TakeInner(end, high);
            return;
        }

        if (hasFirst)
        {
            low += _ends.FirstBlocks * _gap.Step;
            _first = new(Math.Max(cell.Start, low - _mostPages), low);
        }

        if (hasLast)
        {
            high -= _ends.LastBlocks * _gap.Step;
            _last = new(high, Math.Min(cell.End, high + _mostPages));
        }

        TakeInner(low, high);
    }

    private void TakeInner(long low, long high)
    {
        if (_innerBlocks > 0)
        {
            _taker.Take(low, high, _innerBlocks * _gap.Step);
        }
    }
}
