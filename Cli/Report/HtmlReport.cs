using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Report;

/// <summary>
/// What was seen as one page that opens from disk: no network, no other file, light and dark, on paper, by keyboard and read aloud. It is XML too, so
/// that a test can read it. The script only filters tables, steps through traces and unfolds for printing; without it all is there.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Text(ReportContents contents)
    {
        Section[] sections = [.. Sections(contents)];
        using var page = new Page();
        page.Open(
            "html",
            () =>
            {
                page.Open("head", () => Head(page, contents));
                page.Open("body", () =>
                {
                    page.Element("a", "Skip to the summary", ("class", "skip"), ("href", "#summary"));
                    page.Open("header", () =>
                    {
                        page.Element("h1", $"dmabuf-verify: {contents.Title}");
                        Links(page, sections);
                    });
                    page.Open("main", () =>
                    {
                        foreach (Section section in sections)
                        {
                            Write(page, section);
                        }
                    });
                    page.Open("script", () => page.Raw(PageScript.Text));
                });
            },
            ("lang", "en"));
        return $"<!DOCTYPE html>\n{page}";
    }

    private static IEnumerable<Section> Sections(ReportContents contents)
    {
        yield return new Section("summary", "Summary", page => Summary(page, contents));
        yield return new Section("found", "Findings", page => Findings(page, contents));
        if (contents.Run is { } run)
        {
            yield return new Section("all-laws", "Laws", page => LawTable.Write(page, run));
            yield return new Section("coverage", "Coverage", page => Cells(page, run));
        }

        if (contents.Claims.Count > 0)
        {
            yield return new Section("thread", "Claims", page => ClaimTable.Write(page, contents.Claims));
        }

        if (contents is { Published.Count: > 0, Hunted: { } hunted })
        {
            yield return new Section("defects", "Published defects", page => PublishedTable.Write(page, contents.Published, hunted));
        }

        yield return new Section("provenance", "Provenance", page => PageParts.Terms(
            page, [.. contents.Run is { } seen ? RunSummary.Origin(seen) : [], .. Provenance.Lines()]));
    }

    private static void Head(Page page, ReportContents contents)
    {
        page.Meta(("charset", "utf-8"));
        page.Meta(("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Meta(("name", "color-scheme"), ("content", "light dark"));
        page.Meta(("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"));
        page.Element("title", contents.Run is { } run ? $"dmabuf-verify: {CheckVerdict.Of(run).Word}, seed {Words.Hex(run.Settings.Seed)}" : $"dmabuf-verify: {contents.Title}");
        page.Open("style", () => page.Raw($"\n{PageStyle.Css}\n{SvgDrawing.Css}\n"));
    }

    private static void Links(Page page, IEnumerable<Section> sections) => page.Open(
        "nav",
        () => page.Open("ul", () =>
        {
            foreach (Section section in sections)
            {
                page.Open("li", () => page.Element("a", section.Title, ("href", $"#{section.Id}")));
            }
        }),
        ("aria-label", "Sections"));

    private static void Write(Page page, Section section) => page.Open(
        "section",
        () =>
        {
            page.Element("h2", section.Title, ("id", $"{section.Id}-title"));
            section.Content(page);
        },
        ("id", section.Id),
        ("aria-labelledby", $"{section.Id}-title"));

    private static void Summary(Page page, ReportContents contents)
    {
        page.Open("p", () => page.Element("strong", contents.Meaning), ("class", "meaning"));
        PageParts.Terms(page, contents.Run is { } run ? RunSummary.Terms(run) : [("findings", Words.Count(contents.Findings.Count))]);
    }

    private static void Findings(Page page, ReportContents contents)
    {
        if (contents.Findings.Count == 0)
        {
            page.Element("p", "No counterexample to any law was found.");
        }

        FindingList.Write(page, contents.Findings);
        for (int i = 0; i < contents.Decisions.Count; i++)
        {
            DecisionSection.Write(page, contents.Decisions[i].Decided, contents.Decisions[i].Name, $"decided-{i + 1}");
        }
    }

    private static void Cells(Page page, RunReport report)
    {
        CellTable.Write(page, "questions", "question", report.Cells.Where(share => share.Cell is TableCell));
        CellTable.Write(page, "histories", "history", report.Cells.Where(share => share.Cell is LifecycleCell));
    }

    /// <summary>A part of the page.</summary>
    private sealed record Section(string Id, string Title, Action<Page> Content);
}
