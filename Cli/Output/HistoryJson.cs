using System.Text.Json;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>One step of a history.</summary>
/// <param name="Step">Index in the scenario's list; left out for the export that comes by itself.</param>
/// <param name="Operation">The step as a scenario file has it.</param>
/// <param name="Verdict">Whether the outcomes are the same.</param>
/// <param name="Outcomes">One for each implementation.</param>
internal sealed record HistoryJson(int? Step, JsonElement Operation, string Verdict, IReadOnlyList<OutcomeJson> Outcomes)
{
    public static HistoryJson Of(HistoryRow row) => new(
        row.Number,
        JsonElement.Parse(ScenarioWriter.WriteStep(row.Step)),
        LifeWords.Camel(row.Verdict),
        [.. row.Outcomes.Select(o => OutcomeJson.Of(o.By.Name, o.Outcome))]);
}

/// <summary>What one operation came to with one implementation.</summary>
internal sealed record OutcomeJson(
    string By,
    string Errno,
    GroundsJson? Grounds,
    int? Attachment,
    MappingJson? Mapping,
    ConstraintsJson? Constraints,
    IReadOnlyList<HookJson>? Hooks,
    IReadOnlyList<CacheActionJson>? CacheActions,
    IReadOnlyList<int>? Notified,
    IReadOnlyList<ChangeJson> Changes)
{
    public static OutcomeJson Of(string by, Outcome outcome)
    {
        StepResult result = outcome.Result;
        return new(
            by,
            LifeWords.Of(result.Errno),
            result.Grounds is { } grounds ? GroundsJson.Of(grounds) : null,
            result.Attachment,
            result.Mapping is { } mapping ? MappingJson.Of(mapping) : null,
            result.Constraints is { } constraints ? ConstraintsJson.Of(constraints) : null,
            result.Hooks.Count == 0 ? null : [.. result.Hooks.Select(HookJson.Of)],
            result.CacheActions.Count == 0
                ? null
                : [.. result.CacheActions.Select(a => new CacheActionJson(LifeWords.Camel(a.Kind), a.Attachment))],
            result.Notified.Count == 0 ? null : result.Notified,
            [.. outcome.Changes.Select(ChangeJson.Of)]);
    }
}

/// <summary>Why an operation was refused.</summary>
internal sealed record GroundsJson(string Kind, string? Device, IReadOnlyList<CoreJson> Limits)
{
    public static GroundsJson Of(Grounds grounds) => new(
        LifeWords.Camel(grounds.Kind),
        grounds.Device,
        [.. grounds.Limits.Select(l => new CoreJson(l.Device, l.Limit.FieldName(), DecisionJson.Value(l.Limit, l.Value), l.IsDefault))]);
}

/// <summary>A table and how its addresses came about.</summary>
/// <param name="Kind">direct, bounced or iommu.</param>
/// <param name="Domain">The IOMMU domain whose addresses they are.</param>
/// <param name="Count">Segments.</param>
/// <param name="Segments">The first of them.</param>
/// <param name="Elided">Segments not listed.</param>
internal sealed record MappingJson(string Kind, string? Domain, int Count, IReadOnlyList<SegmentJson> Segments, int? Elided)
{
    /// <summary>As many segments as decide lists.</summary>
    public const int MostListed = 4096;

    public static MappingJson Of(Mapping mapping)
    {
        ValueList<Segment> segments = mapping.Table.Segments;
        return new(
            LifeWords.Camel(mapping.Kind),
            mapping.Domain,
            segments.Count,
            [.. segments.Take(MostListed).Select(s => new SegmentJson(Words.Hex(s.AddressBytes), s.LengthBytes))],
            segments.Count > MostListed ? segments.Count - MostListed : null);
    }
}

/// <summary>Constraints of a buffer.</summary>
internal sealed record ConstraintsJson(int Attachments, IReadOnlyDictionary<string, object> Limits)
{
    public static ConstraintsJson Of(Constraints constraints) => new(
        constraints.Attachments,
        LimitKinds.All.ToDictionary(kind => kind.FieldName(), kind => DecisionJson.Value(kind, constraints.Limits[kind])));
}

/// <summary>What an exporter's hook read.</summary>
internal sealed record HookJson(string Hook, string Device, ConstraintsJson Stored, ConstraintsJson Recomputed)
{
    public static HookJson Of(HookView view) =>
        new(LifeWords.Camel(view.Hook), view.Device, ConstraintsJson.Of(view.Stored), ConstraintsJson.Of(view.Recomputed));
}

/// <summary>Something done to caches or copies.</summary>
internal sealed record CacheActionJson(string Action, int? Attachment);
