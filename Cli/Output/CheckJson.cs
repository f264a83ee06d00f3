using System.Text.Json;
using DmabufVerify.Cli.Output.Files;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output;

/// <summary>How one law came out.</summary>
internal sealed record LawJson(string Name, string Equation, string Verdict, long Held, long Violated, long Unknown, long NotApplicable);

/// <summary>How often one kind of case was seen.</summary>
internal sealed record CellJson(string Name, long Cases, double PerMille, double LeastPerMille, bool Starved);

/// <summary>One counterexample.</summary>
internal sealed record FindingJson(
    string Law,
    string Conjunct,
    string Error,
    string Expected,
    string Actual,
    string? OddOneOut,
    string? Picture,
    string? Token,
    JsonElement Scenario,
    IReadOnlyDictionary<string, string> Votes,
    int ShrinkSteps,
    FreeJson FreeFields,
    string Replay);

/// <summary>What <c>check</c> saw.</summary>
internal sealed record CheckJson(
    string Verdict,
    string Seed,
    long Scenarios,
    long SolverScenarios,
    double ElapsedSeconds,
    bool Interrupted,
    IReadOnlyList<LawJson> Laws,
    IReadOnlyList<CellJson> Cells,
    IReadOnlyList<FindingJson> Findings,
    CorpusReportJson? Corpus,
    IReadOnlyDictionary<string, string> Provenance)
{
    /// <summary>What cvc5 said to the same; left out when it was not to be asked.</summary>
    public CrossCheckJson? CrossCheck { get; init; }

    /// <summary>The files that were asked for besides; left out when none was.</summary>
    public IReadOnlyList<CheckFileJson>? Files { get; init; }

    /// <param name="report">What was seen.</param>
    /// <param name="dossiers">One for each finding.</param>
    public static CheckJson Of(RunReport report, IEnumerable<Dossier> dossiers) => new(
        CheckVerdict.Of(report).Word,
        Words.Hex(report.Settings.Seed),
        report.Scenarios,
        report.SolverScenarios,
        Math.Round(report.Elapsed.TotalSeconds, 3),
        report.Interrupted,
        [.. report.Tallies.Select(t => new LawJson(
            t.Law.Name, t.Law.Equation, CheckVerdict.Of(t), t.Held, t.Violated, t.Unknown, t.NotApplicable))],
        [.. report.Cells.Select(c => new CellJson(
            c.Cell.Name, c.Cases, Math.Round(c.PerMille, 2), c.Cell.LeastPerMille, c.IsStarved))],
        [.. dossiers.Select(Of)],
        report.Corpus is { } corpus ? CorpusReportJson.Of(corpus) : null,
        Output.Provenance.Lines().ToDictionary(p => p.Name, p => p.Value))
    {
        CrossCheck = report.CrossCheck is { } cross ? CrossCheckJson.Of(cross) : null,
    };

    private static FindingJson Of(Dossier dossier) => new(
        dossier.Finding.Law.Name,
        dossier.Finding.Violation.Conjunct,
        LifeWords.Camel(dossier.Class),
        dossier.Finding.Violation.Expected,
        dossier.Finding.Violation.Actual,
        dossier.Finding.OddOneOut,
        dossier.Finding.Violation.Picture,
        dossier.Finding.Token?.ToString(),
        JsonElement.Parse(ScenarioWriter.WriteLine(dossier.Finding.Shrunk.Scenario)),
        Votes(dossier.Finding),
        dossier.Finding.Shrunk.Steps,
        FreeJson.Of(dossier.Free),
        dossier.ReplayLine);

    private static Dictionary<string, string> Votes(Finding finding) => finding.Ballots
        .SelectMany(b => b.Votes)
        .GroupBy(v => v.Voter)
        .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(v => Describe(v.Vote))));

    internal static string Describe(TableVote vote) => vote.Verdict == Vocabulary.Verdict.Unknown
        ? $"unknown ({vote.UnknownReason})"
        : Words.Of(vote.Verdict) + (vote.FewestSegments is { } n ? $", {n} segment{(n == 1 ? "" : "s")}" : "");
}
