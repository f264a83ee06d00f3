using System.Globalization;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>
/// Reads /sys/kernel/dmabuf/buffers: for each buffer a folder named after its inode, with exporter_name and size (Documentation/ABI/testing/sysfs-kernel-dmabuf-buffers,
/// drivers/dma-buf/dma-buf-sysfs-stats.c, alike in 6.1 and 6.12). It does not show who is attached, and is there only with CONFIG_DMABUF_SYSFS_STATS.
/// </summary>
public static class BufferTree
{
    /// <summary>All buffers in the order of their inodes. One that goes while it is looked at is left out.</summary>
    /// <param name="folder">As /sys/kernel/dmabuf/buffers.</param>
    public static ReadResult<ShownBuffers> Read(string folder)
    {
        var buffers = new List<ShownBuffer>();
        try
        {
            foreach (string path in Directory.GetDirectories(folder))
            {
                string name = Path.GetFileName(path);
                if (!ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out ulong inode))
                {
                    return new InputProblem(folder, $"\"{Printable.Text(name)}\"", "expected folders named after the inodes of buffers", null);
                }

                ReadResult<ShownBuffer>? buffer = Buffer(path, inode);
                if (buffer is { IsOk: false })
                {
                    return buffer.Problem;
                }

                if (buffer is { IsOk: true })
                {
                    buffers.Add(buffer.Value);
                }
            }
        }
        catch (DirectoryNotFoundException) when (!Directory.Exists(folder))
        {
            return new InputProblem(folder, "", "no such folder; a kernel shows it that has CONFIG_DMABUF_SYSFS_STATS", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new InputProblem(folder, "", $"cannot be read: {e.Message.ReplaceLineEndings(" ")}", null);
        }

        return new ShownBuffers([.. buffers.OrderBy(buffer => buffer.Inode)], TellsDevices: false);
    }

    /// <summary><see langword="null"/> for a buffer that is gone.</summary>
    private static ReadResult<ShownBuffer>? Buffer(string folder, ulong inode)
    {
        string path = Path.Combine(folder, "size");
        try
        {
            string text = File.ReadAllText(path).TrimEnd('\n');
            string exporter = File.ReadAllText(Path.Combine(folder, "exporter_name")).TrimEnd('\n');
            return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong size)
                ? new ShownBuffer(inode, size, exporter, Name: null, [], Line: null)
                : new InputProblem(path, $"\"{Printable.Text(text)}\"", "expected a whole number of bytes", 1);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && !Directory.Exists(folder))
        {
            return null;
        }
    }
}
