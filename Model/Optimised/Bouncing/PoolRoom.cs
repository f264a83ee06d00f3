using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Bouncing;

/// <summary>
/// What is certain about a device's pool whatever the storage is, as long as the buffer begins with a page's first byte: bounds from below and from above on
/// what can be copied.
/// </summary>
internal readonly struct PoolRoom
{
    private readonly PageSize _pageSize;
    private readonly BouncingJudge _judge;
    private readonly Int128 _first;
    private readonly Int128 _reachable;

    private PoolRoom(PageSize pageSize, BouncingJudge judge)
    {
        _pageSize = pageSize;
        _judge = judge;
        _first = (Int128)Swiotlb.PoolAddress - judge.Direct.BusOffsetBytes;
        Int128 lo = Int128.Max(_first, 0);
        Int128 end = Int128.Min(_first + Swiotlb.PoolBytes, (Int128)judge.Direct.Limits.AddressMask + 1);
        _reachable = Int128.Max(end - lo, 0);
        Capped = BounceCuts.Capped(pageSize, judge.Direct, BouncePool.LongestBytes(judge.PoolLimits.MinAlignMask));
    }

    /// <summary>The device's say over tables of which something is copied; <see langword="null"/> when nothing can be.</summary>
    public Judge? Capped { get; }

    /// <summary>Whether nothing at all can be copied.</summary>
    public bool IsUseless => Capped is null || _reachable == 0;

    /// <summary>Of any pool.</summary>
    public static PoolRoom Of(PageSize pageSize, BouncingJudge judge) => new(pageSize, judge);

    /// <summary>
    /// Pages out of reach that a buffer has at most: each byte of a copy is one of the pool within reach. The last page may be copied in part.
    /// </summary>
    /// <param name="tailBytes">Bytes in the buffer's last page.</param>
    public long MostPages(ulong tailBytes) =>
        IsUseless || _reachable < tailBytes ? 0 : (long)((_reachable - tailBytes) >> _pageSize.Shift) + 1;

    /// <summary>Whether so many segments of so many bytes altogether are sure to find places, in whatever order, and wherever they come from.</summary>
    /// <remarks>
    /// A segment begins with a page, and all but the buffer's last consist of whole pages. So with an alignment of at most a page copies stand
    /// side by side; a larger one costs each copy less than the alignment. A copy that would cross a window's edge moves behind the edge, by less
    /// than its length and the alignment, and no later copy meets that edge again. It fits behind it when the window holds the longest
    /// segment wherever the alignment puts its start; or when the original fits a window that is no larger, at the same low bits.
    /// </remarks>
    public bool SurelyHolds(ulong segments, ulong bytes)
    {
        if (Capped is not { } capped || _first < 0)
        {
            return false;
        }

        ulong page = _pageSize.Bytes;
        ulong alignment = Math.Max(page, _judge.PoolLimits.MinAlignMask + 1);
        ulong rounded = _pageSize.PagesFor(bytes) << _pageSize.Shift;
        ulong wholeSize = _pageSize.WholePages(capped.Limits.MaxSegmentSizeBytes) << _pageSize.Shift;
        Int128 ownWindow = (Int128)capped.Limits.SegmentBoundaryMask + 1;
        Int128 window = (Int128)_judge.PoolLimits.SegmentBoundaryMask + 1;
        Int128 longest = Int128.Min(Math.Min(wholeSize, rounded), ownWindow);
        bool fitsWindow = alignment - page + longest <= window
            || (ownWindow <= window && (capped.BusOffsetBytes & (long)(alignment - 1)) == 0);
        if (!fitsWindow || rounded > Swiotlb.PoolBytes)
        {
            return false;
        }

        Int128 edges = ((_first + Swiotlb.PoolBytes - 1) / window) - (_first / window);
        Int128 aligned = rounded + ((Int128)segments * (alignment - page));
        Int128 skipped = Int128.Min(aligned, edges * (longest + alignment));
        return aligned + skipped <= _reachable;
    }
}
