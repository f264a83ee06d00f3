using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Optimised;

/// <summary>Two entries at a time: every machine with vectors.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct PageWord128(CutRule rule) : IPageWord
{
    private readonly Vector128<ulong> _edgeMask = Vector128.Create(rule.EdgeMask);
    private readonly Vector128<ulong> _edgePhase = Vector128.Create(rule.EdgePhase);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Breaks(ulong* pfns)
    {
        // As in the wider words: pointers stay inside the span.
        unchecked
        {
            ulong breaks = 0;
            for (int i = 0; i < 64; i += 2)
            {
                Vector128<ulong> here = Vector128.Load(pfns + i);
                Vector128<ulong> follows = Vector128.Equals(here - Vector128.Load(pfns + i - 1), Vector128<ulong>.One);
                Vector128<ulong> edge = Vector128.Equals((here - _edgePhase) & _edgeMask, Vector128<ulong>.Zero);
                breaks |= (ulong)(edge | ~follows).ExtractMostSignificantBits() << i;
            }

            return breaks;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong* pfns, ulong starts, uint sinceStart, ulong* firstPfns, uint* pages) =>
        PageWordScalar.AppendBits(pfns, starts, sinceStart, firstPfns, pages);
}
