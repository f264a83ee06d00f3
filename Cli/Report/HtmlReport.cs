using System.Globalization;
using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// A run as one page that opens from disk: no network, no other file, light and dark, on paper, by keyboard and read aloud. It is XML too, so that
/// a test can read it. The script only filters tables and unfolds for printing; without it all is there.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The page.</summary>
    /// <param name="report">What was seen.</param>
    /// <param name="dossiers">Of its findings.</param>
    /// <param name="real">What is shown when nothing is broken; <see langword="null"/>: nothing.</param>
    /// <param name="again">The line that decides that again.</param>
    public static string Text(RunReport report, IReadOnlyList<Dossier> dossiers, RealFinding? real = null, string again = "")
    {
        using var page = new Page();
        page.Open(
            "html",
            () =>
            {
                page.Open("head", () => Head(page, report));
                page.Open("body", () =>
                {
                    page.Element("a", "Skip to the summary", ("class", "skip"), ("href", "#summary"));
                    page.Open("header", () =>
                    {
                        page.Element("h1", "dmabuf-verify: report of a check");
                        Contents(page);
                    });
                    page.Open("main", () =>
                    {
                        Section(page, "summary", "Summary", () => Summary(page, report));
                        Section(page, "found", "Findings", () => Findings(page, dossiers, real, again));
                        Section(page, "all-laws", "Laws", () => LawTable.Write(page, report));
                        Section(page, "coverage", "Coverage", () => Cells(page, report));
                        Section(page, "provenance", "Provenance", () => PageParts.Terms(page, Origin(report)));
                    });
                    page.Open("script", () => page.Raw(PageScript.Text));
                });
            },
            ("lang", "en"));
        return $"<!DOCTYPE html>\n{page}";
    }

    private static void Head(Page page, RunReport report)
    {
        page.Meta(("charset", "utf-8"));
        page.Meta(("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Meta(("name", "color-scheme"), ("content", "light dark"));
        page.Meta(("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"));
        page.Element("title", $"dmabuf-verify: {CheckVerdict.Of(report).Word}, seed {Words.Hex(report.Settings.Seed)}");
        page.Open("style", () => page.Raw($"\n{PageStyle.Css}\n{SvgDrawing.Css}\n"));
    }

    private static void Contents(Page page) => page.Open(
        "nav",
        () => page.Open("ul", () =>
        {
            foreach ((string id, string title) in new[]
            {
                ("summary", "Summary"), ("found", "Findings"), ("all-laws", "Laws"), ("coverage", "Coverage"), ("provenance", "Provenance"),
            })
            {
                page.Open("li", () => page.Element("a", title, ("href", $"#{id}")));
            }
        }),
        ("aria-label", "Sections"));

    private static void Section(Page page, string id, string title, Action content) => page.Open(
        "section",
        () =>
        {
            page.Element("h2", title, ("id", $"{id}-title"));
            content();
        },
        ("id", id),
        ("aria-labelledby", $"{id}-title"));

    private static void Summary(Page page, RunReport report)
    {
        int broken = report.Tallies.Count(t => t.Violated > 0);
        int unseen = report.NeverLookedAt.Count();
        page.Open("p", () => page.Element("strong", Meaning(report)), ("class", "meaning"));
        PageParts.Terms(
            page,
            [
                ("verdict", CheckVerdict.Of(report).Word),
                ("laws", $"{report.Tallies.Count - broken - unseen} hold, {broken} broken, {unseen} not looked at"),
                ("findings", Words.Count(report.Findings.Count)),
                ("scenarios", $"{Words.Count(report.Scenarios)}; the solver voted on {Words.Count(report.SolverScenarios)} of them"),
                ("law cases", Words.Count(report.Tallies.Sum(t => t.LookedAt))),
                ("starved kinds of cases", report.Starved.Any() ? string.Join(", ", report.Starved.Select(c => c.Cell.Name)) : "none"),
                ("time", string.Create(CultureInfo.InvariantCulture, $"{report.Elapsed.TotalSeconds:f1} s on {Words.Plural(report.Settings.Workers, "worker")}")),
                .. report.CrossCheck is { } cross
                    ? [("cross-check", $"cvc5 was asked {Words.Count(cross.Asked)} of Z3's questions: agreed on {Words.Count(cross.Agreed)}, "
                        + $"contradicted on {Words.Count(cross.Contradicted)}, open {Words.Count(cross.Undecided)}")]
                    : Array.Empty<(string, string)>(),
                .. report.Corpus is { } corpus ? [("tried first", $"{Words.Plural(corpus.Trials.Count, "failure")} of earlier runs, from {corpus.Folder}")] : Array.Empty<(string, string)>(),
                .. report.Interrupted ? [("interrupted", "this is what was seen until then")] : Array.Empty<(string, string)>(),
            ]);
    }

    private static string Meaning(RunReport report) => report switch
    {
        { Findings: [var only] } => $"{only.Law.Name} is broken: {only.Violation.Conjunct}",
        { Findings.Count: > 1 } => $"{Words.Count(report.Findings.Count)} counterexamples: {report.Findings.Select(f => f.Law).Distinct().Count()} laws are broken",
        _ when report.Starved.Any() => "No law is broken, but too few cases of some kinds were seen for that to mean much",
        _ when report.NeverLookedAt.Any() => "No law is broken, but some were not looked at",
        _ => "Every law holds in all cases seen",
    };

    private static void Findings(Page page, IReadOnlyList<Dossier> dossiers, RealFinding? real, string again)
    {
        if (dossiers.Count == 0)
        {
            page.Element("p", "No counterexample to any law was found.");
        }

        FindingList.Write(page, dossiers);
        if (real is not null)
        {
            page.Element("p", "A real finding instead: two drivers that can each use a buffer but cannot share it.");
            DecisionSection.Write(page, real, again);
        }
    }

    private static void Cells(Page page, RunReport report)
    {
        CellTable.Write(page, "questions", "question", report.Cells.Where(share => share.Cell is TableCell));
        CellTable.Write(page, "histories", "history", report.Cells.Where(share => share.Cell is LifecycleCell));
    }

    private static IEnumerable<(string Name, string Value)> Origin(RunReport report) =>
    [
        ("seed", Words.Hex(report.Settings.Seed)),
        ("the solver votes on", $"one scenario in {report.Settings.SolverEvery}"),
        ("drawn with", $"{report.Settings.Generator}"),
        .. Provenance.Lines(),
    ];
}
