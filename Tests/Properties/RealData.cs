using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Properties;

/// <summary>Shipped devices and layouts, as the generators draw them.</summary>
internal static class RealData
{
    /// <summary>All devices of the catalogue and one recorded layout; the larger ones take a second each to read.</summary>
    public static RealInputs Shipped { get; } = new(
        [.. DeviceCatalogue.Shipped.Entries.Select(e => e.ToDevice(e.Name))], [], [Layout("random-touch-64MiB")]);

    /// <summary>A recorded layout by name.</summary>
    public static RealLayout Layout(string name)
    {
        RecordedLayout layout = ShippedLayouts.Read(name).Value!;
        return new RealLayout(layout.Name, layout.PageSize, layout.Layout);
    }
}
