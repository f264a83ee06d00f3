using DmabufVerify.Cli.Output;

namespace DmabufVerify.Cli.Report;

/// <summary>What was claimed in the thread of 2015, and whether it is true.</summary>
internal static class ClaimTable
{
    public static void Write(Page page, IReadOnlyList<ClaimRow> claims)
    {
        page.Element("p", $"{ClaimWords.Summary(claims.Select(claim => claim.Result))}.");
        PageParts.Table(page, "claims", "Claims: verdict and evidence", ["claim", "verdict", "what was said", "evidence"], () =>
        {
            foreach (ClaimRow claim in claims)
            {
                string verdict = ClaimWords.Of(claim.Result.Verdict.Kind);
                page.Open("tr", () => Row(page, claim, verdict), ("data-verdict", verdict));
            }
        });
    }

    private static void Row(Page page, ClaimRow claim, string verdict)
    {
        PageParts.RowHead(page, claim.Result.Claim.Id);
        page.Open("td", () =>
        {
            page.Element("span", verdict, ("class", "verdict"));
            if (claim.Result.Differs)
            {
                page.Element("span", $"docs/claims.md says {ClaimWords.Of(claim.Result.Claim.Expected)}", ("class", "note"));
            }
        });
        page.Element("td", claim.Result.Claim.Says);
        page.Open("td", () =>
        {
            page.Text(claim.Result.Verdict.Evidence);
            if (claim.Replay is { } replay)
            {
                page.Element("code", replay, ("class", "note"));
            }
        });
    }
}
