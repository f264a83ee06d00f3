using System.Globalization;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture;

/// <summary>
/// Limits of this machine's block devices as sysfs shows them (Documentation/ABI/stable/sysfs-block, block/blk-sysfs.c):
/// <list type="bullet">
/// <item>max_segments and max_segment_size are the count and the size. sysfs does not tell a driver's choice from the block layer's
/// default (128 and 64 KiB), so both count as declared.</item>
/// <item>virt_boundary_mask is the gap rule; 0 declares that there is none.</item>
/// <item>The reach is dma_mask_bits of the nearest PCI function above the device (drivers/pci/pci-sysfs.c); other buses do not show
/// it, and it stays unset.</item>
/// <item>The segment boundary is not in sysfs and stays unset. So does the align mask: dma_alignment is about where user memory may
/// start, not about address bits to keep.</item>
/// </list>
/// </summary>
/// <param name="sysfs">Where sysfs is mounted.</param>
public sealed class BlockCapture(string sysfs = "/sys")
{
    private readonly string _block = Path.Combine(sysfs, "block");

    /// <summary>Names of the block devices; none where sysfs is not mounted.</summary>
    public ValueList<string> Names() => Directory.Exists(_block)
        ? new([.. Directory.GetFileSystemEntries(_block).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)])
        : [];

    /// <summary>The device of this name, mapped directly; a problem when there is none or a file does not hold a number.</summary>
    public ReadResult<Device> Read(string name)
    {
        ValueList<string> names = Names();
        if (!names.Contains(name))
        {
            string known = names.Count == 0 ? "this system shows none" : $"there are {string.Join(", ", names)}";
            return new InputProblem("block device", name, $"no such block device; {known}", null);
        }

        string folder = Path.Combine(_block, name);
        string queue = Path.Combine(folder, "queue");
        InputProblem? problem = null;
        var limits = new Limits
        {
            MaxSegmentCount = Number(Path.Combine(queue, "max_segments"), ref problem),
            MaxSegmentSizeBytes = Number(Path.Combine(queue, "max_segment_size"), ref problem),
            VirtBoundaryMask = Number(Path.Combine(queue, "virt_boundary_mask"), ref problem),
            AddressMask = Reach(folder, ref problem),
        };
        return problem is null ? new Device(name, limits) : problem;
    }

    /// <summary>The mask of the nearest folder above the device that has one; /sys/block has links into the tree of devices.</summary>
    private ulong? Reach(string folder, ref InputProblem? problem)
    {
        DirectoryInfo? at = new(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder);
        string top = Path.GetFullPath(sysfs);
        while (at is not null && at.FullName.StartsWith(top, StringComparison.Ordinal))
        {
            if (Number(Path.Combine(at.FullName, "dma_mask_bits"), ref problem) is { } bits and > 0 and <= 64)
            {
                return ulong.MaxValue >> (64 - (int)bits);
            }

            at = at.Parent;
        }

        return null;
    }

    /// <summary>A file's number; <see langword="null"/> where this kernel does not have the file.</summary>
    private static ulong? Number(string path, ref InputProblem? problem)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        string text;
        try
        {
            text = File.ReadAllText(path).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem ??= new InputProblem(Path.GetFileName(path), "", error.Message, null);
            return null;
        }

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
        {
            return value;
        }

        problem ??= new InputProblem(Path.GetFileName(path), $"\"{text}\"", "expected a whole number", null);
        return null;
    }
}
