using DmabufVerify.Cli.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>One thing that an operation changed.</summary>
/// <param name="What">buffer, storage, attachment, maps, pins, mapping, leaked, cpuAccess, or stored or recomputed with a limit's name.</param>
/// <param name="Attachment">Whose, by number.</param>
/// <param name="Device">Whose, by name.</param>
/// <param name="From">The value before, where it is a number or a word.</param>
/// <param name="To">The value after.</param>
/// <param name="Storage">For storage, what there is now.</param>
/// <param name="Mapping">For a mapping, the new one.</param>
internal sealed record ChangeJson(
    string What,
    int? Attachment = null,
    string? Device = null,
    object? From = null,
    object? To = null,
    StorageJson? Storage = null,
    MappingJson? Mapping = null)
{
    private const string There = "there";
    private const string None = "none";

    public static ChangeJson Of(ViewChange change) => change switch
    {
        ViewChange.Existence existence => new("buffer", From: Presence(!existence.IsExported), To: Presence(existence.IsExported)),
        ViewChange.Storage storage => new("storage", From: Presence(storage.From is not null), To: Presence(storage.To is not null))
        {
            Storage = storage.To is { } layout ? StorageJson.Of(layout) : null,
        },
        ViewChange.Attached attached => new("attachment", attached.Id, attached.Device, None, There),
        ViewChange.Detached detached => new("attachment", detached.Id, detached.Device, There, None),
        ViewChange.Holds holds => new(LifeWords.Camel(holds.Hold), holds.Id, holds.Device, holds.From, holds.To),
        ViewChange.Mapped mapped => new("mapping", mapped.Id, mapped.Device, Presence(mapped.From is not null), Presence(mapped.To is not null))
        {
            Mapping = mapped.To is { } mapping ? MappingJson.Of(mapping) : null,
        },
        ViewChange.Limit limit => new(
            $"{LifeWords.Camel(limit.Of)}.{limit.Kind.FieldName()}",
            From: DecisionJson.Value(limit.Kind, limit.From),
            To: DecisionJson.Value(limit.Kind, limit.To)),
        ViewChange.Counted counted =>
            new($"{LifeWords.Camel(counted.Of)}.attachments", From: counted.From, To: counted.To),
        ViewChange.Leaked leaked => new("leaked", From: leaked.From, To: leaked.To),
        ViewChange.Cpu cpu => new("cpuAccess", From: LifeWords.Camel(cpu.From), To: LifeWords.Camel(cpu.To)),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static string Presence(bool isThere) => isThere ? There : None;
}

/// <summary>Where storage is.</summary>
/// <param name="Offset">Where the buffer begins in its first page.</param>
/// <param name="Count">Runs of consecutive pages.</param>
/// <param name="Runs">The first of them.</param>
/// <param name="Elided">Runs not listed.</param>
internal sealed record StorageJson(ulong Offset, int Count, IReadOnlyList<RunJson> Runs, int? Elided)
{
    public static StorageJson Of(Layout layout) => new(
        layout.OffsetBytes,
        layout.Runs.Count,
        [.. layout.Runs.Take(MappingJson.MostListed).Select(r => new RunJson(Words.Hex(r.FirstPfn), r.Pages))],
        layout.Runs.Count > MappingJson.MostListed ? layout.Runs.Count - MappingJson.MostListed : null);
}

/// <summary>Consecutive pages, as in a scenario file.</summary>
internal sealed record RunJson(string Pfn, ulong Pages);
