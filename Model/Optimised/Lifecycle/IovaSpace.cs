using System.Numerics;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>
/// The device addresses of one IOMMU domain, handed out from the top down, aligned to the power of two at or above the size
/// (alloc_iova of drivers/iommu/iova.c).
/// </summary>
/// <remarks>
/// Free gaps stand in one ordered set for each power of two of their length. All gaps of a set that are twice as long as what is asked for
/// fit, so that a question looks at few of each: O(48 log n), but for gaps that are long enough and badly aligned. Linux walks the ranges.
/// </remarks>
public class IovaSpace
{
    /// <summary>The aperture: 48 bits.</summary>
    public const ulong LastByte = (1UL << 48) - 1;

    private readonly SortedSet<ulong>[] _startsByLength = [.. Enumerable.Range(0, 49).Select(_ => new SortedSet<ulong>())];
    private readonly Dictionary<ulong, ulong> _endOfGap = [];
    private readonly Dictionary<ulong, ulong> _startOfGap = [];

    /// <summary>All free.</summary>
    public IovaSpace() => AddGap(0, LastByte + 1);

    /// <summary>The start that <see cref="Take"/> would be given; <see langword="null"/> when nothing fits. Changes nothing.</summary>
    /// <param name="bytes">Size of the range, above zero.</param>
    /// <param name="addressMask">The highest address the device reaches.</param>
    public virtual ulong? Find(ulong bytes, ulong addressMask)
    {
        ulong align = BitOperations.RoundUpToPowerOf2(bytes);
        ulong end = Math.Min(addressMask, LastByte) + 1;
        if (end < bytes)
        {
            return null;
        }

        ulong? best = null;
        for (int length = BitOperations.Log2(bytes); length < _startsByLength.Length; length++)
        {
            foreach (ulong gap in _startsByLength[length].GetViewBetween(0, end - bytes).Reverse())
            {
                ulong gapEnd = Math.Min(_endOfGap[gap], end);
                if (gapEnd <= best)
                {
                    break;
                }

                ulong start = gapEnd >= bytes ? (gapEnd - bytes) & ~(align - 1) : 0;
                if (start >= gap && start > 0)
                {
                    best = Math.Max(best ?? 0, start);
                    break;
                }
            }
        }

        return best;
    }

    /// <summary>Takes a range that <see cref="Find"/> gave.</summary>
    public virtual void Take(ulong start, ulong bytes)
    {
        ulong gap = GapAround(start);
        ulong end = _endOfGap[gap];
        RemoveGap(gap, end);
        AddGap(gap, start);
        AddGap(start + bytes, end);
    }

    /// <summary>Gives a range back.</summary>
    public virtual void Release(ulong start, ulong bytes)
    {
        ulong end = start + bytes;
        if (_startOfGap.TryGetValue(start, out ulong below))
        {
            RemoveGap(below, start);
            start = below;
        }

        if (_endOfGap.TryGetValue(end, out ulong above))
        {
            RemoveGap(end, above);
            end = above;
        }

        AddGap(start, end);
    }

    private ulong GapAround(ulong address)
    {
        foreach (SortedSet<ulong> starts in _startsByLength)
        {
            SortedSet<ulong> below = starts.GetViewBetween(0, address);
            if (below.Max is var start && _endOfGap.TryGetValue(start, out ulong end) && start <= address && end > address)
            {
                return start;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(address), address, "is not free");
    }

    private void AddGap(ulong start, ulong end)
    {
        if (end > start)
        {
            _startsByLength[BitOperations.Log2(end - start)].Add(start);
            _endOfGap.Add(start, end);
            _startOfGap.Add(end, start);
        }
    }

    private void RemoveGap(ulong start, ulong end)
    {
        _startsByLength[BitOperations.Log2(end - start)].Remove(start);
        _endOfGap.Remove(start);
        _startOfGap.Remove(end);
    }
}
