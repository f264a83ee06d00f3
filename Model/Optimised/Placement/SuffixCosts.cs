namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// The fewest segments in which one judge alone could cover pages out of the stretches from some place of an order on, gap mask set aside: a
/// lower bound for any storage.
/// </summary>
internal sealed class SuffixCosts
{
    private readonly (long Length, long Times)[][] _pieces;

    public SuffixCosts(Share share, ReadOnlySpan<Stretch> order)
    {
        _pieces = new (long, long)[order.Length + 1][];
        _pieces[^1] = [];
        var tally = new PieceTally();
        for (int i = order.Length - 1; i >= 0; i--)
        {
            foreach (CellKind cell in Cells.Count(order.Slice(i, 1), share.Cuts))
            {
                tally.AddCut(cell.Pages, Math.Min(cell.Pages, share.Cuts.MaxPages), cell.Times);
            }

            _pieces[i] = [.. tally.LongestFirst.Select(piece => (piece.Key, piece.Value))];
        }
    }

    /// <summary>Segments for so many pages out of the stretches from <paramref name="index"/> on; <see cref="Share.Impossible"/> when they are too few.</summary>
    public long Fewest(int index, long pages)
    {
        long segments = 0;
        foreach ((long length, long times) in _pieces[index])
        {
            long needed = ((pages - 1) / length) + 1;
            if (needed <= times)
            {
                return segments + needed;
            }

            segments += times;
            pages -= times * length;
        }

        return Share.Impossible;
    }
}
