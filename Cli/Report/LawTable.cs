using System.Globalization;
using DmabufVerify.Cli.Output;
using DmabufVerify.Cli.Output.Files;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Report;

/// <summary>Every law: verdict, cases, time.</summary>
internal static class LawTable
{
    public static void Write(Page page, RunReport report) => PageParts.Table(
        page,
        "laws",
        "Laws: verdict, cases and time",
        ["law", "verdict", "#held", "#broken", "#open", "#not about it", "#time"],
        () =>
        {
            for (int law = 0; law < report.Tallies.Count; law++)
            {
                LawTally tally = report.Tallies[law];
                page.Open("tr", () => Row(page, tally, report, law), ("data-verdict", CheckVerdict.Of(tally)));
            }
        });

    private static void Row(Page page, LawTally tally, RunReport report, int law)
    {
        page.Open(
            "th",
            () =>
            {
                page.Text(tally.Law.Name);
                page.Element("code", tally.Law.Equation, ("class", "equation"));
                if (tally.LookedAt == 0)
                {
                    page.Element("span", JUnitXml.Unseen(tally, report), ("class", "note"));
                }
            },
            ("scope", "row"));
        PageParts.Verdict(page, CheckVerdict.Of(tally));
        PageParts.Number(page, Words.Count(tally.Held));
        PageParts.Number(page, Words.Count(tally.Violated));
        PageParts.Number(page, Words.Count(tally.Unknown));
        PageParts.Number(page, Words.Count(tally.NotApplicable));
        PageParts.Number(page, law < report.TimeShares.Count ? Share(report.TimeShares[law]) : "not measured");
    }

    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:f1} %");
}
