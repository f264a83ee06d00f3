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
            Add(order.Slice(i, 1), share, tally);
            _pieces[i] = InOrder(tally);
        }
    }

    /// <summary>The pieces into which memory falls for a judge, longest first.</summary>
    public static (long Length, long Times)[] PiecesOf(ReadOnlySpan<Stretch> memory, Share share)
    {
        var tally = new PieceTally();
        Add(memory, share, tally);
        return InOrder(tally);
    }

    /// <summary>
    /// Segments for so many pages out of the stretches from <paramref name="index"/> on; <see cref="Share.Impossible"/> when they hold
    /// fewer.
    /// </summary>
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

    private static void Add(ReadOnlySpan<Stretch> memory, Share share, PieceTally tally)
    {
        foreach (CellKind cell in Cells.Count(memory, share.Cuts))
        {
            tally.AddCut(cell.Pages, Math.Min(cell.Pages, share.Cuts.MaxPages), cell.Times);
        }
    }

    private static (long Length, long Times)[] InOrder(PieceTally tally) =>
        [.. tally.LongestFirst.Select(piece => (piece.Key, piece.Value))];
}
