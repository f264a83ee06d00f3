using DmabufVerify.Cli.Explaining;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Tests.Cli.Explaining;

public sealed class KernelCallsTests
{
    [Theory]
    [InlineData("mgb4", LimitKind.MaxSegmentSize, 131072UL, "`dma_set_max_seg_size(dev, 131072)`")]
    [InlineData("mgb4", LimitKind.MaxSegmentSize, ulong.MaxValue, "`dma_set_max_seg_size(dev, UINT_MAX)`")]
    [InlineData("mgb4", LimitKind.SegmentBoundaryMask, 0x1ffffffffUL, "`dma_set_seg_boundary(dev, 0x1ffffffff)`")]
    [InlineData("mgb4", LimitKind.SegmentBoundaryMask, ulong.MaxValue, "`dma_set_seg_boundary(dev, ULONG_MAX)`")]
    [InlineData("mgb4", LimitKind.AddressMask, 0x100000fffUL, "`dma_set_mask(dev, DMA_BIT_MASK(33))`")]
    [InlineData("mgb4", LimitKind.AddressMask, ulong.MaxValue, "`dma_set_mask(dev, DMA_BIT_MASK(64))`")]
    [InlineData("mgb4", LimitKind.MinAlignMask, 0UL, "`dma_set_min_align_mask(dev, 0x0)`")]
    [InlineData("mgb4", LimitKind.MaxSegmentCount, 2UL, "no call of the DMA API")]
    [InlineData("nvme-pci", LimitKind.MaxSegmentCount, 129UL, "`lim.max_segments = 129`")]
    [InlineData("nvme-pci", LimitKind.VirtBoundaryMask, 0UL, "`lim.virt_boundary_mask = 0x0`")]
    [InlineData("nvme-pci", LimitKind.AddressMask, 0xffffUL, "`dma_set_mask(dev, DMA_BIT_MASK(16))`")]
    [InlineData("ufshcd", LimitKind.MaxSegmentCount, 200UL, "`shost->sg_tablesize = 200`")]
    [InlineData("ufshcd", LimitKind.SegmentBoundaryMask, ulong.MaxValue, "`shost->dma_boundary = ULONG_MAX`")]
    public void Each_limit_is_set_where_its_driver_would(string entry, LimitKind kind, ulong value, string expected) =>
        Assert.StartsWith(expected, KernelCalls.That(kind, value, DeviceCatalogue.Shipped.Find(entry).Value!.ToDevice(entry)), StringComparison.Ordinal);

    [Fact]
    public void Mmc_hosts_have_fields_of_their_own()
    {
        Device host = DeviceCatalogue.Shipped.Entries.First(e => e.Subsystem == "mmc").ToDevice("mmc");

        Assert.Equal("`mmc->max_segs = 64`", KernelCalls.That(LimitKind.MaxSegmentCount, 64, host));
        Assert.Equal("`mmc->max_seg_size = 65536`", KernelCalls.That(LimitKind.MaxSegmentSize, 65536, host));
    }

    [Fact]
    public void What_is_not_in_the_catalogue_is_set_by_the_DMA_API() =>
        Assert.Equal("`dma_set_max_seg_size(dev, 4096)`", KernelCalls.That(LimitKind.MaxSegmentSize, 4096, new Device("d", Limits.Unset)));
}
