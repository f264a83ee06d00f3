using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>How much any layout can hold for one judge.</summary>
internal sealed class Capacity
{
    private readonly PageSize _pageSize;
    private readonly Judge _judge;
    private readonly JudgeReach _reach;
    private readonly PageGrid _window;
    private readonly PageGrid _gap;
    private readonly long _maxPages;

    public Capacity(PageSize pageSize, Judge judge)
    {
        _pageSize = pageSize;
        _judge = judge;
        _reach = new(pageSize, judge);
        long busOffsetPages = judge.BusOffsetBytes >> pageSize.Shift;
        _window = PageGrid.Of(pageSize.WindowPages(judge.Limits.SegmentBoundaryMask), busOffsetPages);
        _gap = JointCuts.GapOf(pageSize, judge);
        _maxPages = (long)pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes);
    }

    /// <summary>All memory that the judge reaches.</summary>
    public UInt128 ReachableBytes => _reach.TotalBytes;

    /// <summary>
    /// The exact capacity. <see langword="null"/> where a gap mask leaves no simple form: fewer places for whole pieces than the count,
    /// and yet a count below what all reachable memory needs.
    /// </summary>
    public UInt128? ExactBytes()
    {
        ulong count = _judge.Limits.MaxSegmentCount;
        if (_gap.Step == 1 || count == 1)
        {
            return BytesWithoutGap();
        }

        // The piece that a segment can be at most, and what is left of it when it has a neighbour on both sides.
        long piece = Math.Min(_maxPages, _window.Step);
        long inner = piece & -_gap.Step;
        if (inner == 0)
        {
            return TwoPiecesMeet(piece) ? (UInt128)(2 * piece) << _pageSize.Shift : AllReachableIfCountAllows(2);
        }

        return Slots(piece) >= count
            ? ((UInt128)(2 * piece) + ((UInt128)(count - 2) * (UInt128)inner)) << _pageSize.Shift
            : AllReachableIfCountAllows(count);
    }

    /// <summary>The sum of the largest pieces that the count allows, gap mask set aside: never less than the exact capacity.</summary>
    public UInt128 BytesWithoutGap()
    {
        if (_reach.TotalBytes == 0)
        {
            return 0;
        }

        int shift = _pageSize.Shift;
        UInt128 window = (UInt128)_window.Step << shift;
        UInt128 total = _reach.TotalBytes;
        UInt128 first = UInt128.Min(total, (UInt128)(_window.Above(_reach.Lo) - _reach.Lo) << shift);
        (UInt128 whole, UInt128 last) = UInt128.DivRem(total - first, window);

        // A window is whole pieces and a remainder; at most three remainders differ.
        UInt128 piece = (UInt128)_maxPages << shift;
        UInt128 pieces = (first / piece) + (whole * (window / piece)) + (last / piece);
        (UInt128 Bytes, UInt128 Times)[] remainders =
            [(first % piece, 1), (window % piece, whole), (last % piece, 1)];
        Array.Sort(remainders, (a, b) => b.Bytes.CompareTo(a.Bytes));

        UInt128 left = _judge.Limits.MaxSegmentCount;
        UInt128 taken = UInt128.Min(left, pieces);
        UInt128 bytes = taken * piece;
        left -= taken;
        foreach ((UInt128 size, UInt128 times) in remainders)
        {
            taken = UInt128.Min(left, times);
            bytes += taken * size;
            left -= taken;
        }

        return bytes;
    }

    /// <summary>
    /// Whether two largest pieces fit on either side of one place where a cut is allowed. Where no segment fits between two others
    /// a table has no more than two.
    /// </summary>
    private bool TwoPiecesMeet(long piece)
    {
        long cut = _gap.AtOrBelow(_reach.Hi - piece);
        return cut - piece >= _reach.Lo;
    }

    /// <summary>Disjoint places, each aligned for the gap mask at both ends, that hold one largest piece and lie in one window.</summary>
    private UInt128 Slots(long piece)
    {
        long slot = ((piece - 1) | (_gap.Step - 1)) + 1;
        long lo = _gap.Contains(_reach.Lo) ? _reach.Lo : _gap.Above(_reach.Lo);
        long hi = _gap.AtOrBelow(_reach.Hi);
        long edge = _window.Above(lo);
        if (edge >= hi)
        {
            return (UInt128)(Math.Max(0, hi - lo) / slot);
        }

        (long whole, long rest) = Math.DivRem(hi - edge, _window.Step);
        return (UInt128)((edge - lo) / slot) + ((UInt128)whole * (UInt128)(_window.Step / slot)) + (UInt128)(rest / slot);
    }

    /// <summary>Where the count is enough for one table over everything in reach, nothing is lost to the gap mask.</summary>
    private UInt128? AllReachableIfCountAllows(ulong count)
    {
        long pages = _reach.Hi - _reach.Lo + (_reach.PartialBytes == 0 ? 0 : 1);
        if (pages == 0)
        {
            return 0;
        }

        RunCut cut = new RunCutter(JointCuts.Of(_pageSize, [_judge])).Count(_reach.Lo, pages);
        return !cut.IsRejected && (ulong)cut.Segments <= count ? _reach.TotalBytes : null;
    }
}
