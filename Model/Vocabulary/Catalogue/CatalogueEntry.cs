namespace DmabufVerify.Vocabulary.Catalogue;

/// <summary>What one Linux driver, or a variant of it, says about DMA (data/README.md).</summary>
public sealed record CatalogueEntry
{
    /// <summary>Unique in the catalogue; what a scenario's <c>"use": "catalogue:NAME"</c> names.</summary>
    public required string Name { get; init; }

    /// <summary>Path in the kernel tree.</summary>
    public required string DriverFile { get; init; }

    /// <summary>Such as v4l2, drm-gpu, scsi.</summary>
    public required string Subsystem { get; init; }

    /// <summary>pci, platform, amba or other.</summary>
    public required string Bus { get; init; }

    /// <summary>What the driver, or the bus or host code on its behalf, declares; unset where only a getter's default speaks.</summary>
    public required Limits Limits { get; init; }

    /// <summary>
    /// Limits that have a value in the running kernel only because a getter supplies one (include/linux/dma-mapping.h): unset in
    /// <see cref="Limits"/>, so that the defaults policy decides.
    /// </summary>
    public required ValueList<LimitKind> Defaulted { get; init; }

    /// <summary>Import code demands one contiguous DMA range; <see langword="null"/>: not established.</summary>
    public required bool? NeedsContiguous { get; init; }

    /// <summary>
    /// The driver has MMU code of its own, or the cited device tree puts an IOMMU in front; <see langword="null"/>: not established.
    /// </summary>
    public required bool? HasIommuOrMmu { get; init; }

    /// <summary>What the values alone do not say; may be empty.</summary>
    public required string Note { get; init; }

    /// <summary>Where each fact comes from.</summary>
    public required ValueList<CatalogueSource> Sources { get; init; }

    /// <summary>
    /// A device with the entry's limits, mapped directly. <see cref="HasIommuOrMmu"/> does not put an IOMMU in front: an MMU inside the
    /// device does not change what the DMA API hands to the driver, and whether a system IOMMU is there, and with whom it
    /// shares a domain, is a property of the system that the scenario describes.
    /// </summary>
    public Device ToDevice(string name) => new(name, Limits) { CatalogueEntry = Name };
}

/// <summary>Where one fact of an entry comes from.</summary>
/// <param name="Field">The field's name in data/devices.json.</param>
/// <param name="Origin">driver, pci-default, platform-default, dt, runtime and so on; empty where the data names none.</param>
/// <param name="Places">Files and lines of the kernel.</param>
public sealed record CatalogueSource(string Field, string Origin, ValueList<string> Places);
