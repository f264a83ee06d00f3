using System.Numerics;
using System.Runtime.CompilerServices;

namespace DmabufVerify.Optimised;

/// <summary>Where segments are written.</summary>
internal readonly unsafe struct Columns(ulong* firstPfns, uint* pages, int room)
{
    public readonly ulong* FirstPfns = firstPfns;
    public readonly uint* Pages = pages;
    public readonly int Room = room;
}

/// <summary>
/// The loops over words of 64 pages. Page 0 starts the first segment, and the words begin at page 1, so that each page has
/// one before it. Compiled at full optimisation at the first call: tiering would run them a hundred times slower for the
/// first tenths of a second, and would train them on whatever data comes first.
/// </summary>
internal static unsafe class WordLoops
{
    /// <summary>Words between two looks at the limit of a count.</summary>
    private const int WordsBetweenStops = 16;

    /// <summary>Starts in a word up to which going from bit to bit beats a compress.</summary>
    private const int FewStarts = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
                ulong starts = splits.Next(word.Breaks(at));
                if (starts == 0)
                {
                    open += 64;
                    continue;
                }

                int count = BitOperations.PopCount(starts);
                if (count > FewStarts && room >= 64)
                {
                    word.Append(at, starts, open, outPfns, outPages);
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

    /// <summary>Breaks of the last pages that fill no word: those of the span's last 64 pages, moved down, where there are as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LastBreaks<TWord>(ulong* at, int left, int length, CutRule rule, TWord word)
        where TWord : struct, IPageWord =>
        length > 64 ? word.Breaks(at - (64 - left)) >> (64 - left) : new PageWordScalar(rule).Breaks(at, left);
}
