using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Report;

/// <summary>A counterexample, folded under one sentence: the law, who is wrong, the votes, the picture, the shrunk scenario, how to replay it.</summary>
internal static class FindingSection
{
    /// <summary>Characters of one text that are shown; a scenario that could not be made small is in its file.</summary>
    private const int MostCharacters = 1 << 16;

    /// <param name="page">Where to.</param>
    /// <param name="finding">What is shown.</param>
    /// <param name="number">From 1, unique on the page.</param>
    /// <param name="isOpen">Whether it is unfolded at first.</param>
    /// <param name="replayLine">Shows it again.</param>
    public static void Write(Page page, Finding finding, int number, bool isOpen, string replayLine)
    {
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
                        ("wrong", Wrong(finding)),
                        ("came from", finding.File ?? finding.Token?.ToString() ?? "real memory or devices, not drawn"),
                    ]);
                Votes(page, finding, number);
                Pictures(page, finding, number);
                PageParts.Copied(page, $"The simplest scenario that breaks it{Effort(finding)}", Cut(ScenarioWriter.Write(finding.Shrunk.Scenario).TrimEnd()));
                PageParts.Copied(page, "Replay", replayLine);
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

    private static void Pictures(Page page, Finding finding, int number)
    {
        if (finding.Violation.Picture is { } picture)
        {
            PageParts.Copied(page, "What came out", Cut(picture));
        }

        if (finding.Drawing is { } drawing)
        {
            PageParts.Scrolling(page, "Picture of storage and tables", () => page.Raw(SvgDrawing.Text(drawing, $"layout-{number}")));
        }
    }

    private static string Effort(Finding finding) =>
        $" ({finding.Shrunk.Steps} steps, {finding.Shrunk.Tried} looked at{(finding.Shrunk.Finished ? "" : "; cut off by its budget, a simpler one may exist")})";

    private static string Cut(string text) =>
        text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}\n… {Words.Count(text.Length - MostCharacters)} more characters: replay it to have all";
}
