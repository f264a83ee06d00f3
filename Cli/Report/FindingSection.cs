using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// A counterexample, folded under one sentence: the law, the kind of mistake, who is wrong, the votes, both sides, the picture, who is in the way, the
/// shrunk scenario, which of its fields may be anything, how to replay it.
/// </summary>
internal static class FindingSection
{
    /// <summary>Characters of one text that are shown; a scenario that could not be made small is in its file.</summary>
    private const int MostCharacters = 1 << 16;

    /// <param name="page">Where to.</param>
    /// <param name="same">What is shown, and findings over the same scenario that are told in a line each.</param>
    /// <param name="number">From 1, unique on the page.</param>
    /// <param name="isOpen">Whether it is unfolded at first.</param>
    public static void Write(Page page, IReadOnlyList<Dossier> same, int number, bool isOpen)
    {
        Dossier dossier = same[0];
        Finding finding = dossier.Finding;
        (string, string)[] always = [("class", "finding"), ("id", $"finding-{number}")];
        page.Open(
            "details",
            () =>
            {
                page.Element("summary", $"{finding.Law.Name} is broken: {finding.Violation.Conjunct}");
                PageParts.Terms(
                    page,
                    [
                        ("the law", finding.Law.Equation),
                        ("expected", finding.Violation.Expected),
                        ("actual", finding.Violation.Actual),
                        ("error", dossier.Class.InWords()),
                        ("wrong", Wrong(finding)),
                        ("came from", finding.File ?? finding.Token?.ToString() ?? "real memory or devices, not drawn"),
                    ]);
                Votes(page, finding, number);
                TraceTable.Write(page, dossier.Traces, finding.Shrunk.Scenario.PageSize, $"trace-{number}");
                Pictures(page, dossier, number);
                if (dossier.Conflict is { } conflict)
                {
                    DecisionSection.Conflict(page, conflict, $"core-{number}");
                }

                PageParts.Copied(page, $"The simplest scenario that breaks it{Effort(finding)}", Cut(ScenarioWriter.Write(finding.Shrunk.Scenario).TrimEnd()));
                FreeTable.Write(page, dossier.Free, $"free-{number}");
                PageParts.Copied(page, "Replay", dossier.ReplayLine);
                Others(page, [.. same.Skip(1)], number);
            },
            isOpen ? [.. always, ("open", "open")] : always);
    }

    /// <summary>Who is wrong, in words.</summary>
    internal static string Wrong(Finding finding) => finding.OddOneOut ?? "no majority among those who voted";

    private static void Votes(Page page, Finding finding, int number)
    {
        if (finding.Ballots.Count == 0)
        {
            return;
        }

        PageParts.Table(page, $"votes-{number}", "Votes on each part of the question", ["part", .. finding.Ballots[0].Votes.Select(v => v.Voter)], () =>
        {
            for (int part = 0; part < finding.Ballots.Count; part++)
            {
                Ballot ballot = finding.Ballots[part];
                page.Open("tr", () =>
                {
                    PageParts.RowHead(page, $"{part + 1}");
                    foreach (NamedVote vote in ballot.Votes)
                    {
                        page.Element("td", CheckJson.Describe(vote.Vote), ("class", vote.Voter == ballot.OddOneOut ? "odd" : "word"));
                    }
                });
            }
        });
    }

    private static void Others(Page page, IReadOnlyList<Dossier> others, int number)
    {
        if (others.Count == 0)
        {
            return;
        }

        PageParts.Table(page, $"others-{number}", "The same scenario also breaks", ["law", "what broke", "expected", "actual", "replay"], () =>
        {
            foreach (Dossier other in others)
            {
                page.Open("tr", () =>
                {
                    PageParts.RowHead(page, other.Finding.Law.Name);
                    page.Element("td", other.Finding.Violation.Conjunct);
                    page.Element("td", other.Finding.Violation.Expected);
                    page.Element("td", other.Finding.Violation.Actual);
                    page.Open("td", () => page.Element("code", other.ReplayLine));
                });
            }
        });
    }

    private static void Pictures(Page page, Dossier dossier, int number)
    {
        if (dossier.Finding.Violation.Picture is { } picture)
        {
            PageParts.Copied(page, "What came out", Cut(picture));
        }

        if (dossier.Drawing is { } drawing)
        {
            PageParts.Scrolling(page, "Picture of storage and tables", () => page.Raw(SvgDrawing.Text(drawing, $"layout-{number}")));
        }
    }

    private static string Effort(Finding finding) =>
        $" ({finding.Shrunk.Steps} steps, {finding.Shrunk.Tried} looked at{(finding.Shrunk.Finished ? "" : "; cut off by its budget, a simpler one may exist")})";

    private static string Cut(string text) =>
        text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}\n… {Words.Count(text.Length - MostCharacters)} more characters: replay it to have all";
}
