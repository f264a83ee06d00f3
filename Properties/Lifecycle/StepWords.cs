using System.Globalization;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Lifecycle;

/// <summary>Steps and what comes of them in a few words, for violations.</summary>
public static class StepWords
{
    /// <summary>Segments of a table that are listed before the rest is only counted.</summary>
    private const int ListedSegments = 4;

    /// <summary>An operation and its device.</summary>
    public static string Of(Operation operation) => operation switch
    {
        Operation.Export => "export",
        Operation.Attach o => $"attach {o.Device}",
        Operation.Detach o => $"detach {o.Device}",
        Operation.Map o => $"map {o.Device}",
        Operation.Unmap o => $"unmap {o.Device}",
        Operation.TestMap o => $"testMap {o.Device}",
        Operation.Pin o => $"pin {o.Device}",
        Operation.Unpin o => $"unpin {o.Device}",
        Operation.Move => "move",
        Operation.BeginCpuAccess o => o.Writes ? "beginCpuAccess for writing" : "beginCpuAccess",
        Operation.EndCpuAccess => "endCpuAccess",
        Operation.CpuUse o => o.Writes ? "cpuWrite" : "cpuRead",
        Operation.DeviceUse o => $"{(o.Writes ? "deviceWrite" : "deviceRead")} {o.Device}",
        Operation.GetConstraints => "getConstraints",
        Operation.RecalcConstraints => "recalcConstraints",
        Operation.ChangeLimits o => $"changeLimits {o.Device}",
        Operation.ExporterRefuses o => $"exporterRefuses {o.Device}",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    /// <summary>"EBUSY"; "ok" for none.</summary>
    public static string Of(Errno errno) => errno == Errno.Ok ? "ok" : errno.ToString().ToUpperInvariant();

    /// <summary>Any value that is compared.</summary>
    public static string Of(object? value) => value switch
    {
        null => "none",
        Errno errno => Of(errno),
        Constraints constraints => Of(constraints),
        Mapping mapping => Of(mapping),
        Layout layout => string.Join(" + ", layout.Runs.Select(r => Invariant($"0x{r.FirstPfn:x}:{r.Pages}"))),
        AttachmentView a => $"{a.Device}#{a.Id}" + Invariant($" maps {a.Maps} pins {a.Pins}") + (a.Mapping is null ? "" : $" {Of(a.Mapping)}"),
        CacheAction action => action.Attachment is { } id ? Invariant($"{action.Kind}#{id}") : action.Kind.ToString(),
        HookView hook => $"{hook.Hook} of {hook.Device}: stored {Of(hook.Stored)}, recomputed {Of(hook.Recomputed)}",
        ValueList<AttachmentView> list => List(list),
        ValueList<CacheAction> list => List(list),
        ValueList<HookView> list => List(list),
        ValueList<int> list => List(list),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Of(Mapping mapping)
    {
        ValueList<Segment> segments = mapping.Table.Segments;
        string listed = string.Join(" ", segments.Take(ListedSegments).Select(s => Invariant($"0x{s.AddressBytes:x}+0x{s.LengthBytes:x}")));
        string more = segments.Count > ListedSegments ? Invariant($" and {segments.Count - ListedSegments} more") : "";
        string where = mapping.Domain is { } domain ? $" in {domain}" : "";
        return $"{mapping.Kind}{where} [{listed}{more}]";
    }

    private static string Of(Constraints constraints)
    {
        IEnumerable<string> fields = LimitKinds.All.Where(kind => constraints.Limits[kind] != kind.Unlimited())
            .Select(kind => Invariant($"{kind.FieldName()} 0x{constraints.Limits[kind]:x}"));
        return Invariant($"{string.Join(", ", fields.DefaultIfEmpty("unlimited"))} of {constraints.Attachments} attached");
    }

    private static string List<T>(ValueList<T> list) => $"[{string.Join("; ", list.Select(item => Of(item)))}]";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
