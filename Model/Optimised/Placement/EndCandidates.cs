namespace DmabufVerify.Optimised.Placement;

/// <summary>A first or a last segment in a kind of cell.</summary>
/// <param name="Cell">The kind.</param>
/// <param name="Blocks">Blocks that it touches.</param>
/// <param name="Pages">What it covers; at least 1.</param>
internal readonly record struct EndCandidate(GappedCell Cell, long Blocks, long Pages);

/// <summary>
/// The places that are worth a try for a table's first and last segment; why no others are is told at <see cref="GappedTables"/>.
/// </summary>
internal sealed class EndCandidates
{
    private readonly Dictionary<GappedCell, long> _kinds;
    private readonly long _step;
    private readonly bool _lastInTop;

    public EndCandidates(Dictionary<GappedCell, long> kinds, long mostPages, long step, bool lastInTop)
    {
        _kinds = kinds;
        _step = step;
        _lastInTop = lastInTop;
        MostPages = mostPages;
        var first = new List<EndCandidate>();
        var last = new List<EndCandidate>();
        foreach (GappedCell cell in kinds.Keys)
        {
            if (cell.HasPlace)
            {
                if (!cell.IsTop)
                {
                    AddBoth(first, cell, cell.Head);
                }

                if (cell.IsTop == lastInTop)
                {
                    AddBoth(last, cell, cell.Tail);
                }
            }
        }

        First = [.. first.OrderByDescending(c => c.Pages)];
        Last = [.. last.OrderByDescending(c => c.Pages)];
    }

    /// <summary>Pages of the longest segment.</summary>
    public long MostPages { get; }

    /// <summary>First segments, longest first.</summary>
    public EndCandidate[] First { get; }

    /// <summary>Last segments, longest first.</summary>
    public EndCandidate[] Last { get; }

    /// <summary>Both in different cells; nothing where the kind is the same and has one cell only.</summary>
    public TableEnds? Apart(in EndCandidate first, in EndCandidate last) =>
        first.Cell == last.Cell && _kinds[first.Cell] == 1
            ? null
            : new(first.Cell, last.Cell, ShareCell: false, first.Blocks, last.Blocks, 0, first.Pages + last.Pages);

    /// <summary>First and last segment in the same cell.</summary>
    public IEnumerable<TableEnds> InOneCell()
    {
        foreach (GappedCell cell in _kinds.Keys)
        {
            if (cell.HasPlace && cell.IsTop == _lastInTop)
            {
                foreach ((long u, long v) in SideBySide(cell))
                {
                    yield return new(cell, cell, ShareCell: true, u, v, 0, Covered(cell.Head, u) + Covered(cell.Tail, v));
                }

                long shared = Math.Min(cell.Blocks, 2 * MostPages / _step);
                for (long v = Math.Max(1, shared); v <= Math.Min(cell.Blocks, shared + 1) && !cell.IsTop; v++)
                {
                    yield return new(cell, cell, ShareCell: true, 0, 0, v, Math.Min(2 * MostPages, v * _step));
                }
            }
        }
    }

    private IEnumerable<(long First, long Last)> SideBySide(GappedCell cell)
    {
        long first = Full(cell.Head, cell.Blocks);
        long last = Full(cell.Tail, cell.Blocks);
        if (first + last > cell.Blocks)
        {
            // Both have room for more than there is: together they cover the cell from end to end.
            yield return (cell.Blocks - last, last);
            yield break;
        }

        for (long u = first; u <= first + 1; u++)
        {
            for (long v = last; v <= last + 1 && u + v <= cell.Blocks; v++)
            {
                // The top cell's last page must not fall to the first segment.
                if (!cell.IsTop || Covered(cell.Tail, v) > 0)
                {
                    yield return (u, v);
                }
            }
        }
    }

    private void AddBoth(List<EndCandidate> candidates, GappedCell cell, long odd)
    {
        long full = Full(odd, cell.Blocks);
        for (long u = full; u <= Math.Min(cell.Blocks, full + 1); u++)
        {
            if (Covered(odd, u) > 0)
            {
                candidates.Add(new(cell, u, Covered(odd, u)));
            }
        }
    }

    /// <summary>Blocks that a segment covers whole beside so many odd pages.</summary>
    private long Full(long odd, long blocks) => Math.Min(blocks, Math.Max(0, MostPages - odd) / _step);

    private long Covered(long odd, long blocks) => Math.Min(MostPages, odd + (blocks * _step));
}
