using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>One thing that an operation changed.</summary>
/// <param name="What">Such as storage, or stored.maxSegmentCount.</param>
internal sealed record ChangeJson(string What)
{
    private const string There = "there";
    private const string None = "none";

    /// <summary>Whose, by number.</summary>
    public int? Attachment { get; init; }

    /// <summary>Whose, by name.</summary>
    public string? Device { get; init; }

    /// <summary>The number or word before.</summary>
    public required object From { get; init; }

    /// <summary>The number or word after.</summary>
    public required object To { get; init; }

    /// <summary>For storage, what there is now.</summary>
    public StorageJson? Storage { get; init; }

    /// <summary>For a mapping, the new one.</summary>
    public MappingJson? Mapping { get; init; }

    public static ChangeJson Of(ViewChange change) => change switch
    {
        ViewChange.Existence existence =>
            new("buffer") { From = Presence(!existence.IsExported), To = Presence(existence.IsExported) },
        ViewChange.Storage storage => new("storage")
        {
            From = Presence(storage.From is not null),
            To = Presence(storage.To is not null),
            Storage = storage.To is { } layout ? StorageJson.Of(layout) : null,
        },
        ViewChange.Attached attached =>
            new("attachment") { Attachment = attached.Id, Device = attached.Device, From = None, To = There },
        ViewChange.Detached detached =>
            new("attachment") { Attachment = detached.Id, Device = detached.Device, From = There, To = None },
        ViewChange.Holds holds =>
            new(LifeWords.Camel(holds.Hold)) { Attachment = holds.Id, Device = holds.Device, From = holds.From, To = holds.To },
        ViewChange.Mapped mapped => new("mapping")
        {
            Attachment = mapped.Id,
            Device = mapped.Device,
            From = Presence(mapped.From is not null),
            To = Presence(mapped.To is not null),
            Mapping = mapped.To is { } mapping ? MappingJson.Of(mapping) : null,
        },
        ViewChange.Limit limit => new($"{LifeWords.Camel(limit.Of)}.{limit.Kind.FieldName()}")
        {
            From = DecisionJson.Value(limit.Kind, limit.From),
            To = DecisionJson.Value(limit.Kind, limit.To),
        },
        ViewChange.Counted counted => new($"{LifeWords.Camel(counted.Of)}.attachments") { From = counted.From, To = counted.To },
        ViewChange.Leaked leaked => new("leaked") { From = leaked.From, To = leaked.To },
        ViewChange.Cpu cpu => new("cpuAccess") { From = LifeWords.Camel(cpu.From), To = LifeWords.Camel(cpu.To) },
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
