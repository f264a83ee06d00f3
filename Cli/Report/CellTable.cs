using System.Globalization;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Coverage;

namespace DmabufVerify.Cli.Report;

/// <summary>Kinds of cases: how many a run saw, and how many it has to see for a pass to mean something.</summary>
internal static class CellTable
{
    /// <param name="page">Where to.</param>
    /// <param name="id">Of the table.</param>
    /// <param name="sort">Question or history.</param>
    /// <param name="cells">Those of that sort.</param>
    public static void Write(Page page, string id, string sort, IEnumerable<CellShare> cells) => PageParts.Table(
        page,
        id,
        $"Kinds of {sort}: shares of the cases drawn",
        [$"kind of {sort}", "verdict", "#cases", "#share", "#at least"],
        () =>
        {
            foreach (CellShare share in cells)
            {
                page.Open("tr", () => Row(page, share), ("data-verdict", Verdict(share)));
            }
        });

    private static void Row(Page page, CellShare share)
    {
        PageParts.RowHead(page, share.Cell.Name);
        PageParts.Verdict(page, Verdict(share));
        PageParts.Number(page, Words.Count(share.Cases));
        PageParts.Number(page, Percent(share.PerMille));
        PageParts.Number(page, Percent(share.Cell.LeastPerMille));
    }

    /// <summary>Too few to say is neither good nor bad.</summary>
    private static string Verdict(CellShare share) =>
        share.IsStarved ? "STARVED" : share.Total < CellShare.LeastTotal ? "too few to say" : "enough";

    private static string Percent(double perMille) => string.Create(CultureInfo.InvariantCulture, $"{perMille / 10:f2} %");
}
