using DmabufVerify.Properties.Claims;

namespace DmabufVerify.Cli.Output;

/// <summary>The text of docs/claims.md: nothing in it differs from machine to machine.</summary>
internal static class ClaimsMarkdown
{
    private static readonly (string Sections, string Title)[] Parts =
    [
        ("C", "January 2015: version 2"),
        ("D", "January and February 2015: version 3"),
        ("E", "May and June 2015: the end"),
        ("AFGS", "What follows from the defects, and what this project says itself"),
    ];

    public static void Write(TextWriter output, IReadOnlyList<ClaimResult> results)
    {
        output.WriteLine("# What was claimed, and whether it is true");
        output.WriteLine();
        output.WriteLine("Every numbered sentence of the thread from January 2015 on ([thread.md](thread.md)), and a few of this project's own. `./verify claims`");
        output.WriteLine("looks at all of them again; `./verify claims --id D10.1` shows one in full, with its scenario and the line that replays it. This page");
        output.WriteLine("is the output of `./verify claims --markdown`; a test compares the two.");
        output.WriteLine();
        output.WriteLine("- **proved**: for all inputs named, by Z3 (the opposite is unsat) or by a search through every case; what only claims that something exists is proved by a case.");
        output.WriteLine("- **refuted**: the smallest case in which it is false.");
        output.WriteLine("- **held**: by the specification and the engine in all random cases; these are programs, and no proof about all their histories is in reach.");
        output.WriteLine("- **not checkable**: and why not.");
        output.WriteLine();
        output.WriteLine($"{results.Count} claims: {ClaimWords.Summary(results)}.");
        output.WriteLine();
        output.WriteLine("P is a page of 4096 bytes, b a buffer, |b| its bytes, L limits, d and e devices, S a set of them, t a table and s a segment or a state.");
        foreach ((string sections, string title) in Parts)
        {
            ClaimResult[] part = [.. results.Where(result => sections.Contains(result.Claim.Id[0], StringComparison.Ordinal))];
            output.WriteLine();
            output.WriteLine($"## {title}");
            output.WriteLine();
            WriteChecked(output, [.. part.Where(result => result.Claim.Evidence != EvidenceKind.None)]);
            WriteNotCheckable(output, [.. part.Where(result => result.Claim.Evidence == EvidenceKind.None)]);
        }
    }

    private static void WriteChecked(TextWriter output, ClaimResult[] results)
    {
        output.WriteLine("| no. | who, when | claim | as an equation | verdict | evidence |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach ((Claim claim, ClaimVerdict verdict) in results)
        {
            string by = $"{ClaimWords.Of(claim.Evidence)}: {verdict.Evidence}";
            output.WriteLine($"| {claim.Id} | {claim.Source} | {Cell(claim.Says)} | `{Cell(claim.Statement)}` | {ClaimWords.Of(verdict.Kind)} | {Cell(by)} |");
        }
    }

    private static void WriteNotCheckable(TextWriter output, ClaimResult[] results)
    {
        if (results.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Not checkable:");
        output.WriteLine();
        output.WriteLine("| no. | who, when | said | why not |");
        output.WriteLine("|---|---|---|---|");
        foreach ((Claim claim, ClaimVerdict verdict) in results)
        {
            output.WriteLine($"| {claim.Id} | {claim.Source} | {Cell(claim.Says)} | {Cell(verdict.Evidence)} |");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
