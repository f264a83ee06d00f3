using System.Globalization;
using System.Text.RegularExpressions;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>
/// Reads /sys/kernel/debug/dma_buf/bufinfo as 6.1 and 6.12 print it (dma_buf_debug_show, drivers/dma-buf/dma-buf.c; fences: dma_resv_describe,
/// drivers/dma-buf/dma-resv.c). The kernel's own counts are compared, so that a text that was cut or edited is told. A buffer's name is any text of its
/// user's; one with a line feed in it is not told from the kernel's lines, and the line behind it is refused.
/// </summary>
public static partial class BufInfoText
{
    /// <summary>Of a device in a scenario; what the kernel calls a device is far shorter.</summary>
    private const int LongestName = 200;

    private const string Attached = "\tAttached Devices:";

    private static readonly string[] Columns = ["size", "flags", "mode", "count", "exp_name", "ino", "name"];

    /// <summary>All buffers, or the first line that is not as the kernel prints it.</summary>
    public static ReadResult<ShownBuffers> Read(string text)
    {
        var lines = new LineCursor(text);
        lines.SkipEmpty();
        if (lines.Line != "Dma-buf Objects:")
        {
            return lines.Expected("\"Dma-buf Objects:\", as /sys/kernel/debug/dma_buf/bufinfo begins");
        }

        lines.Next();
        if (!lines.Line.Split('\t').Select(word => word.TrimEnd(' ')).SequenceEqual(Columns))
        {
            return lines.Expected($"the columns {string.Join(", ", Columns)}, as Linux 6.1 and 6.12 print them");
        }

        lines.Next();
        var buffers = new List<ShownBuffer>();
        var places = new Dictionary<ulong, long>();
        for (lines.SkipEmpty(); !lines.Line.StartsWith("Total ", StringComparison.Ordinal); lines.SkipEmpty())
        {
            ReadResult<ShownBuffer> buffer = Buffer(lines);
            if (!buffer.IsOk)
            {
                return buffer.Problem;
            }

            if (!places.TryAdd(buffer.Value.Inode, buffer.Value.Line!.Value))
            {
                return new InputProblem(
                    "bufinfo", $"ino {buffer.Value.Inode}", $"is on line {places[buffer.Value.Inode]} too; expected every buffer once", buffer.Value.Line);
            }

            buffers.Add(buffer.Value);
        }

        return Ended(lines, buffers) is { } problem ? problem : new ShownBuffers([.. buffers], TellsDevices: true);
    }

    private static InputProblem? Ended(LineCursor lines, List<ShownBuffer> buffers)
    {
        // The kernel adds up in a size_t.
        ulong bytes = buffers.Aggregate(0UL, (sum, buffer) => unchecked(sum + buffer.SizeBytes));
        if (lines.Line != $"Total {buffers.Count} objects, {bytes} bytes")
        {
            return lines.Expected($"\"Total {buffers.Count} objects, {bytes} bytes\", which is what stands above");
        }

        lines.Next();
        return lines.IsDone ? null : lines.Expected("nothing behind the total");
    }

    private static ReadResult<ShownBuffer> Buffer(LineCursor lines)
    {
        long line = lines.Number;
        if (Row().Match(lines.Line) is not { Success: true } row)
        {
            return lines.Expected("a buffer: size, flags, mode, count, exp_name, ino and name, a tab between, or the total");
        }

        if (!ulong.TryParse(row.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong size))
        {
            return lines.Wrong(row.Groups["size"].Value, "expected a size of at most 2^64 - 1 bytes");
        }

        if (!ulong.TryParse(row.Groups["ino"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong inode))
        {
            return lines.Wrong(row.Groups["ino"].Value, "expected an inode of at most 2^64 - 1");
        }

        lines.Next();
        while (Fence().IsMatch(lines.Line))
        {
            lines.Next();
        }

        if (lines.Line != Attached)
        {
            return lines.Expected("a fence of the buffer above, or \"Attached Devices:\" behind a tab");
        }

        lines.Next();
        var devices = new List<string>();
        for (; lines.Line.StartsWith('\t'); lines.Next())
        {
            string device = lines.Line[1..];
            if (device.Length is 0 or > LongestName || device.Any(char.IsControl))
            {
                return lines.Wrong(device, $"expected a device's name: text of 1 to {LongestName} characters without control characters");
            }

            devices.Add(device);
        }

        if (lines.Line != $"Total {devices.Count} devices attached")
        {
            return lines.Expected($"a device behind a tab, or \"Total {devices.Count} devices attached\"");
        }

        lines.Next();
        string name = row.Groups["name"].Value;
        return new ShownBuffer(inode, size, row.Groups["exporter"].Value, name == "<none>" ? null : name, [.. devices], line);
    }

    /// <summary>The name is last, and may have tabs of its own.</summary>
    [GeneratedRegex(
        @"^(?<size>[0-9]{8,})\t[0-9a-f]{8}\t[0-9a-f]{8}\t[0-9]{8,}\t(?<exporter>[^\t]+)\t(?<ino>[0-9]{8,})\t(?<name>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\t(kernel|write|read|bookkeep) fence:.* seq [0-9]+ (un)?signalled$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
