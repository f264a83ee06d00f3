using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>
/// Limits as lanes of which the least is the tightest: the two masks that merge by the greatest are stored as their complement. All ones
/// is unlimited in every lane.
/// </summary>
internal static class LimitLanes
{
    /// <summary>Nobody attached: changes no minimum.</summary>
    public static Vector512<ulong> None => Vector512<ulong>.AllBitsSet;

    /// <summary>One attachment. Lane 6 tells it from none even where it is unlimited.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Pack(in ResolvedLimits limits) => Vector512.Create(
        limits.MaxSegmentCount,
        limits.MaxSegmentSizeBytes,
        limits.SegmentBoundaryMask,
        ~limits.VirtBoundaryMask,
        ~limits.MinAlignMask,
        limits.AddressMask,
        0,
        ulong.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ResolvedLimits Unpack(Vector512<ulong> lanes) =>
        new(lanes[0], lanes[1], lanes[2], ~lanes[3], ~lanes[4], lanes[5]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAttached(Vector512<ulong> lanes) => lanes[6] == 0;
}
