namespace DmabufVerify.Vocabulary;

/// <summary>A participant in sharing.</summary>
/// <param name="Name">Unique in its scenario.</param>
/// <param name="Limits">What it declares.</param>
public sealed record Device(string Name, Limits Limits)
{
    /// <summary>
    /// DMA address = physical address - offset (the kernel's translate_phys_to_dma, include/linux/dma-direct.h). A multiple of
    /// the page size; negative where the bus sees memory above its physical address. Without meaning behind an IOMMU.
    /// </summary>
    public long BusOffsetBytes { get; init; }

    /// <summary>The IOMMU in front of the device, or <see langword="null"/> for a direct mapping.</summary>
    public Iommu? Iommu { get; init; }

    /// <summary>Whether its accesses snoop the CPU's caches.</summary>
    public DeviceAccess Access { get; init; }

    /// <summary>What its driver does with mappings.</summary>
    public ImporterHabit Importer { get; init; }

    /// <summary>Whether data may be copied to where the device reaches it; else it is zero-copy or nothing (thread D12.6).</summary>
    public bool MayBounce { get; init; }

    /// <summary>Whether its driver needs struct page behind the storage, not only DMA addresses (thread D36.3).</summary>
    public bool NeedsPages { get; init; }

    /// <summary>
    /// The only heaps whose memory it can use, each once, as extents name them; none: any heap. A secure heap or a carve-out is not open to every
    /// device (drivers/dma-buf/heaps). Of account only where storage is to be found in given memory.
    /// </summary>
    public ValueList<string> Heaps { get; init; }

    /// <summary>The catalogue entry that the device was made from, or <see langword="null"/>; for reports only.</summary>
    public string? CatalogueEntry { get; init; }

    /// <summary>Whether it can use memory of this heap.</summary>
    public bool CanUse(string heap) => Heaps.Count == 0 || Heaps.Contains(heap);
}

/// <summary>An IOMMU in front of a device.</summary>
/// <param name="Domain">Address space; devices of one domain share device addresses, others never do.</param>
/// <param name="GranuleBytes">Smallest IOMMU page: a power of two, at most a page (drivers/iommu/iova.c stops the kernel otherwise).</param>
public sealed record Iommu(string Domain, ulong GranuleBytes);
