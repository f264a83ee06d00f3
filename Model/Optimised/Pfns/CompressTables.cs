using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DmabufVerify.Optimised;

/// <summary>Lookups that stand in for a compress instruction where there is none. Made once, never freed: 2.5 KiB.</summary>
internal static unsafe class CompressTables
{
    /// <summary>For four bits: the 32-bit lanes that bring the 64-bit lanes whose bit is set to the front.</summary>
    public static Vector256<int>* Quads { get; } = MakeQuads();

    /// <summary>For eight bits: byte j is the distance of set bit j from the set bit before it. Byte 0 is without meaning.</summary>
    public static ulong* Distances { get; } = MakeDistances();

    private static Vector256<int>* MakeQuads()
    {
        var quads = (Vector256<int>*)NativeMemory.AlignedAlloc(16 * 32, 64);
        Span<int> lanes = stackalloc int[8];
        for (int bits = 0; bits < 16; bits++)
        {
            lanes.Clear();
            int filled = 0;
            for (int lane = 0; lane < 4; lane++)
            {
                if ((bits & (1 << lane)) != 0)
                {
                    lanes[filled++] = 2 * lane;
                    lanes[filled++] = (2 * lane) + 1;
                }
            }

            quads[bits] = Vector256.Create<int>(lanes);
        }

        return quads;
    }

    private static ulong* MakeDistances()
    {
        var distances = (ulong*)NativeMemory.AlignedAlloc(256 * 8, 64);
        for (int bits = 0; bits < 256; bits++)
        {
            distances[bits] = 0;
            int filled = 0;
            int previous = 0;
            for (int left = bits; left != 0; left &= left - 1)
            {
                int at = BitOperations.TrailingZeroCount(left);
                distances[bits] |= (ulong)(at - previous) << (8 * filled++);
                previous = at;
            }
        }

        return distances;
    }
}
