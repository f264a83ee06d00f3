using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// All findings, those over the same scenario together: the first in full, the others as rows of a table, so that a page of ten thousand still opens. Each of those has its replay line,
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

    /// <summary>Findings over one scenario that stand together: as many as there are laws.</summary>
    private const int MostOfOneScenario = 64;

    public static void Write(Page page, IReadOnlyList<Dossier> dossiers)
    {
        Dossier[][] groups = [.. dossiers.GroupBy(dossier => ScenarioWriter.WriteLine(dossier.Finding.Shrunk.Scenario)).SelectMany(same => same.Chunk(MostOfOneScenario))];
        int shown = 0;
        while (shown < groups.Length && shown < MostInFull && page.Length < MostCharacters)
        {
            FindingSection.Write(page, groups[shown], shown + 1, shown < MostOpen);
            shown++;
        }

        Dossier[] rest = [.. groups.Skip(shown).SelectMany(same => same)];
        if (rest.Length > 0)
        {
            page.Open("details", () =>
            {
                page.Element("summary", $"{Words.Count(rest.Length)} more, a row each");
                PageParts.Table(page, "more", "Findings that are whole in report.json", ["law", "what broke", "wrong", "replay"], () =>
                {
                    foreach (Dossier dossier in rest)
                    {
                        page.Open("tr", () => Row(page, dossier));
                    }
                });
            });
        }
    }

    private static void Row(Page page, Dossier dossier)
    {
        Finding finding = dossier.Finding;
        PageParts.RowHead(page, finding.Law.Name);
        page.Element("td", finding.Violation.Conjunct is { Length: > MostOfARow } text ? $"{text[..MostOfARow]}…" : finding.Violation.Conjunct);
        page.Element("td", FindingSection.Wrong(finding));
        page.Open("td", () => page.Element("code", dossier.ReplayLine));
    }
}
