namespace DmabufVerify.Vocabulary;

/// <summary>Numbers of the kernel's bounce buffers (include/linux/swiotlb.h), and where the model has its pools.</summary>
public static class Swiotlb
{
    /// <summary>Bytes of a slot: 1 &lt;&lt; IO_TLB_SHIFT.</summary>
    public const ulong SlotBytes = 2048;

    /// <summary>Bytes of the longest run of slots: IO_TLB_SEGSIZE of them.</summary>
    public const ulong LongestRunBytes = 128 * SlotBytes;

    /// <summary>Physical address of a device's pool: above what legacy devices use, below what most reach.</summary>
    public const ulong PoolAddress = 16UL << 20;

    /// <summary>IO_TLB_DEFAULT_SIZE. Each mapping has a pool of its own: that mappings compete for it is not modelled.</summary>
    public const ulong PoolBytes = 64UL << 20;
}
