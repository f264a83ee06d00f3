using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Merging of limits that are about the same addresses.</summary>
internal static class LimitMerge
{
    /// <summary>The tightest of each field: the least, but the greatest of the two masks that ask for alignment.</summary>
    public static ResolvedLimits Tightest(in ResolvedLimits a, in ResolvedLimits b) => new(
        Math.Min(a.MaxSegmentCount, b.MaxSegmentCount),
        Math.Min(a.MaxSegmentSizeBytes, b.MaxSegmentSizeBytes),
        Math.Min(a.SegmentBoundaryMask, b.SegmentBoundaryMask),
        Math.Max(a.VirtBoundaryMask, b.VirtBoundaryMask),
        Math.Max(a.MinAlignMask, b.MinAlignMask),
        Math.Min(a.AddressMask, b.AddressMask));

    /// <summary>All of them; <see cref="ResolvedLimits.Unlimited"/> for none.</summary>
    public static ResolvedLimits Of(ReadOnlySpan<ResolvedLimits> limits)
    {
        ResolvedLimits merged = ResolvedLimits.Unlimited;
        foreach (ref readonly ResolvedLimits one in limits)
        {
            merged = Tightest(merged, one);
        }

        return merged;
    }

    /// <summary>The first judge whose value of one field is the tightest.</summary>
    public static Judge Tightest(ReadOnlySpan<Judge> judges, LimitKind kind)
    {
        bool greatest = kind is LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask;
        Judge tightest = judges[0];
        foreach (Judge judge in judges)
        {
            ulong value = judge.Limits[kind];
            ulong best = tightest.Limits[kind];
            if (greatest ? value > best : value < best)
            {
                tightest = judge;
            }
        }

        return tightest;
    }
}
