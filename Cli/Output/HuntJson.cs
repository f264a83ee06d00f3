using System.Text.Json;
using DmabufVerify.Properties.Running;
using DmabufVerify.Published;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>One planted defect.</summary>
/// <param name="Defect">Its name.</param>
/// <param name="Description">What the code then does.</param>
/// <param name="Source">Where it was seen.</param>
/// <param name="Seeds">Searches.</param>
/// <param name="Found">Searches that found it.</param>
/// <param name="Median">Histories until found; absent when that is never.</param>
/// <param name="Worst">Histories of the longest search; absent when one was in vain.</param>
/// <param name="Histories">Histories looked at altogether.</param>
/// <param name="Law">What found it first.</param>
/// <param name="Conjunct">Which part of the law.</param>
/// <param name="Scenario">The shrunk counterexample.</param>
/// <param name="File">Where it is.</param>
internal sealed record HuntedJson(
    string Defect,
    string Description,
    string Source,
    int Seeds,
    int Found,
    long? Median,
    long? Worst,
    long Histories,
    string? Law,
    string? Conjunct,
    JsonElement? Scenario,
    string? File);

/// <summary>A number of the thread that cannot be switched on, and why.</summary>
internal sealed record UnswitchedJson(string Number, string Reason);

/// <summary>What <c>published</c> saw.</summary>
internal sealed record HuntJson(string Seed, IReadOnlyList<HuntedJson> Defects, IReadOnlyList<UnswitchedJson> WithoutSwitch)
{
    public static HuntJson Of(IReadOnlyList<HuntRow> rows, HuntSettings settings) => new(
        Words.Hex(settings.Seed),
        [.. rows.Select(Of)],
        [.. DefectNotes.All.Where(note => note.WhyNoSwitch is not null).Select(note => new UnswitchedJson(note.Number, note.WhyNoSwitch!))]);

    private static HuntedJson Of(HuntRow row) => new(
        row.Hunt.Fault.Name,
        row.Hunt.Fault.Description,
        row.Hunt.Fault.Source,
        row.Hunt.CasesToFind.Count,
        row.Hunt.Found,
        row.Hunt.Median,
        row.Hunt.Worst,
        row.Hunt.Cases,
        row.Hunt.Finding?.Law.Name,
        row.Hunt.Finding?.Violation.Conjunct,
        row.Hunt.Finding is { } finding ? JsonElement.Parse(ScenarioWriter.WriteLine(finding.Shrunk.Scenario)) : null,
        row.Path);
}
