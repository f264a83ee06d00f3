namespace DmabufVerify.Optimised.Placement;

/// <summary>The most pages that one table covers where cuts may fall on the places of a gap grid only.</summary>
/// <remarks>
/// A table is one segment alone, whose ends are free; or a first segment that ends at a place, a last one that starts at a place, and
/// inner ones of whole blocks (the grid's step G) between them. Exact, because with m = max / G, rounded down:
/// - Inner segments gain as in <see cref="PlainTables"/>, counted in blocks: the largest pieces of at most m blocks are best.
/// - They consist of whole blocks, so a first segment may change places with those before it in its cell, and a last one with those
///   behind it: the first stands next to the cell's head and the last next to its tail, unless both are in one cell and the last is in
///   front.
/// - A first segment over a head of h pages and u blocks covers min(max, h + u * G). While that grows by G with each block, no inner
///   segment makes more of the block; once it is max, blocks are wasted. So u is (max - h) / G, rounded down, or one more. Likewise
///   for the last.
/// - The last in front of the first helps only where both lie in the same v blocks: otherwise they cover no more of their blocks than
///   in the other order. They cover min(2 * max, v * G), so v is 2 * max / G, rounded down, or one more.
/// What is left is to try those few for each pair of kinds of cells. A page that can only be the buffer's last makes a second problem,
/// in which the last segment stands in that page's cell.
/// </remarks>
internal sealed class GappedTables : ITablePlan
{
    private readonly EndCandidates _candidates;
    private readonly PieceTally _inner = new();
    private readonly FreeMemory _memory;
    private readonly JointCuts _cuts;
    private readonly long _innerCount;
    private readonly long _innerBlocks;
    private readonly Stretch _top;
    private TableEnds? _best;

    /// <param name="memory">When it has a page that can only be last, a last segment stands in that page's cell.</param>
    /// <param name="cuts">With a gap grid of more than a page.</param>
    /// <param name="count">Segments of the table.</param>
    /// <param name="enough">Pages at which the search for more may end.</param>
    public GappedTables(FreeMemory memory, JointCuts cuts, long count, long enough)
    {
        _memory = memory;
        _cuts = cuts;
        _innerCount = count - 2;
        long most = Math.Min(cuts.MaxPages, Math.Max(1, memory.Pages));
        _innerBlocks = most / cuts.Gap.Step;
        _top = TopCell(memory, cuts);
        var kinds = new Dictionary<GappedCell, long>();
        foreach (CellKind kind in Cells.Count(BelowTop(), cuts))
        {
            var cell = GappedCell.Of(kind.Start, kind.Pages, cuts.Gap, isTop: false);
            kinds[cell] = kinds.GetValueOrDefault(cell) + kind.Times;
        }

        if (_top.Pages > 0)
        {
            kinds.Add(GappedCell.Of(_top.Start, _top.Pages, cuts.Gap, isTop: true), 1);
        }

        long alone = 0;
        foreach ((GappedCell cell, long times) in kinds)
        {
            alone = Math.Max(alone, Math.Min(most, cell.Pages));
            AddInner(cell.Blocks, times);
        }

        _candidates = new(kinds, most, cuts.Gap.Step, lastInTop: _top.Pages > 0);
        Pages = alone;
        if (_innerCount >= 0 && alone < enough)
        {
            TryPairs(enough);
        }
    }

    public long Pages { get; private set; }

    public List<Stretch>? Storage(long pages)
    {
        if (_best is not { } best)
        {
            return Alone(pages);
        }

        Take(best, 1);
        PieceChoice inner = PieceChoice.Longest(_inner, _innerCount);
        Take(best, -1);
        var layer = new GappedLayer(best, inner, _innerBlocks, _candidates.MostPages, _cuts.Gap);
        bool complete = Walk((cell, isTop) =>
        {
            layer.Take(cell, isTop);
            return layer.IsDone;
        });
        if (!complete)
        {
            return null;
        }

        List<Stretch> storage = layer.InOrder();
        RunList.DropFront(storage, storage.Sum(run => run.Pages) - pages);
        return storage;
    }

    private List<Stretch>? Alone(long pages)
    {
        List<Stretch>? storage = null;
        Walk((cell, _) =>
        {
            if (cell.Pages >= pages)
            {
                storage = [cell with { Start = cell.End - pages }];
            }

            return storage is not null;
        });
        return storage;
    }

    private void TryPairs(long enough)
    {
        long step = _cuts.Gap.Step;
        long most = _inner.Sum(_innerCount) * step;
        foreach (TableEnds ends in _candidates.InOneCell())
        {
            Try(ends);
        }

        // Inner segments cover no more than when nothing is taken from them, so nothing below the best so far is looked at.
        foreach (EndCandidate first in _candidates.First)
        {
            foreach (EndCandidate last in _candidates.Last)
            {
                if (Pages >= enough || first.Pages + last.Pages + most <= Pages)
                {
                    break;
                }

                if (_candidates.Apart(first, last) is { } ends)
                {
                    Try(ends);
                }
            }
        }

        void Try(in TableEnds ends)
        {
            if (ends.Pages + most > Pages)
            {
                Take(ends, 1);
                long pages = ends.Pages + (_inner.Sum(_innerCount) * step);
                Take(ends, -1);
                if (pages > Pages)
                {
                    Pages = pages;
                    _best = ends;
                }
            }
        }
    }

    /// <summary>Takes what the ends need out of the inner pieces, or with -1 puts it back.</summary>
    private void Take(in TableEnds ends, long times)
    {
        long ofFirst = ends.FirstBlocks + ends.SharedBlocks + (ends.ShareCell ? ends.LastBlocks : 0);
        TakeBlocks(ends.FirstCell, ofFirst, times);
        if (!ends.ShareCell)
        {
            TakeBlocks(ends.LastCell, ends.LastBlocks, times);
        }
    }

    private void TakeBlocks(in GappedCell cell, long blocks, long times)
    {
        AddInner(cell.Blocks, -times);
        AddInner(cell.Blocks - blocks, times);
    }

    private void AddInner(long blocks, long times)
    {
        if (_innerBlocks > 0)
        {
            _inner.AddCut(blocks, _innerBlocks, times);
        }
    }

    private static Stretch TopCell(FreeMemory memory, JointCuts cuts)
    {
        if (memory.LastOnlyPfn < 0)
        {
            return default;
        }

        Stretch top = memory.Stretches[^1];
        foreach (PageGrid window in cuts.Windows)
        {
            top = top with { Start = Math.Max(top.Start, window.AtOrBelow(memory.LastOnlyPfn)) };
        }

        return top;
    }

    private Stretch[] BelowTop() =>
        _top.Pages == 0 ? _memory.Stretches : [.. _memory.Stretches[..^1], _memory.Stretches[^1] with { End = _top.Start }];

    /// <summary>Visits cells in ascending order until one says that it was the last; false when there are too many to go through.</summary>
    private bool Walk(Func<Stretch, bool, bool> visit)
    {
        long steps = 0;
        foreach (Stretch stretch in _memory.Stretches)
        {
            long at = stretch.Start;
            while (at < stretch.End)
            {
                Stretch cell = Cells.At(at, stretch.End, _cuts);
                if (visit(cell, cell == _top))
                {
                    return true;
                }

                if (++steps > ITablePlan.MostCellsWalked)
                {
                    return false;
                }

                at = cell.End;
            }
        }

        return true;
    }
}
