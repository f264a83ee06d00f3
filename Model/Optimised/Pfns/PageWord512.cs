using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DmabufVerify.Optimised;

/// <summary>Eight entries at a time, with AVX-512 and its byte compress.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct PageWord512<TEdges>(CutRule rule) : IPageWord
    where TEdges : struct, IEdges
{
    private readonly Vector512<ulong> _window = Vector512.Create(rule.WindowPages);
    private readonly Vector512<ulong> _edgeMask = Vector512.Create(rule.EdgeMask);
    private readonly Vector512<ulong> _edgePhase = Vector512.Create(rule.EdgePhase);

    /// <summary>Skylake-X has the vectors but not the byte compress.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512Vbmi2.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Breaks(ulong* pfns) => unchecked(
        Eight(pfns) | Eight(pfns + 8) << 8 | Eight(pfns + 16) << 16 | Eight(pfns + 24) << 24
        | Eight(pfns + 32) << 32 | Eight(pfns + 40) << 40 | Eight(pfns + 48) << 48 | Eight(pfns + 56) << 56);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong* pfns, ulong starts, uint sinceStart, ulong* firstPfns, uint* pages)
    {
        // As in the scalar word: everything is below 64 but the open segment's length, which is only added to.
        unchecked
        {
            if (starts == ulong.MaxValue)
            {
                for (int i = 0; i < 64; i += 16)
                {
                    Vector512.Load(pfns + i).Store(firstPfns + i);
                    Vector512.Load(pfns + i + 8).Store(firstPfns + i + 8);
                    Vector512<uint>.One.Store(pages - 1 + i);
                }

                pages[-1] = sinceStart;
                return;
            }

            // A set bit is one that the complement lacks: that test yields a mask register without a detour.
            Vector512<ulong> others = Vector512.Create(~starts);
            Vector512<ulong> lane = Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128);
            Compress(pfns, others, lane).Store(firstPfns);
            Compress(pfns + 8, others, lane << 8).Store(firstPfns + BitOperations.PopCount(starts << 56));
            Compress(pfns + 16, others, lane << 16).Store(firstPfns + BitOperations.PopCount(starts << 48));
            Compress(pfns + 24, others, lane << 24).Store(firstPfns + BitOperations.PopCount(starts << 40));
            Compress(pfns + 32, others, lane << 32).Store(firstPfns + BitOperations.PopCount(starts << 32));
            Compress(pfns + 40, others, lane << 40).Store(firstPfns + BitOperations.PopCount(starts << 24));
            Compress(pfns + 48, others, lane << 48).Store(firstPfns + BitOperations.PopCount(starts << 16));
            Compress(pfns + 56, others, lane << 56).Store(firstPfns + BitOperations.PopCount(starts << 8));

            Vector512<byte> index = Vector512<byte>.Indices;
            Vector512<ulong> byteOfLane = Vector512.Create(
                0UL, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303,
                0x0404040404040404, 0x0505050505050505, 0x0606060606060606, 0x0707070707070707);
            Vector512<byte> spread = Avx512BW.Shuffle(others.AsByte(), byteOfLane.AsByte());
            Vector512<byte> bit = Vector512.Create(0x8040201008040201UL).AsByte();
            Vector512<byte> chosen = Vector512.Equals(spread & bit, Vector512<byte>.Zero);
            Vector512<byte> at = Avx512Vbmi2.Compress(Vector512<byte>.Zero, chosen, index);
            Vector512<byte> before = Avx512Vbmi.PermuteVar64x8(at, index - Vector512<byte>.One);
            Vector512<byte> distance = at - before;
            Avx512F.ConvertToVector512UInt32(distance.GetLower().GetLower()).Store(pages - 1);
            Avx512F.ConvertToVector512UInt32(distance.GetLower().GetUpper()).Store(pages + 15);
            Avx512F.ConvertToVector512UInt32(distance.GetUpper().GetLower()).Store(pages + 31);
            Avx512F.ConvertToVector512UInt32(distance.GetUpper().GetUpper()).Store(pages + 47);
            pages[-1] = sinceStart + (uint)BitOperations.TrailingZeroCount(starts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Compress(ulong* pfns, Vector512<ulong> others, Vector512<ulong> lanes) =>
        Avx512F.Compress(
            Vector512<ulong>.Zero, Vector512.Equals(others & lanes, Vector512<ulong>.Zero), Vector512.Load(pfns));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Eight(ulong* pfns)
    {
        // Checked pointer arithmetic would cost a branch a load; the caller keeps inside the span.
        unchecked
        {
            Vector512<ulong> here = Vector512.Load(pfns);
            Vector512<ulong> before = Vector512.Load(pfns - 1);
            Vector512<ulong> step = here - before;
            if (TEdges.Test == EdgeTest.Aligned)
            {
                step |= (here ^ before) & _window;
            }

            Vector512<ulong> breaks = ~Vector512.Equals(step, Vector512<ulong>.One);
            if (TEdges.Test == EdgeTest.Phased)
            {
                breaks |= Vector512.Equals((here - _edgePhase) & _edgeMask, Vector512<ulong>.Zero);
            }

            return breaks.ExtractMostSignificantBits();
        }
    }
}
