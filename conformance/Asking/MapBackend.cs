namespace DmabufVerify.Conformance.Asking;

/// <summary>What maps for a device of the virtual machine.</summary>
public enum MapBackend
{
    /// <summary>kernel/dma/direct.c: physical addresses; what is out of reach fails.</summary>
    Direct,

    /// <summary>The same with swiotlb=force: everything is copied (kernel/dma/swiotlb.c).</summary>
    Bounce,

    /// <summary>drivers/iommu/dma-iommu.c over an IOMMU that is a table in memory (kernel/iommu.c).</summary>
    Iommu,
}

/// <summary>How a backend is asked for.</summary>
public static class MapBackends
{
    /// <summary>All.</summary>
    public static IReadOnlyList<MapBackend> All { get; } = Enum.GetValues<MapBackend>();

    /// <summary>What the kernel's command line says for it.</summary>
    public static string CommandLine(this MapBackend backend) => backend == MapBackend.Bounce ? "swiotlb=force" : "";
}
