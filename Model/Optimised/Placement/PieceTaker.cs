namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// Goes through memory in ascending order and takes the pieces of a <see cref="PieceChoice"/>. Works by cell, not by piece: whole pieces
/// of one cell adjoin.
/// </summary>
internal sealed class PieceTaker(PieceChoice choice, List<Stretch> taken)
{
    private long _longer = choice.Longer;
    private long _left = choice.Times;

    /// <summary>Whether all that was chosen has been taken.</summary>
    public bool IsDone => _longer == 0 && _left == 0;

    /// <summary>Cuts [start, end) into pieces of <paramref name="most"/> and a remainder behind them, and takes the chosen ones.</summary>
    public void Take(long start, long end, long most)
    {
        (long whole, long rest) = Math.DivRem(end - start, most);
        long count = Chosen(most, whole);
        Add(start, start + (count * most));
        if (rest > 0 && Chosen(rest, 1) == 1)
        {
            Add(end - rest, end);
        }
    }

    private long Chosen(long length, long times)
    {
        if (length != choice.Length)
        {
            long taken = length > choice.Length ? times : 0;
            _longer -= taken;
            return taken;
        }

        long count = Math.Min(_left, times);
        _left -= count;
        return count;
    }

    private void Add(long start, long end)
    {
        if (end == start)
        {
            return;
        }

        if (taken is [.., var last] && last.End == start)
        {
            taken[^1] = last with { End = end };
        }
        else
        {
            taken.Add(new(start, end));
        }
    }
}
