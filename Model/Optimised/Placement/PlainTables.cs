namespace DmabufVerify.Optimised.Placement;

/// <summary>The most pages that one table covers where a cut may fall on any page.</summary>
/// <remarks>
/// Exact: a segment lies in one cell, and j segments of a cell of L pages cover at most min(j * max, L) of them. Each further segment of
/// a cell adds no more than the one before, so over all cells the largest gains may be taken one by one: they are the largest pieces
/// when each cell is cut into pieces of the largest size and one remainder. Segments may stand in any order, so a page that has to be
/// the buffer's last is no obstacle: its piece comes last. With a count of 1 this is the longest cell, cut to the largest size.
/// </remarks>
internal sealed class PlainTables : ITablePlan
{
    private readonly Stretch[] _memory;
    private readonly JointCuts _cuts;
    private readonly PieceTally _tally = new();
    private readonly long _mostPerSegment;

    public PlainTables(FreeMemory memory, JointCuts cuts, long count)
    {
        _memory = memory.Stretches;
        _cuts = cuts;
        _mostPerSegment = Math.Min(cuts.MaxPages, Math.Max(1, memory.Pages));
        foreach (CellKind cell in Cells.Count(_memory, cuts))
        {
            _tally.AddCut(cell.Pages, _mostPerSegment, cell.Times);
        }

        Pages = _tally.Sum(count);
    }

    public long Pages { get; }

    public List<Stretch>? Storage(long pages)
    {
        // The last page of the buffer may be the one that can only be last, and that one has the highest address: ascending order will do.
        var storage = new List<Stretch>();
        var taker = new PieceTaker(PieceChoice.Holding(_tally, pages), storage);
        long steps = 0;
        foreach (Stretch stretch in _memory)
        {
            long at = stretch.Start;
            while (at < stretch.End && !taker.IsDone)
            {
                Stretch cell = Cells.At(at, stretch.End, _cuts);
                taker.Take(cell.Start, cell.End, _mostPerSegment);
                at = cell.End;
                if (++steps > ITablePlan.MostCellsWalked)
                {
                    return null;
                }
            }
        }

        RunList.DropFront(storage, storage.Sum(run => run.Pages) - pages);
        return storage;
    }
}
