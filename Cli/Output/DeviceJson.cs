using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Cli.Output;

/// <summary>One catalogue entry: what the driver declares, what it leaves to a default, and where that is written.</summary>
internal sealed record DeviceJson(
    string Name,
    string DriverFile,
    string Subsystem,
    string Bus,
    IReadOnlyDictionary<string, object> Declared,
    IReadOnlyList<string> Defaulted,
    bool? NeedsContiguous,
    bool? HasIommuOrMmu,
    IReadOnlyDictionary<string, string> Sources,
    string? Note)
{
    public static DeviceJson Of(CatalogueEntry entry) => new(
        entry.Name,
        entry.DriverFile,
        entry.Subsystem,
        entry.Bus,
        LimitKinds.All.Where(kind => entry.Limits[kind] is not null)
            .ToDictionary(kind => kind.FieldName(), kind => DecisionJson.Value(kind, entry.Limits[kind]!.Value)),
        [.. entry.Defaulted.Select(kind => kind.FieldName())],
        entry.NeedsContiguous,
        entry.HasIommuOrMmu,
        entry.Sources.ToDictionary(s => s.Field, s => string.Join(", ", s.Places)),
        entry.Note.Length == 0 ? null : entry.Note);
}
