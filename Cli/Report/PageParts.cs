namespace DmabufVerify.Cli.Report;

/// <summary>What the sections of the report have in common.</summary>
internal static class PageParts
{
    /// <summary>A table in a box of its own that scrolls, with a caption and heads that a screen reader repeats.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="id">Unique on the page; the filter finds it by that.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="heads">Of the columns; those that begin with # are of numbers.</param>
    /// <param name="rows">Writes them.</param>
    public static void Table(Page page, string id, string caption, string[] heads, Action rows) =>
        Scrolling(page, caption, () => page.Open(
            "table",
            () =>
            {
                page.Element("caption", caption);
                page.Open("thead", () => page.Open("tr", () =>
                {
                    foreach (string head in heads)
                    {
                        page.Element("th", head.TrimStart('#'), ("scope", "col"), ("class", head.StartsWith('#') ? "number" : "word"));
                    }
                }));
                page.Open("tbody", rows);
            },
            ("id", id)));

    /// <summary>A box that scrolls sideways where the page is narrow; the keyboard reaches it.</summary>
    public static void Scrolling(Page page, string label, Action content) =>
        page.Open("div", content, ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", label));

    /// <summary>A head of a row.</summary>
    public static void RowHead(Page page, string text) => page.Element("th", text, ("scope", "row"));

    /// <summary>A cell with a number.</summary>
    public static void Number(Page page, string text) => page.Element("td", text, ("class", "number"));

    /// <summary>A verdict: the word says it, the colour only repeats it.</summary>
    public static void Verdict(Page page, string word) => page.Open("td", () => page.Element("span", word, ("class", $"verdict {Kind(word)}")));

    /// <summary>A name and what belongs to it, several of them.</summary>
    public static void Terms(Page page, IEnumerable<(string Name, string Value)> terms) => page.Open("dl", () =>
    {
        foreach ((string name, string value) in terms)
        {
            page.Element("dt", name);
            page.Element("dd", value);
        }
    });

    /// <summary>Something to copy, as it is: a command, a scenario.</summary>
    public static void Copied(Page page, string label, string text)
    {
        page.Open("p", () => page.Element("strong", label), ("class", "label"));
        Scrolling(page, label, () => page.Element("pre", text));
    }

    private static string Kind(string word) => word switch
    {
        "holds" or "enough" => "good",
        "BROKEN" or "STARVED" or "counterexample" => "bad",
        _ => "open",
    };
}
