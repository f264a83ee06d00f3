using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DmabufVerify.Optimised;

/// <summary>Four entries at a time, with AVX2.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct PageWord256<TEdges>(CutRule rule) : IPageWord
    where TEdges : struct, IEdges
{
    private readonly Vector256<ulong> _window = Vector256.Create(rule.WindowPages);
    private readonly Vector256<ulong> _edgeMask = Vector256.Create(rule.EdgeMask);
    private readonly Vector256<ulong> _edgePhase = Vector256.Create(rule.EdgePhase);
    private readonly Vector256<int>* _compress = CompressTables.Quads;
    private readonly ulong* _distances = CompressTables.Distances;

    public static bool IsSupported => Avx2.IsSupported && Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Breaks(ulong* pfns) => unchecked(
        Sixteen(pfns) | Sixteen(pfns + 16) << 16 | Sixteen(pfns + 32) << 32 | Sixteen(pfns + 48) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong* pfns, ulong starts, uint sinceStart, ulong* firstPfns, uint* pages)
    {
        // As in the scalar word: differences modulo 2^32, everything else below 64.
        unchecked
        {
            if (starts == ulong.MaxValue)
            {
                for (int i = 0; i < 64; i += 8)
                {
                    Vector256.Load(pfns + i).Store(firstPfns + i);
                    Vector256.Load(pfns + i + 4).Store(firstPfns + i + 4);
                    Vector256<uint>.One.Store(pages - 1 + i);
                }

                pages[-1] = sinceStart;
                return;
            }

            uint previous = 0 - sinceStart;
            for (uint i = 0; i < 64; i += 8)
            {
                uint bits = (byte)(starts >> (int)i);
                uint low = bits & 15;
                Compress(pfns + i, low).Store(firstPfns);
                Compress(pfns + i + 4, bits >> 4).Store(firstPfns + (uint)BitOperations.PopCount(low));

                // The first distance is that to a start before these eight. Where there is no start, the entry stays open.
                Avx2.ConvertToVector256Int32((byte*)(_distances + bits)).AsUInt32().Store(pages - 1);
                pages[-1] = i + (uint)BitOperations.TrailingZeroCount(bits) - previous;
                uint last = i + 31 - (uint)BitOperations.LeadingZeroCount(bits);
                previous = bits == 0 ? previous : last;
                uint count = (uint)BitOperations.PopCount(bits);
                firstPfns += count;
                pages += count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<ulong> Compress(ulong* pfns, uint quad) =>
        Avx2.PermuteVar8x32(Vector256.Load((int*)pfns), Vector256.Load((int*)unchecked(_compress + quad))).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Sixteen(ulong* pfns) => unchecked(
        Four(pfns) | Four(pfns + 4) << 4 | Four(pfns + 8) << 8 | Four(pfns + 12) << 12);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Four(ulong* pfns)
    {
        // Checked pointer arithmetic would cost a branch a load; the caller keeps inside the span.
        unchecked
        {
            Vector256<ulong> here = Vector256.Load(pfns);
            Vector256<ulong> before = Vector256.Load(pfns - 1);
            Vector256<ulong> step = here - before;
            if (TEdges.Test == EdgeTest.Aligned)
            {
                step |= (here ^ before) & _window;
            }

            Vector256<ulong> breaks = ~Vector256.Equals(step, Vector256<ulong>.One);
            if (TEdges.Test == EdgeTest.Phased)
            {
                breaks |= Vector256.Equals((here - _edgePhase) & _edgeMask, Vector256<ulong>.Zero);
            }

            return breaks.ExtractMostSignificantBits();
        }
    }
}
