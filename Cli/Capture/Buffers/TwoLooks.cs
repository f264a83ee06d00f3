using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>bufinfo and the tree in sysfs, looked at one after the other.</summary>
public static class TwoLooks
{
    /// <summary>
    /// The text's buffers that the tree has too; a problem where the two say different things of one buffer. A buffer that one look alone shows
    /// came or went between them.
    /// </summary>
    /// <param name="text">bufinfo.</param>
    /// <param name="tree">sysfs.</param>
    /// <param name="notes">Which buffers are left out; empty where none are.</param>
    public static ReadResult<ShownBuffers> Both(ShownBuffers text, ShownBuffers tree, out ValueList<string> notes)
    {
        notes = [];
        Dictionary<ulong, ShownBuffer> other = tree.All.ToDictionary(buffer => buffer.Inode);
        foreach (ShownBuffer buffer in text.All)
        {
            if (other.TryGetValue(buffer.Inode, out ShownBuffer? same) && (same.SizeBytes, same.Exporter) != (buffer.SizeBytes, buffer.Exporter))
            {
                return new InputProblem(
                    $"buffer {buffer.Inode}",
                    $"{buffer.SizeBytes} bytes of {Printable.Text(buffer.Exporter)}",
                    $"sysfs shows {same.SizeBytes} bytes of {Printable.Text(same.Exporter)}; expected two looks at one system",
                    buffer.Line);
            }
        }

        ulong[] once = [.. text.All.Select(b => b.Inode).Except(other.Keys), .. other.Keys.Except(text.All.Select(b => b.Inode))];
        if (once.Length > 0)
        {
            notes = [$"in one of the two looks only, and left out: {string.Join(", ", once.Select(inode => $"buffer {inode}"))}"];
        }

        return text with { All = [.. text.All.Where(buffer => other.ContainsKey(buffer.Inode))] };
    }
}
