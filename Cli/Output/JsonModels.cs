using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Killing;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>One segment: a hex address, a length in bytes.</summary>
internal sealed record SegmentJson(string Address, ulong Length)
{
    /// <summary>Physical address of what this is a copy of.</summary>
    public string? CopyOf { get; init; }
}

/// <summary>What is copied for a device that may bounce.</summary>
/// <param name="Segments">How many.</param>
/// <param name="Bytes">Their bytes; no more than the pool has.</param>
/// <param name="Longest">Bytes of the longest segment that can be copied.</param>
internal sealed record CopyingJson(int Segments, ulong Bytes, ulong Longest)
{
    public static CopyingJson? Of(Copying? copying) =>
        copying is { Segments: > 0 } some ? new(some.Segments, some.Bytes, some.LongestBytes) : null;
}

/// <summary>One device's table, or why there is none.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Valid">Whether there is a table within all its limits; null when undecided.</param>
/// <param name="Count">Segments of the table.</param>
/// <param name="Segments">The first of them, in device addresses.</param>
/// <param name="Elided">Segments not listed.</param>
/// <param name="Reason">Why not, in words.</param>
/// <param name="Needed">What the buffer needs of the limit.</param>
/// <param name="Limit">The limit met first.</param>
/// <param name="LimitOf">The device whose limit that is; with a shared table perhaps another one.</param>
internal sealed record TableJson(
    string Device,
    bool? Valid,
    ulong? Count,
    IReadOnlyList<SegmentJson>? Segments,
    ulong? Elided,
    string? Reason,
    ulong? Needed,
    string? Limit,
    string? LimitOf)
{
    /// <summary>What is copied, for a device that may bounce and has to.</summary>
    public CopyingJson? Copying { get; init; }

    public static TableJson Of(DeviceTable table) => table.Vote switch
    {
        { Verdict: Verdict.Sat } vote => new(
            table.Device,
            Valid: true,
            vote.FewestSegments,
            [.. table.Segments.Select((s, i) => new SegmentJson(Words.Hex(s.AddressBytes), s.LengthBytes) { CopyOf = CopyOf(table, i) })],
            vote.FewestSegments > (ulong)table.Segments.Count ? vote.FewestSegments - (ulong)table.Segments.Count : null,
            Reason: null,
            Needed: null,
            Limit: null,
            LimitOf: null)
        {
            Copying = CopyingJson.Of(table.Copying),
        },
        { Verdict: Verdict.Unsat } vote => new(
            table.Device,
            Valid: false,
            Count: null,
            Segments: null,
            Elided: null,
            vote.Refusal is null ? null : Words.Of(vote.Refusal, table.MayBounce),
            vote.Refusal?.Needed,
            vote.Refusal?.Limit.FieldName(),
            vote.Refusal?.Device),
        var vote => new(table.Device, null, null, null, null, vote.UnknownReason, null, null, null),
    };

    private static string? CopyOf(DeviceTable table, int segment) =>
        segment < table.CopyOf.Count && table.CopyOf[segment] is { } original ? Words.Hex(original) : null;
}

/// <summary>The answer of <c>segment</c> to one scenario.</summary>
/// <param name="Line">Line of a .jsonl input, from 1.</param>
/// <param name="Devices">One entry for each device, in order.</param>
/// <param name="Error">What is wrong with the line; then there are no devices.</param>
internal sealed record SegmentAnswerJson(long? Line, IReadOnlyList<TableJson>? Devices, string? Error);

/// <summary>How all machine output is written: camel case, nothing that is null, no HTML escapes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SegmentAnswerJson))]
[JsonSerializable(typeof(DecisionJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(DeviceJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(HuntJson))]
[JsonSerializable(typeof(ClaimsJson))]
[JsonSerializable(typeof(FindJson))]
[JsonSerializable(typeof(CorpusEntryJson))]
[JsonSerializable(typeof(MutantsJson))]
[JsonSerializable(typeof(ConformanceJson))]
[JsonSerializable(typeof(KillMatrix))]
[JsonSerializable(typeof(KillRow))]
[JsonSerializable(typeof(ulong))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class OutputJson : JsonSerializerContext;

/// <summary>One line of output for each answer.</summary>
internal static class JsonLine
{
    /// <summary>The contracts with text left readable: answers go to files and pipes, not into HTML.</summary>
    public static OutputJson Of { get; } = new(new JsonSerializerOptions(OutputJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
