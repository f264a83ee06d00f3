using System.Numerics;
using System.Runtime.CompilerServices;

namespace DmabufVerify.Optimised;

/// <summary>One entry at a time.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct PageWordScalar(CutRule rule) : IPageWord
{
    private readonly ulong _edgeMask = rule.EdgeMask;
    private readonly ulong _edgePhase = rule.EdgePhase;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Breaks(ulong* pfns) => Breaks(pfns, 64);

    /// <summary>The same of fewer entries; the bits above are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Breaks(ulong* pfns, int count)
    {
        // Page frames are compared modulo 2^64: a difference below zero is only "not 1".
        unchecked
        {
            ulong breaks = 0;
            for (int i = 0; i < count; i++)
            {
                bool isBreak = pfns[i] - pfns[i - 1] != 1 | ((pfns[i] - _edgePhase) & _edgeMask) == 0;
                breaks |= (isBreak ? 1UL : 0) << i;
            }

            return breaks;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong* pfns, ulong starts, uint sinceStart, ulong* firstPfns, uint* pages) =>
        AppendBits(pfns, starts, sinceStart, firstPfns, pages);

    /// <summary>Bit by bit: what every width does with words of few starts. Writes no entry more than it has to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendBits(ulong* pfns, ulong starts, uint sinceStart, ulong* firstPfns, uint* pages)
    {
        // Indexes stay below 64, and the previous start may lie before the word: its difference is right modulo 2^32.
        unchecked
        {
            uint previous = 0 - sinceStart;
            do
            {
                uint at = (uint)BitOperations.TrailingZeroCount(starts);
                *firstPfns++ = pfns[at];
                pages[-1] = at - previous;
                pages++;
                previous = at;
                starts &= starts - 1;
            }
            while (starts != 0);
        }
    }
}
