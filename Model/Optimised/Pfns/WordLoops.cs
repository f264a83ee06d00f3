using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Optimised;

/// <summary>Where segments are written.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct Columns(ulong* firstPfns, uint* pages, int room)
{
    public readonly ulong* FirstPfns = firstPfns;
    public readonly uint* Pages = pages;
    public readonly int Room = room;
}

/// <summary>
/// The loops over words of 64 pages. Page 0 starts the first segment, and the words begin at page 1, so that each page has
/// one before it. Compiled at full optimisation at the first call: tiering would run them a hundred times slower for the
/// first tenths of a second, and would train them on whatever data comes first. Never inlined, as a caller that tiers would
/// take them along.
/// </summary>
internal static unsafe class WordLoops
{
    /// <summary>Words between two looks at the limit of a count.</summary>
    private const int WordsBetweenStops = 16;

    /// <summary>Starts in a word up to which going from bit to bit beats a compress.</summary>
    private const int FewStarts = 12;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static ulong Count<TWord, TSplits>(
        ulong* pfns, int length, CutRule rule, ulong stopAfter, TWord word, TSplits splits)
        where TWord : struct, IPageWord
        where TSplits : struct, ISplits
    {
        // Counters are bounded by a span's length; pointers stay inside it.
        unchecked
        {
            ulong segments = 1;
            ulong* at = pfns + 1;
            int left = length - 1;
            while (left >= 64)
            {
                int words = Math.Min(left >> 6, WordsBetweenStops);
                ulong* end = at + (64 * words);
                do
                {
                    segments += (ulong)BitOperations.PopCount(splits.Next(word.Breaks(at)));
                    at += 64;
                }
                while (at != end);

                left -= 64 * words;
                if (segments > stopAfter)
                {
                    return segments;
                }
            }

            if (left > 0)
            {
                ulong breaks = LastBreaks(at, left, length, rule, word);
                segments += (ulong)BitOperations.PopCount(splits.Next(breaks) & ((1UL << left) - 1));
            }

            return segments;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Emit<TWord, TSplits>(
        ulong* pfns, int length, CutRule rule, Columns columns, TWord word, TSplits splits)
        where TWord : struct, IPageWord
        where TSplits : struct, ISplits
    {
        // As above. The open segment's length is at most the span's.
        unchecked
        {
            columns.FirstPfns[0] = pfns[0];
            ulong* outPfns = columns.FirstPfns + 1;
            uint* outPages = columns.Pages + 1;
            int room = columns.Room - 1;
            uint open = 1;
            ulong* at = pfns + 1;
            ulong* end = at + ((length - 1) & ~63);
            for (; at != end; at += 64)
            {
                ulong breaks = word.Breaks(at);
                ulong starts = splits.Next(breaks);
                if (starts == 0)
                {
                    open += 64;
                    continue;
                }

                int count = BitOperations.PopCount(starts);
                if (typeof(TSplits) == typeof(SixteenSplits) && breaks == 0 && room >= 4)
                {
                    FourEqual(at, starts, open, outPfns, outPages);
                }
                else if (room >= 64)
                {
                    if (count > FewStarts)
                    {
                        word.Append(at, starts, open, outPfns, outPages);
                    }
                    else
                    {
                        AppendFew(at, starts, open, outPfns, outPages);
                    }
                }
                else if (count <= room)
                {
                    PageWordScalar.AppendBits(at, starts, open, outPfns, outPages);
                }
                else
                {
                    return -1;
                }

                open = (uint)BitOperations.LeadingZeroCount(starts) + 1;
                outPfns += count;
                outPages += count;
                room -= count;
            }

            int left = (length - 1) & 63;
            if (left > 0)
            {
                ulong starts = splits.Next(LastBreaks(at, left, length, rule, word)) & ((1UL << left) - 1);
                int count = BitOperations.PopCount(starts);
                if (count > room)
                {
                    return -1;
                }

                if (starts == 0)
                {
                    open += (uint)left;
                }
                else
                {
                    PageWordScalar.AppendBits(at, starts, open, outPfns, outPages);
                    open = (uint)(left - BitOperations.Log2(starts));
                }

                room -= count;
                outPages += count;
            }

            outPages[-1] = open;
            return columns.Room - room;
        }
    }

    /// <summary>
    /// Four starts a round, some of them beyond the last one and overwritten later: a loop by the exact number would be mispredicted
    /// in nearly every word.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendFew(ulong* at, ulong starts, uint open, ulong* outPfns, uint* outPages)
    {
        // As above. No start left counts as place 64, which stands for place 0.
        unchecked
        {
            uint previous = 0 - open;
            do
            {
                uint a = (uint)BitOperations.TrailingZeroCount(starts);
                starts &= starts - 1;
                uint b = (uint)BitOperations.TrailingZeroCount(starts);
                starts &= starts - 1;
                uint c = (uint)BitOperations.TrailingZeroCount(starts);
                starts &= starts - 1;
                uint d = (uint)BitOperations.TrailingZeroCount(starts);
                starts &= starts - 1;
                outPfns[0] = at[a];
                outPfns[1] = at[b & 63];
                outPfns[2] = at[c & 63];
                outPfns[3] = at[d & 63];
                outPages[-1] = a - previous;
                outPages[0] = b - a;
                outPages[1] = c - b;
                outPages[2] = d - c;
                previous = d;
                outPfns += 4;
                outPages += 4;
            }
            while (starts != 0);
        }
    }

    /// <summary>64 consecutive pages that the size alone cuts: four starts, 16 pages apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourEqual(ulong* at, ulong starts, uint open, ulong* outPfns, uint* outPages)
    {
        // Below 64, and page frames below 2^52.
        unchecked
        {
            uint first = (uint)BitOperations.TrailingZeroCount(starts);
            Vector128<ulong> pair = Vector128.Create(at[0] + first) + Vector128.Create(0UL, SixteenSplits.Pages);
            pair.Store(outPfns);
            (pair + Vector128.Create(2UL * SixteenSplits.Pages)).Store(outPfns + 2);
            Vector128.Create((uint)SixteenSplits.Pages).Store(outPages - 1);
            outPages[-1] = open + first;
        }
    }

    /// <summary>Breaks of the last pages that fill no word: those of the span's last 64 pages, moved down, where there are as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LastBreaks<TWord>(ulong* at, int left, int length, CutRule rule, TWord word)
        where TWord : struct, IPageWord =>
        length > 64 ? word.Breaks(unchecked(at - (64 - left))) >> (64 - left) : new PageWordScalar(rule).Breaks(at, left);
}
