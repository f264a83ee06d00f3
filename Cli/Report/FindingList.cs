using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// All findings: the first in full, the others as rows of a table, so that a page of ten thousand still opens. Each of those has its replay line,
/// and is whole in the JSON report.
/// </summary>
internal static class FindingList
{
    /// <summary>Findings shown in full, however small they are.</summary>
    public const int MostInFull = 500;

    /// <summary>Unfolded at first.</summary>
    private const int MostOpen = 3;

    /// <summary>Characters of the page after which no finding is shown in full any more.</summary>
    private const int MostCharacters = 8_000_000;

    /// <summary>Characters of a sentence in a row.</summary>
    private const int MostOfARow = 200;

    public static void Write(Page page, IReadOnlyList<Finding> findings, Func<Finding, string> replayLine)
    {
        int shown = 0;
        while (shown < findings.Count && shown < MostInFull && page.Length < MostCharacters)
        {
            FindingSection.Write(page, findings[shown], shown + 1, shown < MostOpen, replayLine(findings[shown]));
            shown++;
        }

        if (shown < findings.Count)
        {
            page.Open("details", () =>
            {
                page.Element("summary", $"{Words.Count(findings.Count - shown)} more, a row each");
                PageParts.Table(page, "more", "Findings that are whole in report.json", ["law", "what broke", "wrong", "replay"], () =>
                {
                    foreach (Finding finding in findings.Skip(shown))
                    {
                        page.Open("tr", () => Row(page, finding, replayLine(finding)));
                    }
                });
            });
        }
    }

    private static void Row(Page page, Finding finding, string replayLine)
    {
        PageParts.RowHead(page, finding.Law.Name);
        page.Element("td", finding.Violation.Conjunct is { Length: > MostOfARow } text ? $"{text[..MostOfARow]}…" : finding.Violation.Conjunct);
        page.Element("td", FindingSection.Wrong(finding));
        page.Open("td", () => page.Element("code", replayLine));
    }
}
