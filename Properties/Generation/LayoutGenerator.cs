using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>Layouts with run lengths as real memory has them: one piece, huge pages, geometric pieces, single pages.</summary>
internal static class LayoutGenerator
{
    private const int HugePagePages = 512;

    /// <summary>A layout of about so many pages; offset included.</summary>
    public static Gen<Layout> OfPages(PageSize pageSize, int pages) =>
        from lengths in RunLengths(pages)
        from gaps in Gen.ArrayOf(GapPages, lengths.Length)
        from basePfn in BasePfn(pages)
        from shuffled in Draw.Percent(25)
        from order in shuffled ? Gen.Shuffle(Enumerable.Range(0, lengths.Length)) : InOrder(lengths.Length)
        from offset in Offset(pageSize)
        select Place(lengths, gaps, basePfn, order, offset);

    private static Gen<int[]> InOrder(int count) => Gen.Constant(Enumerable.Range(0, count).ToArray());

    private static Gen<int[]> RunLengths(int pages) => Gen.Frequency(
        (3, Gen.Constant(new[] { pages })),
        (2, Gen.Constant(Enumerable.Repeat(1, Math.Min(pages, 64)).ToArray())),
        (4, Geometric(pages, most: 4)),
        (2, Geometric(pages, most: 16)),
        (1, Geometric(pages, HugePagePages)));

    private static Gen<int[]> Geometric(int pages, int most) =>
        from count in Gen.Choose(1, Math.Clamp(pages, 1, 12))
        from lengths in Gen.ArrayOf(Draw.LogUniform(9).Select(n => 1 + (int)(n % (ulong)most)), count)
        select lengths;

    /// <summary>Pages between runs: none, so that runs adjoin; few, so that windows are shared; or far away.</summary>
    private static Gen<ulong> GapPages { get; } = Gen.Frequency(
        (4, Gen.Constant(0UL)),
        (12, Gen.Choose(1, 4).Select(n => (ulong)n)),
        (5, Draw.LogUniform(12)),
        (1, Draw.LogUniform(22)));

    /// <summary>Bottom of memory, just around 4 GiB where 32-bit reach ends, aligned as huge pages are, anywhere.</summary>
    private static Gen<ulong> BasePfn(int pages) => Gen.Frequency(
        (4, Gen.Choose(0, 8).Select(n => (ulong)n)),
        (2, Gen.Choose(0, pages + 2).Select(n => (1UL << 20) - (ulong)n)),
        (3, Gen.Choose(0, 1024).Select(n => (ulong)n * HugePagePages)),
        (8, Draw.LogUniform(20)),
        (1, Draw.LogUniform(40)));

    private static Gen<ulong> Offset(PageSize pageSize) => Gen.Frequency(
        (6, Gen.Constant(0UL)),
        (1, Gen.Constant(pageSize.Bytes - 1)),
        (3, Gen.Choose(1, (int)pageSize.Bytes - 1).Select(n => (ulong)n)));

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
