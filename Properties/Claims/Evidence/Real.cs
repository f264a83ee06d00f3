using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>The shipped catalogue and recorded memory, for claims about what there is.</summary>
internal static class Real
{
    /// <summary>Every entry.</summary>
    public static ValueList<CatalogueEntry> Entries => DeviceCatalogue.Shipped.Entries;

    /// <summary>The devices of all entries whose limits are legal with pages of 4 KiB, in the file's order.</summary>
    public static IEnumerable<Device> Devices =>
        Entries.Select(e => e.ToDevice(e.Name)).Where(d => LimitChecks.Check(d.Limits, PageSize.FourKiB) is null);

    /// <summary>The first pages of a recorded layout.</summary>
    public static Layout FirstPages(string layout, ulong pages)
    {
        var runs = new List<PfnRun>();
        foreach (PfnRun run in ShippedLayouts.Read(layout).Value!.Layout.Runs.TakeWhile(_ => pages > 0))
        {
            runs.Add(run with { Pages = Math.Min(run.Pages, pages) });
            pages -= runs[^1].Pages;
        }

        return new Layout(0, [.. runs]);
    }

    /// <summary>Two entries at a time.</summary>
    public static IEnumerable<(Device First, Device Second)> Pairs(IReadOnlyList<Device> devices) =>
        devices.SelectMany((first, i) => devices.Skip(i + 1).Select(second => (first, second)));
}
