using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation.Placement;

/// <summary>Extents with holes between them, ascending.</summary>
internal static class FreeMemory
{
    private const int LargeExtents = 64;

    /// <summary>Three to nine pages in one to four extents: all their storage can be looked at.</summary>
    public static Gen<ValueList<PfnRun>> Few { get; } =
        from pages in Gen.Choose(3, 9)
        from cuts in Gen.ArrayOf(Gen.Choose(1, 8), 3)
        from holes in Gen.ArrayOf(Hole, 4)
        from first in FirstPfn
        select Place([.. Lengths(pages, cuts)], holes, first(pages));

    /// <summary>A hundred pages or more in many extents: more than can be looked at one by one.</summary>
    public static Gen<ValueList<PfnRun>> Many { get; } =
        from lengths in Gen.ArrayOf(Draw.LogUniform(4), LargeExtents)
        from holes in Gen.ArrayOf(Hole, LargeExtents)
        from first in FirstPfn
        select Place([.. lengths.Select(n => 1 + (int)n)], holes, first(0));

    /// <summary>None now and then: extents that adjoin are one.</summary>
    private static Gen<int> Hole { get; } = Gen.Frequency((1, Gen.Constant(0)), (8, Gen.Choose(1, 4)), (1, Gen.Choose(1, 64)));

    /// <summary>At the bottom of memory, where windows begin; around 4 GiB, where 32-bit reach ends; anywhere.</summary>
    private static Gen<Func<int, ulong>> FirstPfn { get; } = Gen.Frequency<Func<int, ulong>>(
        (6, Gen.Choose(0, 8).Select(n => (Func<int, ulong>)(_ => (ulong)n))),
        (2, Gen.Choose(0, 12).Select(n => (Func<int, ulong>)(_ => (1UL << 20) - (ulong)n))),
        (2, Draw.LogUniform(20).Select(n => (Func<int, ulong>)(_ => n))));

    /// <summary>The pages cut at up to three places.</summary>
    private static IEnumerable<int> Lengths(int pages, int[] cuts)
    {
        int[] edges = [0, .. cuts.Where(cut => cut < pages).Distinct().Order(), pages];
        return edges.Zip(edges.Skip(1), (start, end) => end - start);
    }

    private static ValueList<PfnRun> Place(int[] lengths, int[] holes, ulong first)
    {
        var runs = new PfnRun[lengths.Length];
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = new PfnRun(first, (ulong)lengths[i]);
            first = runs[i].EndPfn + (ulong)holes[i];
        }

        return [.. runs];
    }
}
