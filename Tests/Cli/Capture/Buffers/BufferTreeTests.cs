using DmabufVerify.Cli.Capture.Buffers;

namespace DmabufVerify.Tests.Cli.Capture.Buffers;

/// <summary>A tree as drivers/dma-buf/dma-buf-sysfs-stats.c makes it.</summary>
public sealed class BufferTreeTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void Buffers_come_by_inode_and_without_devices()
    {
        Buffer("tree/10", "8294400", "vc4");
        Buffer("tree/9", "4096", "system");

        ShownBuffers shown = BufferTree.Read(folder.In("tree")).Value!;

        Assert.False(shown.TellsDevices);
        Assert.Equal([new ShownBuffer(9, 4096, "system", null, [], null), new ShownBuffer(10, 8294400, "vc4", null, [], null)], shown.All);
    }

    [Fact]
    public void A_size_that_is_none_is_told_with_its_file()
    {
        Buffer("sizes/7", "0x1000", "vc4");

        Assert.Equal(
            $"{folder.In("sizes/7/size")} (line 1): \"0x1000\": expected a whole number of bytes", BufferTree.Read(folder.In("sizes")).Problem!.ToString());
    }

    [Fact]
    public void A_folder_that_is_no_inodes_is_told()
    {
        Buffer("other/block", "4096", "vc4");

        Assert.Equal(
            $"{folder.In("other")}: \"block\": expected folders named after the inodes of buffers", BufferTree.Read(folder.In("other")).Problem!.ToString());
    }

    [Fact]
    public void A_buffer_without_a_size_is_told()
    {
        Directory.CreateDirectory(folder.In("without/7"));

        Assert.StartsWith($"{folder.In("without")}: cannot be read: ", BufferTree.Read(folder.In("without")).Problem!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_folder_is_told() => Assert.Equal(
        $"{folder.In("nowhere")}: no such folder; a kernel shows it that has CONFIG_DMABUF_SYSFS_STATS",
        BufferTree.Read(folder.In("nowhere")).Problem!.ToString());

    private void Buffer(string path, string size, string exporter)
    {
        Directory.CreateDirectory(folder.In(path));
        File.WriteAllText(folder.In($"{path}/size"), size + "\n");
        File.WriteAllText(folder.In($"{path}/exporter_name"), exporter + "\n");
    }
}
