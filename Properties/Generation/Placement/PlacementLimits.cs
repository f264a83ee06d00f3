using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation.Placement;

/// <summary>
/// Limits around what placing a buffer needs: pieces of one to three pages, windows and gap masks of one to four, as many segments as
/// there are pieces, reach that ends in the memory. Often one device has the count and another the size, so that only both are a conflict.
/// </summary>
internal static class PlacementLimits
{
    /// <summary>What is placed where.</summary>
    /// <param name="PageSize">Of the scenario.</param>
    /// <param name="Pages">Of the buffer.</param>
    /// <param name="First">Lowest page of the memory.</param>
    /// <param name="End">Page behind the highest one.</param>
    public sealed record Needs(PageSize PageSize, ulong Pages, ulong First, ulong End)
    {
        public static Needs Of(PageSize pageSize, ValueList<PfnRun> memory, ulong sizeBytes) =>
            new(pageSize, pageSize.PagesFor(sizeBytes), memory[0].FirstPfn, memory[^1].EndPfn);
    }

    private static Gen<int?> SizePages { get; } = Gen.Frequency(
        (2, Gen.Constant<int?>(null)), (5, Gen.Choose(1, 3).Select(n => (int?)n)), (1, Gen.Choose(4, 6).Select(n => (int?)n)));

    /// <summary>Legal for the page size; unset fields are rare, since most defaults bite in nothing so small.</summary>
    public static Gen<Func<Needs, Limits>> Around { get; } =
        from size in SizePages
        from sizeSlack in Gen.Elements(0, 0, 0, 1, -1)
        from count in Count
        from boundary in Mask(unlimited: 50)
        from gap in Mask(unlimited: 75)
        from reach in Reach
        from left in Gen.Choose(1, 4)
        let hasSize = left != 1
        let hasCount = left != 2
        select (Func<Needs, Limits>)(needs => new Limits
        {
            MaxSegmentCount = hasCount ? count(needs, size) : null,
            MaxSegmentSizeBytes = size is { } n && hasSize
                ? Math.Max(needs.PageSize.Bytes, (ulong)(((long)n << needs.PageSize.Shift) + sizeSlack))
                : null,
            SegmentBoundaryMask = boundary is { } b ? Draw.MaskOfBits(needs.PageSize.Shift + b) : null,
            VirtBoundaryMask = gap is { } g ? Draw.MaskOfBits(needs.PageSize.Shift + g) : null,
            AddressMask = reach(needs),
        });

    /// <summary>As many as the pieces of a buffer, or one more or less; few; one.</summary>
    private static Gen<Func<Needs, int?, ulong?>> Count { get; } = Gen.Frequency<Func<Needs, int?, ulong?>>(
        (2, Gen.Constant<Func<Needs, int?, ulong?>>((_, _) => null)),
        (5, Gen.Elements(-1, 0, 0, 0, 1, 1).Select(slack => (Func<Needs, int?, ulong?>)((needs, size) =>
            (ulong)Math.Max(1, (long)((needs.Pages + (ulong)(size ?? 3) - 1) / (ulong)(size ?? 3)) + slack)))),
        (2, Gen.Choose(1, 4).Select(n => (Func<Needs, int?, ulong?>)((_, _) => (ulong)n))),
        (1, Gen.Constant<Func<Needs, int?, ulong?>>((_, _) => 1)));

    /// <summary>Bits above a page: windows of one, two or four pages.</summary>
    private static Gen<int?> Mask(int unlimited) =>
        Gen.Frequency((unlimited, Gen.Constant<int?>(null)), (100 - unlimited, Gen.Choose(0, 2).Select(bits => (int?)bits)));

    /// <summary>Unset, which is 32 bits; all of memory; to the end of a page of the memory, or a little more or less.</summary>
    private static Gen<Func<Needs, ulong?>> Reach { get; } = Gen.Frequency<Func<Needs, ulong?>>(
        (5, Gen.Constant<Func<Needs, ulong?>>(_ => null)),
        (4, Gen.Constant<Func<Needs, ulong?>>(_ => ulong.MaxValue)),
        (2, from page in Gen.Choose(1, 1000)
            from slack in Gen.Elements(-1, 0, 0, 100, 2000)
            select (Func<Needs, ulong?>)(needs =>
                ((needs.First + 1 + ((ulong)page % (needs.End - needs.First))) << needs.PageSize.Shift) + (ulong)(slack + 1) - 2)));
}
