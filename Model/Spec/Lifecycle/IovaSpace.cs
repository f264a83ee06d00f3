using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Device addresses of an IOMMU domain, as drivers/iommu/iova.c gives them out: from the top, aligned to their size.</summary>
internal static class IovaSpace
{
    /// <summary>Below this many granules sizes are rounded up to a power of two, for the allocator's caches.</summary>
    private const ulong SmallestUnroundedGranules = 32;

    /// <summary>Widest address that page tables translate.</summary>
    private const ulong LastAddress = (1UL << 48) - 1;

    /// <summary>The highest free range of at least so many bytes; <see langword="null"/> when none is left within reach.</summary>
    public static IovaSpan? Allocate(BufferState state, Iommu iommu, ResolvedLimits limits, ulong bytes)
    {
        ulong granules = bytes / iommu.GranuleBytes;
        ulong powerOfTwo = BitOperations.RoundUpToPowerOf2(granules);
        ulong length = (granules < SmallestUnroundedGranules ? powerOfTwo : granules) * iommu.GranuleBytes;
        ulong alignment = powerOfTwo * iommu.GranuleBytes;
        ulong end = Math.Min(limits.AddressMask, LastAddress) + 1;
        IovaSpan[] taken = [.. state.Attachments.Where(a => a.Device.Iommu?.Domain == iommu.Domain).Select(a => a.Iova).OfType<IovaSpan>()];
        while (end >= length)
        {
            var span = new IovaSpan((end - length) / alignment * alignment, length);
            if (span.StartBytes == 0)
            {
                return null;
            }

            if (!taken.Any(span.Overlaps))
            {
                return span;
            }

            end = taken.Where(span.Overlaps).Min(other => other.StartBytes);
        }

        return null;
    }
}
