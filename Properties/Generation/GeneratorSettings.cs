using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Generation;

/// <summary>How random scenarios are drawn. Printed with every report, since a pass means nothing without it.</summary>
public sealed record GeneratorSettings
{
    /// <summary>Most devices in a scenario.</summary>
    public int MaxDevices { get; init; } = 4;

    /// <summary>Pages of an ordinary buffer: the specification looks at all tables of such a one.</summary>
    public int SmallPages { get; init; } = 24;

    /// <summary>Pages of the occasional large buffer, which the specification walks.</summary>
    public int LargePages { get; init; } = 300;

    /// <summary>Per cent of scenarios that have a large buffer.</summary>
    public int LargeShare { get; init; } = 6;

    /// <summary>Per cent of the other scenarios without a layout: questions about any storage at all.</summary>
    public int NoLayoutShare { get; init; } = 12;

    /// <summary>Per cent of plausible and of wild scenarios that ask for storage in free memory.</summary>
    public int PlacementShare { get; init; } = 12;

    /// <summary>Per cent of scenarios with storage, given or to be found, in which devices may bounce.</summary>
    public int BounceShare { get; init; } = 15;

    /// <summary>Per cent of devices behind an IOMMU.</summary>
    public int IommuShare { get; init; } = 20;

    /// <summary>Per cent of devices taken from the catalogue, where there is one.</summary>
    public int CatalogueShare { get; init; } = 30;

    /// <summary>Per cent of limit fields left unset in plausible devices.</summary>
    public int UnsetShare { get; init; } = 45;

    /// <summary>Most pages of a real layout used at once, so that the page-by-page walk keeps up.</summary>
    public int RealPages { get; init; } = 160;

    /// <summary>Settings of every command that names no others.</summary>
    public static GeneratorSettings Default { get; } = new();
}

/// <summary>Real devices and real page layouts to draw from; empty lists are fine.</summary>
/// <param name="Catalogue">Shipped devices: the same everywhere, so that a plausible case can be replayed on another machine.</param>
/// <param name="Captured">Devices of this machine; only the real regime draws them.</param>
/// <param name="Layouts">Recorded and captured page frames; only the real regime draws them.</param>
public sealed record RealInputs(ValueList<Device> Catalogue, ValueList<Device> Captured, ValueList<RealLayout> Layouts)
{
    /// <summary>Nothing real.</summary>
    public static RealInputs None { get; } = new([], [], []);
}

/// <summary>Page frames a kernel really handed out.</summary>
/// <param name="Name">For reports.</param>
/// <param name="PageSize">Of the machine.</param>
/// <param name="Layout">Maximal runs in the buffer's order.</param>
public sealed record RealLayout(string Name, PageSize PageSize, Layout Layout);
