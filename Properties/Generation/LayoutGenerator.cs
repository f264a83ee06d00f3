using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>Layouts with run lengths as real memory has them: one piece, huge pages, geometric pieces, single pages.</summary>
internal static class LayoutGenerator
{
    private const int HugePagePages = 512;

    private enum Shape
    {
        OnePiece,
        SinglePages,
        SmallPieces,
        MiddlingPieces,
        HugePages,
    }

    /// <summary>A layout of about so many pages; offset included.</summary>
    public static Gen<Layout> OfPages(PageSize pageSize, int pages) =>
        from shape in Shapes
        from lengths in RunLengths(shape, pages)
        from gaps in Gen.ArrayOf(GapPages, lengths.Length)
        from basePfn in BasePfn
        from shuffled in Shuffled
        from order in shuffled ? Gen.Shuffle(Enumerable.Range(0, lengths.Length)) : InOrder(lengths.Length)
        from offset in Offset
        select Place(lengths, gaps, basePfn(pages), order, offset(pageSize));

    private static Gen<Shape> Shapes { get; } = Draw.Weighted(
        (3, Shape.OnePiece), (2, Shape.SinglePages), (4, Shape.SmallPieces), (2, Shape.MiddlingPieces), (1, Shape.HugePages));

    private static Gen<bool> Shuffled { get; } = Draw.Percent(25);

    private static Gen<ulong> PieceLength { get; } = Draw.LogUniform(9);

    /// <summary>Pages between runs: none, so that runs adjoin; few, so that windows are shared; or far away.</summary>
    private static Gen<ulong> GapPages { get; } = Gen.Frequency(
        (4, Gen.Constant(0UL)),
        (12, Gen.Choose(1, 4).Select(n => (ulong)n)),
        (5, Draw.LogUniform(12)),
        (1, Draw.LogUniform(22)));

    /// <summary>Bottom of memory, just around 4 GiB where 32-bit reach ends, aligned as huge pages are, anywhere.</summary>
    private static Gen<Func<int, ulong>> BasePfn { get; } = Gen.Frequency<Func<int, ulong>>(
        (4, Gen.Choose(0, 8).Select(n => (Func<int, ulong>)(_ => (ulong)n))),
        (2, Gen.Choose(0, 1 << 12).Select(n => (Func<int, ulong>)(pages => (1UL << 20) - (ulong)(n % (pages + 3))))),
        (3, Gen.Choose(0, 1024).Select(n => (Func<int, ulong>)(_ => (ulong)n * HugePagePages))),
        (8, Draw.LogUniform(20).Select(n => (Func<int, ulong>)(_ => n))),
        (1, Draw.LogUniform(40).Select(n => (Func<int, ulong>)(_ => n))));

    private static Gen<Func<PageSize, ulong>> Offset { get; } = Gen.Frequency<Func<PageSize, ulong>>(
        (6, Gen.Constant<Func<PageSize, ulong>>(_ => 0UL)),
        (1, Gen.Constant<Func<PageSize, ulong>>(pageSize => pageSize.Bytes - 1)),
        (3, Gen.Choose(1, int.MaxValue).Select(n => (Func<PageSize, ulong>)(pageSize => (ulong)n % pageSize.Bytes))));

    private static Gen<int[]> InOrder(int count) => Gen.Constant(Enumerable.Range(0, count).ToArray());

    private static Gen<int[]> RunLengths(Shape shape, int pages) => shape switch
    {
        Shape.OnePiece => Gen.Constant(new[] { pages }),
        Shape.SinglePages => Gen.Constant(Enumerable.Repeat(1, Math.Min(pages, 64)).ToArray()),
        Shape.SmallPieces => Geometric(pages, most: 4),
        Shape.MiddlingPieces => Geometric(pages, most: 16),
        Shape.HugePages => Geometric(pages, HugePagePages),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static Gen<int[]> Geometric(int pages, int most) =>
        from count in Gen.Choose(1, Math.Clamp(pages, 1, 12))
        from lengths in Gen.ArrayOf(PieceLength, count)
        select lengths.Select(n => 1 + (int)(n % (ulong)most)).ToArray();

    private static Layout Place(int[] lengths, ulong[] gaps, ulong basePfn, int[] order, ulong offset)
    {
        var runs = new PfnRun[lengths.Length];
        ulong pfn = basePfn;
        for (int i = 0; i < lengths.Length; i++)
        {
            runs[order[i]] = new PfnRun(pfn, (ulong)lengths[i]);
            pfn += (ulong)lengths[i] + gaps[i];
        }

        return new Layout(offset, [.. runs]);
    }
}
