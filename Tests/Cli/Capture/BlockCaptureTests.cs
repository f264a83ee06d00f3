using DmabufVerify.Cli.Capture;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Capture;

public sealed class BlockCaptureTests : IDisposable
{
    private readonly string _sysfs = Directory.CreateTempSubdirectory("sysfs").FullName;

    public void Dispose() => Directory.Delete(_sysfs, recursive: true);

    [Fact]
    public void Limits_come_from_the_queue_and_the_reach_from_the_pci_function_above()
    {
        const string function = "devices/pci0000:00/0000:00:04.0";
        Write($"{function}/dma_mask_bits", "43");
        Write("devices/pci0000:00/dma_mask_bits", "32");
        Write($"{function}/nvme/nvme0/nvme0n1/queue/max_segments", "127");
        Write($"{function}/nvme/nvme0/nvme0n1/queue/max_segment_size", "4294967295");
        Write($"{function}/nvme/nvme0/nvme0n1/queue/virt_boundary_mask", "4095");
        Write($"{function}/nvme/nvme0/nvme0n1/queue/dma_alignment", "3");
        Directory.CreateDirectory(Path.Combine(_sysfs, "block"));
        Directory.CreateSymbolicLink(Path.Combine(_sysfs, "block/nvme0n1"), $"../{function}/nvme/nvme0/nvme0n1");

        var expected = new Limits
        {
            MaxSegmentCount = 127,
            MaxSegmentSizeBytes = 0xffffffff,
            VirtBoundaryMask = 4095,
            AddressMask = (1UL << 43) - 1,
        };
        Assert.Equal(new Device("nvme0n1", expected), new BlockCapture(_sysfs).Read("nvme0n1").Value);
    }

    [Fact]
    public void What_a_kernel_does_not_show_stays_unset()
    {
        Write("block/sda/queue/max_segments", "168");

        Assert.Equal(new Device("sda", new Limits { MaxSegmentCount = 168 }), new BlockCapture(_sysfs).Read("sda").Value);
    }

    [Fact]
    public void A_mask_outside_sysfs_is_not_looked_at()
    {
        Write("dma_mask_bits", "24");
        Write("sys/block/sda/queue/max_segments", "168");

        Assert.Null(new BlockCapture(Path.Combine(_sysfs, "sys")).Read("sda").Value!.Limits.AddressMask);
    }

    [Fact]
    public void An_unknown_name_is_told_with_the_known_ones()
    {
        Write("block/vdb/queue/max_segments", "1");
        Write("block/vda/queue/max_segments", "1");

        Assert.Equal(["vda", "vdb"], new BlockCapture(_sysfs).Names());
        Assert.Contains("there are vda, vdb", new BlockCapture(_sysfs).Read("../block/vda").Problem!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_without_block_devices_is_told() => Assert.Contains(
        "this system shows none",
        new BlockCapture(_sysfs).Read("sda").Problem!.ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void A_file_without_a_number_is_told()
    {
        Write("block/sda/queue/max_segment_size", "many");

        Assert.Equal("max_segment_size: \"many\": expected a whole number", new BlockCapture(_sysfs).Read("sda").Problem!.ToString());
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(_sysfs, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
    }
}
