using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation;

/// <summary>Two or three real devices over a stretch of page frames that a kernel really handed out.</summary>
internal static class RealSystems
{
    public static Gen<Scenario> Scenario(GeneratorSettings settings, RealInputs real) => Scenario(
        settings,
        Gen.Elements<RealLayout>(real.Layouts),
        Gen.Elements<Device>(real.Catalogue.Concat(real.Captured)));

    private static Gen<Scenario> Scenario(GeneratorSettings settings, Gen<RealLayout> sources, Gen<Device> choices) =>
        from source in sources
        from first in Gen.Choose(0, source.Layout.Runs.Count - 1)
        from pages in Gen.Choose(1, settings.RealPages)
        from count in Draw.Weighted((1, 1), (6, 2), (3, 3))
        from devices in Gen.ArrayOf(choices, count)
        from iommus in Gen.ArrayOf(Draw.Percent(settings.IommuShare), count)
        from policy in Plausible.Policies
        from low in Draw.Percent(60)
        from bounces in Gen.ArrayOf(Draw.Percent(settings.BounceShare), count)
        let stretch = Stretch(source.Layout, first, (ulong)pages)
        let layout = low ? MoveDown(stretch) : stretch
        select new Scenario
        {
            PageSize = source.PageSize,
            BufferSizeBytes = layout.Pages << source.PageSize.Shift,
            Layout = layout,
            Devices = Distinct(devices, iommus, bounces, source.PageSize),
            Policy = policy,
        };

    private static Layout Stretch(Layout layout, int firstRun, ulong pages)
    {
        var runs = new List<PfnRun>();
        for (int i = firstRun; i < layout.Runs.Count && pages > 0; i++)
        {
            PfnRun run = layout.Runs[i];
            runs.Add(run with { Pages = Math.Min(run.Pages, pages) });
            pages -= runs[^1].Pages;
        }

        return new Layout(0, [.. runs]);
    }

    /// <summary>
    /// The same page frames lower in memory, by a multiple of 2 MiB: as on a machine with less of it. Else most real storage is
    /// beyond the 32 bits that most devices reach, and no other limit is ever met.
    /// </summary>
    private static Layout MoveDown(Layout layout)
    {
        const ulong hugePage = 512;
        ulong by = layout.Runs.Min(r => r.FirstPfn) / hugePage * hugePage;
        return layout with { Runs = [.. layout.Runs.Select(r => r with { FirstPfn = r.FirstPfn - by })] };
    }

    private static ValueList<Device> Distinct(Device[] devices, bool[] iommus, bool[] bounces, PageSize pageSize) =>
    [
        .. devices
            .Select((d, i) => d with { Iommu = iommus[i] ? new Iommu(d.Name, pageSize.Bytes) : d.Iommu, MayBounce = !iommus[i] && bounces[i] })
            .DistinctBy(d => d.Name)
            .Where(d => LimitChecks.Check(d.Limits, pageSize) is null),
    ];
}
