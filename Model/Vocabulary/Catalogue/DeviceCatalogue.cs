using System.Collections.Frozen;
using System.Text.Json;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Vocabulary.Catalogue;

/// <summary>Real drivers' DMA limits by name. Immutable, and safe to share between threads.</summary>
public sealed class DeviceCatalogue
{
    private static readonly Lazy<DeviceCatalogue> LazyShipped = new(LoadShipped);

    private readonly FrozenDictionary<string, CatalogueEntry> _byName;

    private DeviceCatalogue(CatalogueEntry[] entries)
    {
        Entries = new([.. entries]);
        _byName = entries.ToFrozenDictionary(e => e.Name);
        Limits = entries.ToFrozenDictionary(e => e.Name, e => e.Limits);
    }

    /// <summary>The catalogue that comes with the tool: data/devices.json, from Linux 6.12.</summary>
    public static DeviceCatalogue Shipped => LazyShipped.Value;

    /// <summary>Every entry, in the file's order; names are distinct.</summary>
    public ValueList<CatalogueEntry> Entries { get; }

    /// <summary>Declared limits by entry: what <see cref="ScenarioReader"/> asks for.</summary>
    public IReadOnlyDictionary<string, Limits> Limits { get; }

    /// <summary>Reads a file in the form of data/devices.json.</summary>
    public static ReadResult<DeviceCatalogue> Load(Stream utf8)
    {
        try
        {
            CatalogueData?[] data = JsonSerializer.Deserialize(utf8, CatalogueJson.Default.CatalogueDataArray) ?? [];
            return Check(data) is { } problem
                ? problem
                : new DeviceCatalogue([.. data.OfType<CatalogueData>().Select(CatalogueTranslation.Translate)]);
        }
        catch (JsonException error)
        {
            return new InputProblem(error.Path ?? "$", "", Printable.Text(error.Message, 200), error.LineNumber + 1);
        }
    }

    /// <summary>The entry of this name, or a problem that names the nearest.</summary>
    public ReadResult<CatalogueEntry> Find(string name)
    {
        if (_byName.TryGetValue(name, out CatalogueEntry? entry))
        {
            return entry;
        }

        string hint = Nearest.To(name, _byName.Keys) is { } near ? $"; did you mean {near}?" : "";
        return new InputProblem("catalogue", $"\"{Printable.Text(name)}\"", $"no such entry{hint}", null);
    }

    /// <summary>What the record's types do not ensure.</summary>
    private static InputProblem? Check(CatalogueData?[] data)
    {
        var names = new HashSet<string>();
        for (int i = 0; i < data.Length; i++)
        {
            string? mistake = data[i] switch
            {
                null => "null; expected an entry",
                { DmaMaskBits: < 1 or > 64 } => "dma_mask_bits: expected 1 to 64",
                { Source: var source } when source.Values.Any(places => places is null) => "source: expected lists of places",
                { Name: var name } when !names.Add(name) => $"{Printable.Text(name)}: an earlier entry has this name; expected distinct names",
                _ => null,
            };
            if (mistake is not null)
            {
                return new InputProblem($"[{i}]", "", mistake, null);
            }
        }

        return null;
    }

    private static DeviceCatalogue LoadShipped()
    {
        using Stream stream = typeof(DeviceCatalogue).Assembly.GetManifestResourceStream("devices.json")
            ?? throw new InvalidOperationException("devices.json is not embedded");
        ReadResult<DeviceCatalogue> result = Load(stream);
        return result.Value ?? throw new InvalidOperationException($"devices.json: {result.Problem}");
    }
}
