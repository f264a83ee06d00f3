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

    /// <summary>The same over VT-d as qemu has it (drivers/iommu/intel), for a PCI device that really reads and writes: qemu's edu.</summary>
    Vtd,
}

/// <summary>How a backend is asked for.</summary>
public static class MapBackends
{
    /// <summary>All.</summary>
    public static IReadOnlyList<MapBackend> All { get; } = Enum.GetValues<MapBackend>();

    /// <summary>What the kernel's command line says for it.</summary>
    public static string CommandLine(this MapBackend backend) => backend switch
    {
        MapBackend.Bounce => "swiotlb=force",
        MapBackend.Vtd => "intel_iommu=on",
        _ => "",
    };

    /// <summary>How long a list of questions may take: a transfer takes some tenths of a millisecond, and a question needs a hundred.</summary>
    public static TimeSpan Deadline(this MapBackend backend) => TimeSpan.FromSeconds(backend == MapBackend.Vtd ? 600 : 60);

    /// <summary>
    /// What the machine has for it. The device's engine starts 100 ms after it was told to, by the clock of the virtual processor (hw/misc/edu.c in qemu's
    /// tree): that clock counts instructions here, and leaps to the next event when the processor has nothing to do.
    /// </summary>
    public static IReadOnlyList<string> Hardware(this MapBackend backend) => backend == MapBackend.Vtd
        ? ["-device", "intel-iommu", "-device", "edu,dma_mask=0xffffffffffffffff", "-icount", "shift=3,sleep=off"]
        : [];
}
