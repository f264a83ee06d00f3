using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

/// <summary>Random placement questions about a few pages, where every rule bites now and then.</summary>
internal static class SmallWorlds
{
    public static PlacementQuestion Draw(Random random, int mostPages)
    {
        ValueList<PfnRun> extents = Extents(random, mostPages);
        int pages = random.Next(1, Math.Min(6, (int)extents.Sum(e => (long)e.Pages) + 1) + 1);
        ulong size = ((ulong)pages * Small.Page) - (random.Next(3) == 0 ? (ulong)random.Next((int)Small.Page) : 0);
        long offset = random.Next(3) == 0 ? random.Next(-3, 4) * (long)Small.Page : 0;
        ValueList<Judge> judges =
        [
            .. Enumerable.Range(0, random.Next(1, 4)).Select(i => Small.Direct(
                Limits(random, extents[^1].EndPfn), random.Next(4) == 0 ? random.Next(-2, 3) * (long)Small.Page : offset, $"d{i}")),
        ];
        return new PlacementQuestion(PageSize.FourKiB, size, extents, judges, (SharingMode)random.Next(2));
    }

    private static ValueList<PfnRun> Extents(Random random, int mostPages)
    {
        List<PfnRun> extents = [];
        ulong pfn = (ulong)random.Next(5);
        for (int left = random.Next(1, mostPages + 1); left > 0 && extents.Count < 4;)
        {
            int pages = random.Next(1, left + 1);
            extents.Add(new PfnRun(pfn, (ulong)pages));
            pfn += (ulong)pages + (ulong)random.Next(1, 4);
            left -= pages;
        }

        return [.. extents];
    }

    private static ResolvedLimits Limits(Random random, ulong endPfn) => new(
        MaxSegmentCount: random.Next(3) == 0 ? ulong.MaxValue : (ulong)random.Next(1, 5),
        MaxSegmentSizeBytes: random.Next(2) == 0 ? ulong.MaxValue : (ulong)random.Next(1, 4) * Small.Page,
        SegmentBoundaryMask: random.Next(2) == 0 ? ulong.MaxValue : (Small.Page << random.Next(3)) - 1,
        VirtBoundaryMask: random.Next(2) == 0 ? 0 : (Small.Page << random.Next(3)) - 1,
        MinAlignMask: 0,
        AddressMask: random.Next(3) > 0 ? ulong.MaxValue : ((endPfn + 2) * Small.Page) - (ulong)random.Next(1, 5 * (int)Small.Page / 2));
}
