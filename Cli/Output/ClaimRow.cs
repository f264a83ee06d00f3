using DmabufVerify.Properties.Claims;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>A claim's result and where its scenario is.</summary>
/// <param name="Result">The claim and its verdict.</param>
/// <param name="Path">The file with the witness or counterexample; <see langword="null"/> without one.</param>
internal sealed record ClaimRow(ClaimResult Result, string? Path)
{
    public static ClaimRow Of(ClaimResult result, string folder) =>
        new(result, result.Verdict.Scenario is null ? null : System.IO.Path.Combine(folder, $"{result.Claim.Id}.json"));

    /// <summary>The line that looks at the scenario again.</summary>
    public string? Replay => (Path, Result.Verdict) switch
    {
        (null, _) => null,
        (_, { Scenario.Steps.Count: 0 }) => $"./verify decide {Path}",
        (_, { Published: { } published }) => $"./verify run {Path} --published {published}",
        _ => $"./verify run {Path}",
    };

    /// <summary>Writes the scenario; what went wrong, or <see langword="null"/>.</summary>
    public string? Write() => Path is null ? null : OutputFile.TryWrite(Path, ScenarioWriter.Write(Result.Verdict.Scenario!));
}
