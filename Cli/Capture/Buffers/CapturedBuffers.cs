using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Capture.Buffers;

/// <summary>Questions about the buffers of a running system: may those who share each share it?</summary>
/// <param name="Scenarios">One for each buffer, in the order shown.</param>
/// <param name="Notes">What they stand for and what they leave unset, one line each.</param>
public sealed record CapturedBuffers(ValueList<Scenario> Scenarios, ValueList<string> Notes)
{
    /// <summary>
    /// The buffers that somebody is attached to; all of them, without devices, where the look does not show who is. A problem where there is none, or one
    /// has a size that no scenario has.
    /// </summary>
    /// <param name="shown">What the kernel showed.</param>
    /// <param name="only">The inode of the one buffer to take, attached to or not; <see langword="null"/>: all.</param>
    public static ReadResult<CapturedBuffers> Of(ShownBuffers shown, ulong? only)
    {
        ShownBuffer[] taken = [.. shown.All.Where(buffer => only is { } inode ? buffer.Inode == inode : buffer.Devices.Count > 0 || !shown.TellsDevices)];
        if (taken.Length == 0)
        {
            return Nothing(shown, only);
        }

        if (Array.Find(taken, buffer => buffer.SizeBytes is 0 or > Scenario.MaxBufferSizeBytes) is { } wrong)
        {
            return new InputProblem($"buffer {wrong.Inode}", $"size {wrong.SizeBytes}", "expected 1 to 2^63 bytes", wrong.Line);
        }

        var notes = new List<string>(taken.Select((buffer, i) => $"scenario {i + 1} is {Words(buffer)}"));
        if (only is null && taken.Length < shown.All.Count)
        {
            notes.Add($"{shown.All.Count - taken.Length} of {shown.All.Count} buffers have nobody attached and are left out");
        }

        Scenario[] scenarios = [.. taken.Select(buffer => new Scenario
        {
            BufferSizeBytes = buffer.SizeBytes,
            Devices = [.. buffer.Devices.Distinct().Select(AttachedDevice.Of)],
        })];
        return new CapturedBuffers([.. scenarios], [.. notes, .. OfDevices([.. scenarios.SelectMany(s => s.Devices)], shown.TellsDevices)]);
    }

    private static InputProblem Nothing(ShownBuffers shown, ulong? only)
    {
        string known = string.Join(", ", shown.All.Select(buffer => buffer.Inode));
        return only is { } inode
            ? new InputProblem($"buffer {inode}", "", known.Length == 0 ? "no buffer is shown" : $"no such buffer; there are {known}", null)
            : new InputProblem("$", "", known.Length == 0 ? "no buffer is shown" : $"nobody is attached to any buffer ({known})", null);
    }

    private static string Words(ShownBuffer buffer)
    {
        string name = buffer.Name is { } given ? $", \"{Printable.Text(given)}\"" : "";
        string[] twice = [.. buffer.Devices.CountBy(device => device).Where(d => d.Value > 1).Select(d => $"{Printable.Text(d.Key)} attached {d.Value} times, named once")];
        return string.Join("; ", [$"buffer {buffer.Inode} of {Printable.Text(buffer.Exporter)}{name}", .. twice]);
    }

    private static IEnumerable<string> OfDevices(Device[] devices, bool tellsDevices)
    {
        foreach (IGrouping<string, string> known in devices.Where(d => d.CatalogueEntry is not null).GroupBy(d => d.CatalogueEntry!, d => d.Name))
        {
            yield return $"{Names(known)}: the limits of catalogue:{known.Key}, by name alone";
        }

        string[] unknown = [.. devices.Where(device => device.CatalogueEntry is null).Select(device => device.Name)];
        if (unknown.Length > 0)
        {
            yield return $"{Names(unknown)}: no limits are known, all are unset; \"use\": \"catalogue:NAME\" gives a driver's";
        }

        yield return tellsDevices
            ? "where the storage is, IOMMUs and the kind of access are not shown and unset; pages count as 4 KiB"
            : "who is attached, where the storage is, IOMMUs and the kind of access are not shown and unset; pages count as 4 KiB";
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Distinct().Select(name => Printable.Text(name)));
}
