using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Cli.Report;

/// <summary>Which fields of a finding's scenario may be anything, folded.</summary>
internal static class FreeTable
{
    /// <summary>Nothing where nothing was tried.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="free">The fields.</param>
    /// <param name="id">Unique on the page.</param>
    public static void Write(Page page, FreeFields free, string id)
    {
        if (free.Checks == 0)
        {
            return;
        }

        string together = free.JointRounds == 0 ? "" : $", {Words.Count(free.JointRounds)} times with all of these changed at once";
        string cut = free.Finished ? "" : "; the budget ended there: more fields may be free";
        page.Open("details", () =>
        {
            page.Element("summary", $"May be anything: {Words.Plural(free.Fields.Count, "field")} (looked at again {Words.Count(free.Checks)} times{together}{cut})");
            PageParts.Table(page, id, "With each of the other values that were tried it stays so", ["field", "here", "#other values tried"], () =>
            {
                foreach (FreeField field in free.Fields)
                {
                    page.Open("tr", () =>
                    {
                        PageParts.RowHead(page, field.Path);
                        page.Element("td", field.Value ?? "not given");
                        PageParts.Number(page, field.IsAll ? $"all {field.Tried}" : $"{field.Tried}");
                    });
                }
            });
        });
    }
}
