using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Bouncing;

/// <summary>docs/lifecycle.md, "Bounce", word by word: page by page, then slot by slot. Addresses inside a slot are tried in steps of 256 bytes.</summary>
internal sealed class NaiveBounce
{
    private readonly PagedBuffer _buffer;
    private readonly BouncingJudge _judge;
    private readonly NaiveTables _direct;
    private Int128 _taken = Swiotlb.PoolAddress;

    public NaiveBounce(PagedBuffer buffer, BouncingJudge judge)
    {
        _buffer = buffer;
        _judge = judge;
        _direct = new(buffer, [judge.Direct]);
        Fewest = _direct.IsReachable ? _direct.Fewest() : FewestWithCopies();
    }

    /// <summary>Length of the table, count set aside; nothing when a segment has no place.</summary>
    public int? Fewest { get; }

    /// <summary>Whether something has to be copied.</summary>
    public bool Bounces => !_direct.IsReachable;

    public bool IsSat => Fewest is { } fewest && (ulong)fewest <= _judge.Direct.Limits.MaxSegmentCount;

    private int? FewestWithCopies()
    {
        ulong align = _judge.PoolLimits.MinAlignMask;
        Int128 longest = 262144 - (((Int128)align + 2047) / 2048 * 2048);
        ResolvedLimits limits = _judge.Direct.Limits;
        if (longest < _buffer.PageSize.Bytes)
        {
            return null;
        }

        limits = limits with { MaxSegmentSizeBytes = Math.Min(limits.MaxSegmentSizeBytes, (ulong)longest) };
        List<int>? ends = new NaiveTables(_buffer, [_judge.Direct with { Limits = limits }]).LongestFirst();
        return ends is not null && Segments(ends).All(HasPlace) ? ends.Count : null;
    }

    private IEnumerable<(Int128 First, Int128 Last)> Segments(List<int> ends)
    {
        Int128 page = _buffer.PageSize.Bytes;
        ulong[] pfns = [.. _buffer.Layout.Runs.SelectMany(r => Enumerable.Range(0, (int)r.Pages).Select(i => r.FirstPfn + (ulong)i))];
        int start = 0;
        foreach (int end in ends)
        {
            Int128 first = (pfns[start] * page) + (start == 0 ? _buffer.Layout.OffsetBytes : 0);
            Int128 last = (pfns[end - 1] * page) + (end == ends[^1] ? _buffer.TailBytes : page) - 1;
            yield return (first, last);
            start = end;
        }
    }

    private bool HasPlace((Int128 First, Int128 Last) segment)
    {
        if (IsReachable(segment.First, segment.Last))
        {
            return true;
        }

        Int128 length = segment.Last - segment.First + 1;
        Int128 window = (Int128)_judge.PoolLimits.SegmentBoundaryMask + 1;
        ulong align = _judge.PoolLimits.MinAlignMask;
        if (length > window)
        {
            return false;
        }

        Int128 slots = align != 0 ? 2048 : length >= _buffer.PageSize.Bytes ? _buffer.PageSize.Bytes : 2048;
        for (Int128 slot = (_taken + slots - 1) / slots * slots; slot < Swiotlb.PoolAddress + Swiotlb.PoolBytes; slot += slots)
        {
            for (int inSlot = 0; inSlot < (align == 0 ? 1 : 2048); inSlot += 256)
            {
                Int128 first = slot + inSlot;
                Int128 end = (first + length + 2047) / 2048 * 2048;
                Int128 bus = first - _judge.Direct.BusOffsetBytes;
                if ((bus & align) == (segment.First & align)
                    && end <= Swiotlb.PoolAddress + Swiotlb.PoolBytes
                    && (bus & ~(window - 1)) == ((bus + length - 1) & ~(window - 1)))
                {
                    _taken = end;
                    return IsReachable(first, first + length - 1);
                }
            }
        }

        return false;
    }

    private bool IsReachable(Int128 first, Int128 last) =>
        first >= _judge.Direct.BusOffsetBytes && last - _judge.Direct.BusOffsetBytes <= _judge.Direct.Limits.AddressMask;
}
