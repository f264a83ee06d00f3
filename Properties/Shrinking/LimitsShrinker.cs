using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Simpler limits: one left out, one unlimited, one with a rounder value. A value that no device can mean may come out.</summary>
internal static class LimitsShrinker
{
    public static IEnumerable<Limits> Simpler(Limits limits, PageSize pageSize) =>
        from kind in LimitKinds.All
        from value in Values(kind, limits[kind], pageSize)
        select limits.With(kind, value);

    private static IEnumerable<ulong?> Values(LimitKind kind, ulong? value, PageSize pageSize)
    {
        if (value is not { } declared)
        {
            return [];
        }

        // Unlimited is simpler than any number, so that no number is offered for it: else a shrink could go round in circles.
        return declared == kind.Unlimited()
            ? [null]
            : [null, kind.Unlimited(), .. Rounder(kind, declared, pageSize).Where(v => v != declared)];
    }

    /// <summary>Towards small whole pages for sizes, or as far beyond them as now, towards one page for masks, towards one for counts.</summary>
    private static IEnumerable<ulong> Rounder(LimitKind kind, ulong value, PageSize pageSize) => kind switch
    {
        LimitKind.MaxSegmentCount => Numbers.Smaller(value),
        LimitKind.MaxSegmentSize => WholePages(value, pageSize),
        LimitKind.SegmentBoundaryMask or LimitKind.VirtBoundaryMask or LimitKind.MinAlignMask => [value >> 1],
        LimitKind.AddressMask => WholePages(value, pageSize).Select(v => v - 1).Concat(Numbers.Smaller(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static IEnumerable<ulong> WholePages(ulong value, PageSize pageSize)
    {
        ulong pages = pageSize.WholePages(value);
        return Numbers.Smaller(pages).Where(n => n > 0)
            .Select(n => n << pageSize.Shift)
            .Concat(Numbers.Smaller(pages).Where(n => n > 0).Select(n => (n << pageSize.Shift) + (value & (pageSize.Bytes - 1))))
            .Append(Math.Max(1, pages) << pageSize.Shift)
            .Where(n => n < value);
    }
}
