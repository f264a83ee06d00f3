using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>
/// The device addresses that an IOMMU gives a whole buffer: one range, aligned to the power of two at or above its size
/// (alloc_iova with size_aligned), never at page 0 (drivers/iommu/iova.c).
/// </summary>
public static class IovaRange
{
    /// <summary>The buffer as the device sees it; <see langword="null"/> when such a range would end beyond 2^64.</summary>
    public static PagedBuffer? Of(PagedBuffer buffer)
    {
        ulong start = BitOperations.RoundUpToPowerOf2(buffer.UsedPages);
        var run = new PfnRun(start, buffer.UsedPages);
        bool exists = (UInt128)run.EndPfn << buffer.PageSize.Shift <= (UInt128)1 << 64;
        return exists ? buffer with { Layout = new Layout(buffer.Layout.OffsetBytes, [run]) } : null;
    }
}
