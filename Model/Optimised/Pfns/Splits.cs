using System.Numerics;
using System.Runtime.CompilerServices;

namespace DmabufVerify.Optimised;

/// <summary>Adds to the breaks of a word the places at which the size limit cuts. Holds what is open from word to word.</summary>
internal interface ISplits
{
    /// <summary>Starts of segments, from the breaks of the next 64 pages.</summary>
    ulong Next(ulong breaks);
}

/// <summary>No size limit.</summary>
internal readonly struct NoSplits : ISplits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong breaks) => breaks;
}

/// <summary>One page a segment.</summary>
internal readonly struct AllSplits : ISplits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong breaks) => ulong.MaxValue;
}

/// <summary>At least 64 pages a segment: a word has one split at most, of the segment that was open before it.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal struct LongSplits(ulong maxPages) : ISplits
{
    // Page 0 has started a segment before the first word.
    private ulong _left = maxPages - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong breaks)
    {
        // Wraps by intent: the lowest bit less one, and all ones where there is no bit.
        unchecked
        {
            ulong beforeBreak = (breaks & (0 - breaks)) - 1;
            ulong split = _left < 64 ? 1UL << (int)_left : 0;
            ulong starts = breaks | (split & beforeBreak);
            ulong open = (ulong)BitOperations.LeadingZeroCount(starts) + 1;
            _left = starts == 0 ? _left - 64 : maxPages - open;
            return starts;
        }
    }
}

/// <summary>2 to 63 pages a segment.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal struct ShortSplits(int maxPages) : ISplits
{
    private readonly ulong _comb = Comb(maxPages);
    private int _left = maxPages - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong breaks)
    {
        // Wraps by intent, as above.
        unchecked
        {
            // Bit i: the maxPages pages up to i all continue the one before.
            ulong room = ~breaks;
            int length = 1;
            for (; 2 * length <= maxPages; length *= 2)
            {
                room &= room << length;
            }

            room &= room << (maxPages - length);
            ulong splits = breaks;
            ulong starts = breaks;
            for (int at = maxPages; at < 64; at += maxPages)
            {
                splits = (splits << maxPages) & room;
                starts |= splits;
            }

            starts |= (_comb << _left) & ((breaks & (0 - breaks)) - 1);
            _left = maxPages - 1 - BitOperations.LeadingZeroCount(starts);
            return starts;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Comb(int maxPages)
    {
        ulong comb = 0;
        for (int at = 0; at < 64; at += maxPages)
        {
            comb |= 1UL << at;
        }

        return comb;
    }
}

/// <summary>16 pages a segment, 64 KiB of 4 KiB pages: what mainline assumes of a device that says nothing. As above, unrolled.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal struct SixteenSplits() : ISplits
{
    /// <summary>Pages of a segment.</summary>
    public const int Pages = 16;

    private const ulong Comb = 0x0001_0001_0001_0001;

    private int _left = Pages - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong breaks)
    {
        // Wraps by intent, as above.
        unchecked
        {
            ulong room = ~breaks;
            room &= room << 1;
            room &= room << 2;
            room &= room << 4;
            room &= room << 8;
            ulong second = (breaks << Pages) & room;
            ulong third = (second << Pages) & room;
            ulong fourth = (third << Pages) & room;
            ulong carried = (Comb << _left) & ((breaks & (0 - breaks)) - 1);
            ulong starts = breaks | second | third | fourth | carried;
            _left = Pages - 1 - BitOperations.LeadingZeroCount(starts);
            return starts;
        }
    }
}
