using System.Collections.Immutable;
using DmabufVerify.Optimised.Lifecycle;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Device addresses of an IOMMU domain, handed out or taken back wrongly (drivers/iommu/iova.c).</summary>
internal static class IovaFaults
{
    /// <summary>Each with its own domain.</summary>
    public static ImmutableArray<SeededFault> All { get; } =
    [
        Of<Unaligned>(
            "iova-not-size-aligned",
            "puts ranges next to each other, not at multiples of their size, on which joining and boundaries rely",
            "alloc_iova of drivers/iommu/iova.c: size_aligned"),
        Of<Overlapping>(
            "iova-given-twice",
            "does not note that a range is taken, so that two mappings of a domain get the same addresses",
            "__alloc_and_insert_iova_range of drivers/iommu/iova.c"),
        Of<NeverFreed>(
            "iova-not-freed",
            "never takes device addresses back",
            "iommu_dma_unmap_sg of drivers/iommu/dma-iommu.c; free_iova_fast of drivers/iommu/iova.c"),
        Of<BeyondMask>(
            "iova-beyond-mask",
            "hands out addresses from the top of the aperture, whatever the device reaches",
            "iommu_dma_alloc_iova of drivers/iommu/dma-iommu.c: dma_limit"),
    ];

    private static SeededFault Of<T>(string name, string description, string source)
        where T : IovaSpace, new() =>
        EngineFault.Of(name, description, source, EngineParts.Default with { Domain = () => new T() });

    /// <summary>Walks the ranges from the top down, as Linux does.</summary>
    private sealed class Unaligned : IovaSpace
    {
        /// <summary>Any start is a multiple of the smallest page, at least.</summary>
        private const ulong SmallestPage = 4096;

        private readonly SortedDictionary<ulong, ulong> _bytesByStart = [];

        public override ulong? Find(ulong bytes, ulong addressMask)
        {
            ulong end = (Math.Min(addressMask, LastByte) + 1) & ~(SmallestPage - 1);
            foreach ((ulong start, ulong taken) in _bytesByStart.Reverse())
            {
                if (start + taken + bytes <= end)
                {
                    break;
                }

                end = Math.Min(end, start);
            }

            return end > bytes ? end - bytes : null;
        }

        public override void Take(ulong start, ulong bytes) => _bytesByStart.Add(start, bytes);

        public override void Release(ulong start, ulong bytes) => _bytesByStart.Remove(start);
    }

    private sealed class Overlapping : IovaSpace
    {
        public override void Take(ulong start, ulong bytes)
        {
        }

        public override void Release(ulong start, ulong bytes)
        {
        }
    }

    private sealed class NeverFreed : IovaSpace
    {
        public override void Release(ulong start, ulong bytes)
        {
        }
    }

    private sealed class BeyondMask : IovaSpace
    {
        public override ulong? Find(ulong bytes, ulong addressMask) => base.Find(bytes, ulong.MaxValue);
    }
}
