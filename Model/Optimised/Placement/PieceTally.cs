namespace DmabufVerify.Optimised.Placement;

/// <summary>A multiset of pieces of memory, by length.</summary>
internal sealed class PieceTally
{
    private readonly SortedDictionary<long, long> _times = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));

    /// <summary>Lengths, longest first, with how many there are of each; none of zero.</summary>
    public IEnumerable<KeyValuePair<long, long>> LongestFirst => _times;

    /// <summary>Adds, or with a negative number takes away, pieces of one length. Pieces of no length are not counted.</summary>
    public void Add(long length, long times)
    {
        if (length == 0 || times == 0)
        {
            return;
        }

        long sum = _times.GetValueOrDefault(length) + times;
        if (sum == 0)
        {
            _times.Remove(length);
        }
        else
        {
            _times[length] = sum;
        }
    }

    /// <summary>Adds stretches of one length, cut into pieces of <paramref name="most"/> and a remainder.</summary>
    public void AddCut(long length, long most, long times)
    {
        (long whole, long rest) = Math.DivRem(length, most);
        Add(most, whole * times);
        Add(rest, times);
    }

    /// <summary>The sum of so many of the longest.</summary>
    public long Sum(long count)
    {
        long sum = 0;
        foreach ((long length, long times) in _times)
        {
            long taken = Math.Min(count, times);
            sum += taken * length;
            count -= taken;
            if (count == 0)
            {
                break;
            }
        }

        return sum;
    }
}

/// <summary>Which pieces are taken: all above a length, and some of just that length.</summary>
/// <param name="Longer">How many there are above it.</param>
/// <param name="Length">Pages of the shortest that are taken; no piece is as short as 0, which takes all.</param>
/// <param name="Times">How many of that length.</param>
internal readonly record struct PieceChoice(long Longer, long Length, long Times)
{
    /// <summary>So many of the longest.</summary>
    public static PieceChoice Longest(PieceTally tally, long count)
    {
        long longer = 0;
        foreach ((long length, long times) in tally.LongestFirst)
        {
            if (times >= count - longer)
            {
                return new(longer, length, count - longer);
            }

            longer += times;
        }

        return new(longer, 0, 0);
    }

    /// <summary>As few of the longest as hold so many pages. There are enough.</summary>
    public static PieceChoice Holding(PieceTally tally, long pages)
    {
        long longer = 0;
        foreach ((long length, long times) in tally.LongestFirst)
        {
            long needed = ((pages - 1) / length) + 1;
            if (times >= needed)
            {
                return new(longer, length, needed);
            }

            longer += times;
            pages -= times * length;
        }

        return new(longer, 0, 0);
    }
}
