using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>
/// The definition of capacity over all layouts, for small reaches: every choice of disjoint segments within reach is looked at. The
/// buffer may visit them in any order, so one of them may be the first and another the last.
/// </summary>
public sealed class CapacityBySearch
{
    /// <summary>Pages in reach up to which all choices are looked at.</summary>
    public const int MaxPages = 24;

    private readonly Dictionary<(int Page, ulong Left, bool First, bool Last), ulong> _best = [];
    private readonly PageSize _pageSize;
    private readonly ResolvedLimits _limits;
    private readonly ulong _startPage;
    private readonly int _pages;
    private readonly ulong _tailBytes;

    private CapacityBySearch(PageSize pageSize, ResolvedLimits limits, Reach.Range reach)
    {
        _pageSize = pageSize;
        _limits = limits;
        _startPage = (ulong)(reach.Start / pageSize.Bytes);
        ulong bytes = (ulong)(reach.End - reach.Start);
        _pages = (int)pageSize.PagesFor(bytes);
        _tailBytes = bytes - ((ulong)(_pages - 1) * pageSize.Bytes);
    }

    /// <summary>Bytes of the largest buffer; <see langword="null"/> when more than <see cref="MaxPages"/> pages are in reach.</summary>
    public static ulong? Bytes(PageSize pageSize, Judge judge)
    {
        if (Reach.OnBus(pageSize, judge) is not { } reach)
        {
            return 0;
        }

        if (reach.End - reach.Start > (UInt128)MaxPages * pageSize.Bytes)
        {
            return null;
        }

        var search = new CapacityBySearch(pageSize, judge.Limits, reach);
        return Math.Max(search.LargestSingle(), search.Best(0, judge.Limits.MaxSegmentCount, first: true, last: true));
    }

    /// <summary>A buffer of one segment: both its ends are free.</summary>
    private ulong LargestSingle()
    {
        IEnumerable<ulong> lengths =
            from first in Enumerable.Range(0, _pages)
            from end in Enumerable.Range(first + 1, _pages - first)
            where Fits(first, end)
            select BytesOf(first, end);
        return lengths.Max();
    }

    /// <summary>
    /// The most bytes in pages from <paramref name="page"/> on, with so many segments left, of which one may still be the buffer's
    /// first and one its last.
    /// </summary>
    private ulong Best(int page, ulong left, bool first, bool last)
    {
        if (page >= _pages || left == 0)
        {
            return 0;
        }

        if (_best.TryGetValue((page, left, first, last), out ulong known))
        {
            return known;
        }

        ulong best = Best(page + 1, left, first, last);
        for (int end = page + 1; end <= _pages && Fits(page, end); end++)
        {
            ulong bytes = BytesOf(page, end);
            bool starts = OnGap(page);
            bool ends = OnGap(end) && !(end == _pages && _tailBytes != _pageSize.Bytes);
            if (starts && ends)
            {
                best = Math.Max(best, bytes + Best(end, left - 1, first, last));
            }

            if (first && ends)
            {
                best = Math.Max(best, bytes + Best(end, left - 1, first: false, last));
            }

            if (last && starts)
            {
                best = Math.Max(best, bytes + Best(end, left - 1, first, last: false));
            }
        }

        return _best[(page, left, first, last)] = best;
    }

    private bool Fits(int first, int end)
    {
        ulong window = _pageSize.WindowPages(_limits.SegmentBoundaryMask);
        return (ulong)(end - first) <= _pageSize.WholePages(_limits.MaxSegmentSizeBytes)
            && (_startPage + (ulong)first) / window == (_startPage + (ulong)end - 1) / window;
    }

    private bool OnGap(int page) =>
        (_startPage + (ulong)page) % _pageSize.WindowPages(_limits.VirtBoundaryMask) == 0;

    private ulong BytesOf(int first, int end) =>
        ((ulong)(end - first - 1) * _pageSize.Bytes) + (end == _pages ? _tailBytes : _pageSize.Bytes);
}
