using System.Text.Json;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>Operations, results and reasons in words.</summary>
internal static class LifeWords
{
    /// <summary>The value's name as machine output writes it: liveMapping.</summary>
    public static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>ok, or EINVAL and its like.</summary>
    public static string Of(Errno errno) => errno == Errno.Ok ? "ok" : errno.ToString().ToUpperInvariant();

    /// <summary>map camera fromDevice (thread 1).</summary>
    public static string Of(Step step)
    {
        string device = step.Operation.DeviceName() is { } name ? $" {name}" : "";
        string thread = step.Thread == 0 ? "" : $" (thread {step.Thread})";
        return $"{step.Operation.Name()}{device}{Details(step.Operation)}{thread}";
    }

    /// <summary>Why an operation was refused, as one clause.</summary>
    public static string Of(Grounds grounds)
    {
        string who = grounds.Device ?? "a device";
        return grounds.Kind switch
        {
            GroundsKind.NotExported => "nothing is exported",
            GroundsKind.AlreadyExported => "it is exported already",
            GroundsKind.NotAttached => $"{who} is not attached",
            GroundsKind.InvalidLimit => $"{who} declares a limit that no device can mean",
            GroundsKind.NeedsPages => $"{who} needs struct page, the storage has none",
            GroundsKind.Conflict => "these limits cannot be met together",
            GroundsKind.ExporterRefuses => $"the exporter refuses {who}",
            GroundsKind.NotMovable => "the exporter cannot move its storage",
            GroundsKind.NothingToMove => "there is no storage to move",
            GroundsKind.Pinned => $"{who} pins the storage",
            GroundsKind.LiveMapping => $"{who} has a live mapping",
            GroundsKind.CpuAccessOpen => "a CPU access is open",
            GroundsKind.NoCpuAccess => "no CPU access is open that allows it",
            GroundsKind.NoStorage => "the exporter has no storage that would do",
            GroundsKind.NotMapped => $"{who} is not mapped",
            GroundsKind.NotPinned => $"{who} is not pinned",
            GroundsKind.Direction => $"against the direction of the mapping of {who}",
            GroundsKind.NoCpuView => "the CPU cannot access storage without struct page",
            GroundsKind.BouncePool => $"a segment of {who} finds no place in the bounce pool",
            GroundsKind.NoDeviceAddresses => $"no range of device addresses is free for {who}",
            _ => throw new ArgumentOutOfRangeException(nameof(grounds)),
        };
    }

    /// <summary>iommu video, 3 segments, 64 KiB.</summary>
    public static string Of(Mapping mapping)
    {
        string domain = mapping.Domain is { } name ? $" {name}" : "";
        int count = mapping.Table.Segments.Count;
        return $"{Camel(mapping.Kind)}{domain}, {count} segment{(count == 1 ? "" : "s")}, {Words.Bytes(mapping.Table.TotalBytes)}";
    }

    /// <summary>2 attachments, and behind it each limit that asks for something.</summary>
    public static IEnumerable<string> Lines(Constraints constraints) => LimitKinds.All
        .Where(kind => constraints.Limits[kind] != kind.Unlimited())
        .Select(kind => $"{kind.FieldName()} {Words.Value(kind, constraints.Limits[kind])}")
        .Prepend($"{constraints.Attachments} attachment{(constraints.Attachments == 1 ? "" : "s")}");

    /// <summary>copy in 2: into the bounce buffer of attachment 2.</summary>
    public static string Of(CacheAction action)
    {
        string kind = action.Kind switch
        {
            CacheActionKind.Clean => "clean",
            CacheActionKind.Invalidate => "invalidate",
            CacheActionKind.CopyIn => "copy in",
            CacheActionKind.CopyOut => "copy out",
            CacheActionKind.CopyStorage => "copy storage",
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };
        return action.Attachment is { } id ? $"{kind} {id}" : kind;
    }

    /// <summary>What is said beside a step.</summary>
    public static string Of(RowVerdict verdict) => verdict switch
    {
        RowVerdict.Same => "same",
        RowVerdict.MayDiffer => "may differ",
        RowVerdict.PublishedDiffers => "published differs",
        RowVerdict.Differ => "DIFFERS",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static string Details(Operation operation) => operation switch
    {
        Operation.Map map => $" {Camel(map.Direction)}",
        Operation.TestMap test => $" {Camel(test.Direction)}",
        Operation.BeginCpuAccess { Writes: true } => " for writing",
        Operation.DeviceUse { Snoops: true } => " snooping",
        Operation.ExporterRefuses { Refuses: false } => " no more",
        Operation.ChangeLimits change => Details(change.Limits),
        _ => "",
    };

    private static string Details(Limits limits) => string.Concat(LimitKinds.All.Select(
        kind => limits[kind] is { } value ? $" {kind.FieldName()} {Words.Value(kind, value)}" : ""));
}
