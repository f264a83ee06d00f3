using System.Text.Json;
using DmabufVerify.Properties.Claims;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>One claim.</summary>
/// <param name="Id">Its number, with a letter where one sentence says several things.</param>
/// <param name="Number">The number alone.</param>
/// <param name="Source">Who said it, and when.</param>
/// <param name="Says">In words.</param>
/// <param name="Statement">As an equation; absent for what cannot be checked.</param>
/// <param name="By">How it was looked at.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Expected">What docs/claims.md says.</param>
/// <param name="Evidence">Why.</param>
/// <param name="Cases">Random cases that it speaks of.</param>
/// <param name="Scenario">Witness or counterexample.</param>
/// <param name="File">Where that is.</param>
/// <param name="Replay">The line that looks at it again.</param>
internal sealed record ClaimJson(
    string Id,
    string Number,
    string Source,
    string Says,
    string? Statement,
    string By,
    string Verdict,
    string Expected,
    string Evidence,
    long? Cases,
    JsonElement? Scenario,
    string? File,
    string? Replay)
{
    public static ClaimJson Of(ClaimRow row)
    {
        (Claim claim, ClaimVerdict verdict) = row.Result;
        return new(
            claim.Id,
            claim.Number,
            claim.Source,
            claim.Says,
            claim.Evidence == EvidenceKind.None ? null : claim.Statement,
            ClaimWords.Of(claim.Evidence),
            ClaimWords.Of(verdict.Kind),
            ClaimWords.Of(claim.Expected),
            verdict.Evidence,
            verdict.Cases,
            verdict.Scenario is { } scenario ? JsonElement.Parse(ScenarioWriter.WriteLine(scenario)) : null,
            row.Path,
            row.Replay);
    }
}

/// <summary>What <c>claims</c> saw.</summary>
/// <param name="Claims">All that were asked for.</param>
/// <param name="Counts">How many came out how.</param>
internal sealed record ClaimsJson(IReadOnlyList<ClaimJson> Claims, IReadOnlyDictionary<string, int> Counts)
{
    public static ClaimsJson Of(IReadOnlyList<ClaimRow> rows) => new(
        [.. rows.Select(ClaimJson.Of)],
        ClaimWords.Kinds.ToDictionary(ClaimWords.Of, kind => rows.Count(row => row.Result.Verdict.Kind == kind)));
}
