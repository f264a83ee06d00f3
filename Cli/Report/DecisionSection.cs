using DmabufVerify.Cli.Drawing;
using DmabufVerify.Cli.Explaining;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Report;

/// <summary>A decision: the votes; where it is unsatisfiable who is in the way, why, what would fix it; the picture, the scenario, the command that asks again.</summary>
internal static class DecisionSection
{
    /// <param name="page">Where to.</param>
    /// <param name="shown">What is shown.</param>
    /// <param name="name">What the scenario is called.</param>
    /// <param name="id">Unique on the page.</param>
    public static void Write(Page page, Decided shown, string name, string id)
    {
        Decision decision = shown.Decision;
        page.Element("h3", name, ("id", id));
        page.Open("p", () => page.Element("strong", Answer.Title(decision)));
        page.Open("p", () => page.Sentence(string.Join(' ', Answer.Lines(decision))));
        page.Open("p", () => page.Sentence(string.Join(' ', Why.Lines(decision))));
        if (decision is { Verdict: Verdict.Unsat, HasCore: true })
        {
            Conflict(page, decision, $"{id}-core");
        }

        if (shown.Drawing is { } drawing)
        {
            page.Element("h4", "Storage and tables, to scale");
            PageParts.Scrolling(page, "Picture of storage and tables", () => page.Raw(SvgDrawing.Text(drawing, $"{id}-layout")));
        }

        page.Open("details", () =>
        {
            page.Element("summary", "The scenario");
            PageParts.Copied(page, "As a file for the tool", ScenarioWriter.Write(decision.Scenario).TrimEnd());
        });
        FreeTable.Write(page, shown.Free, $"{id}-free");
        PageParts.Copied(page, "Decide it yourself", shown.Again);
    }

    /// <summary>Who is in the way: a picture, a sentence for each edge of it, and what would fix it.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="decision">Unsatisfiable, with a core.</param>
    /// <param name="id">Unique on the page.</param>
    public static void Conflict(Page page, Decision decision, string id)
    {
        page.Element("h4", "Who is in the way, with which limit");
        PageParts.Scrolling(page, "Picture of the conflict", () => page.Raw(CoreGraph.Text(decision, id)));
        page.Open("ol", () =>
        {
            foreach (string sentence in CoreGraph.Sentences(decision))
            {
                page.Open("li", () => page.Sentence($"{sentence}."));
            }
        });
        Fixes(page, decision);
    }

    private static void Fixes(Page page, Decision decision)
    {
        page.Element("h4", decision.HasFix ? "What would fix it: each is enough alone, none less is" : "No one change is enough");
        string[] fixes =
        [
            .. decision.Changes.Select(Words.Of),
            .. decision.PairRelaxations.Select(pair => $"{Words.Of(pair.First)}, and {Words.Of(pair.Second)}"),
            .. decision.BounceFixes.Select(fix => $"no longer zero-copy: {Words.Of(fix)}"),
        ];
        if (fixes.Length > 0)
        {
            page.Open("ul", () =>
            {
                foreach (string fix in fixes)
                {
                    page.Open("li", () => page.Element("code", fix));
                }
            });
        }
    }
}
