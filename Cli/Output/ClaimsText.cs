using DmabufVerify.Properties.Claims;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>Claims for people.</summary>
internal static class ClaimsText
{
    private static readonly Column[] Heads = [new("claim"), new("verdict"), new("what was said"), new("evidence")];

    /// <summary>A table with a line for each claim; or each in full.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ClaimRow> rows, bool inFull)
    {
        if (inFull)
        {
            WriteInFull(output, rows);
        }
        else
        {
            Columns.Write(output, Heads, [.. rows.Select(Row)]);
            output.WriteLine();
            output.WriteLine("one claim in full, with its scenario: ./verify claims --id D10.1");
        }

        ClaimResult[] results = [.. rows.Select(row => row.Result)];
        output.WriteLine(ClaimWords.Summary(results));
        foreach (ClaimResult result in results.Where(result => result.Differs))
        {
            output.WriteLine($"DIFFERS from docs/claims.md: {result.Claim.Id} is {ClaimWords.Of(result.Verdict.Kind)}, not {ClaimWords.Of(result.Claim.Expected)}");
        }
    }

    private static string[] Row(ClaimRow row) =>
    [
        row.Result.Claim.Id,
        ClaimWords.Of(row.Result.Verdict.Kind),
        row.Result.Claim.Says,
        row.Result.Verdict.Evidence,
    ];

    private static void WriteInFull(TextWriter output, IReadOnlyList<ClaimRow> rows)
    {
        foreach (ClaimRow row in rows)
        {
            (Claim claim, ClaimVerdict verdict) = row.Result;
            output.WriteLine($"{claim.Id}: {claim.Says}");
            output.WriteLine($"  said by    {claim.Source}");
            if (claim.Evidence != EvidenceKind.None)
            {
                output.WriteLine($"  statement  {claim.Statement}");
            }

            output.WriteLine($"  verdict    {ClaimWords.Of(verdict.Kind)}, by {ClaimWords.Of(claim.Evidence)}");
            output.WriteLine($"  evidence   {verdict.Evidence}");
            if (verdict.Cases is { } cases)
            {
                output.WriteLine($"  cases      {Words.Count(cases)}");
            }

            if (row.Replay is { } replay)
            {
                output.WriteLine($"  replay     {replay}");
                output.Write(ScenarioWriter.Write(verdict.Scenario!));
            }

            output.WriteLine();
        }
    }
}
