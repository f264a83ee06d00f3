using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Report;

/// <summary>Defects of the published patches and real bugs in the engine: which law finds each, after how many histories.</summary>
internal static class PublishedTable
{
    public static void Write(Page page, IReadOnlyList<HuntRow> rows, HuntSettings settings)
    {
        page.Element("p", $"{HuntText.Summary(rows)}. Looked for from {Words.Plural(settings.Seeds, "seed")}, at most {Words.Count(settings.MostCases)} random histories each.");
        PageParts.Table(
            page,
            "published",
            "Planted defects: what finds each, after how many histories",
            ["defect", "found", "#median", "#worst", "law and conjunct", "shrunk to"],
            () =>
            {
                foreach (HuntRow row in rows)
                {
                    page.Open("tr", () => Row(page, row), ("data-verdict", Found(row)));
                }
            });
    }

    private static void Row(Page page, HuntRow row)
    {
        page.Open(
            "th",
            () =>
            {
                page.Text(row.Hunt.Fault.Name);
                page.Element("span", row.Hunt.Fault.Description, ("class", "note"));
            },
            ("scope", "row"));
        page.Element("td", Found(row), ("class", row.IsAsItShouldBe ? "good" : "bad"));
        PageParts.Number(page, row.Hunt.Median is { } median ? Words.Count(median) : "never");
        PageParts.Number(page, row.Hunt.Worst is { } worst ? Words.Count(worst) : "never");
        page.Element("td", row.Hunt.Finding is { } finding ? $"{finding.Law.Name}: {finding.Violation.Conjunct}" : $"nothing in {Words.Count(row.Hunt.Cases)} histories");
        page.Open("td", () =>
        {
            page.Text(row.Size);
            if (row.Path is not null)
            {
                page.Element("code", $"./verify replay {row.Path} --fault {row.Hunt.Fault.Name}", ("class", "note"));
            }
        });
    }

    private static string Found(HuntRow row) => row.Hunt.Fault == PublishedFaults.None
        ? row.IsAsItShouldBe ? "nothing, as it should be" : "something"
        : $"{row.Hunt.Found} of {row.Hunt.CasesToFind.Count}";
}
