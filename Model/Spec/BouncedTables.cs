using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>Tables of devices that may bounce, in their own addresses.</summary>
internal static class BouncedTables
{
    /// <summary>The count set aside; <see langword="null"/> when there is no table, or a copy finds no place.</summary>
    public static ValueList<BouncedSegment>? Of(PagedBuffer buffer, BouncingJudge judge)
    {
        Judge anyLength = judge.Direct with { Limits = judge.Direct.Limits.Without(LimitKind.MaxSegmentCount) };
        Judge inPool = judge.Direct with { Limits = judge.PoolLimits };
        if (Tables.ForBouncing(buffer, anyLength, inPool) is not { } physical || BouncePool.Place(physical, inPool, buffer.PageSize) is not { } placed)
        {
            return null;
        }

        return [.. physical.Segments.Zip(placed.Segments, (original, onBus) => new BouncedSegment(onBus, CopyOf(original, inPool)))];
    }

    private static ulong? CopyOf(Segment original, Judge judge) =>
        BouncePool.Reaches(judge, (Int128)original.AddressBytes - judge.BusOffsetBytes, original.LengthBytes) ? null : original.AddressBytes;
}
