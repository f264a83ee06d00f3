using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Report;

/// <summary>What a page shows; a part that is empty has no section.</summary>
/// <param name="Title">What the page is about.</param>
/// <param name="Meaning">What it all comes to, in one sentence.</param>
internal sealed record ReportContents(string Title, string Meaning)
{
    /// <summary>A run of the laws; <see langword="null"/>: none.</summary>
    public RunReport? Run { get; init; }

    /// <summary>Counterexamples.</summary>
    public IReadOnlyList<Dossier> Findings { get; init; } = [];

    /// <summary>Decided scenarios, each with what it is called.</summary>
    public IReadOnlyList<(string Name, Decided Decided)> Decisions { get; init; } = [];

    /// <summary>Claims of the thread and what is true of them.</summary>
    public IReadOnlyList<ClaimRow> Claims { get; init; } = [];

    /// <summary>Planted defects, and what the laws made of them.</summary>
    public IReadOnlyList<HuntRow> Published { get; init; } = [];

    /// <summary>How these were looked for.</summary>
    public HuntSettings? Hunted { get; init; }

    /// <summary>What a run leaves behind.</summary>
    public static ReportContents Of(RunReport run, IReadOnlyList<Dossier> findings, Decided? real) => new("report of a check", MeaningOf(run))
    {
        Run = run,
        Findings = findings,
        Decisions = real is null ? [] : [("A real finding: two drivers that can each use a buffer but cannot share it", real)],
    };

    private static string MeaningOf(RunReport report) => report switch
    {
        { Findings: [var only] } => $"{only.Law.Name} is broken: {only.Violation.Conjunct}",
        { Findings.Count: > 1 } => $"{Words.Count(report.Findings.Count)} counterexamples: {report.Findings.Select(f => f.Law).Distinct().Count()} laws are broken",
        _ when report.Starved.Any() => "No law is broken, but too few cases of some kinds were seen for that to mean much",
        _ when report.NeverLookedAt.Any() => "No law is broken, but some were not looked at",
        _ => "Every law holds in all cases seen",
    };
}
