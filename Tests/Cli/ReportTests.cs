using System.Xml.Linq;

namespace DmabufVerify.Tests.Cli;

/// <summary>The pages that <c>report</c> writes.</summary>
public sealed class ReportTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void Cases_are_replayed_and_decided()
    {
        string unsat = folder.File("unsat.json", """
            { "buffer": { "size": "64KiB" }, "layout": { "runs": [ { "pfn": 4096, "pages": 16 } ] },
              "devices": [ { "name": "a", "maxSegmentSize": "4KiB" }, { "name": "b", "maxSegmentCount": 1 } ] }
            """);
        string life = folder.File("life.json", """
            { "buffer": { "size": "4KiB" }, "layout": { "runs": [ { "pfn": 0, "pages": 1 } ] }, "devices": [ { "name": "d" } ],
              "steps": [ { "op": "exporterRefuses", "device": "d" }, { "op": "attach", "device": "d" } ] }
            """);
        ToolRun run = Report("cases.html", unsat, life, "--fault", "published.F3", "--law", "Attach.Atomic", "--no-solver");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal(["2 cases: 1 counterexample; decided: 0 sat, 1 unsat, 0 unknown", $"page to read: {folder.In("cases.html")}"], run.Lines);
        XDocument page = Page("cases.html");
        Assert.Equal("Attach.Atomic is broken: a refused operation leaves the stored constraints", Element(page, "finding-1").Element("summary")!.Value);
        Assert.Equal(unsat, Element(page, "decided-1").Value);
        string[] lines = [.. page.Descendants("pre").Select(pre => pre.Value)];
        Assert.Contains($"./verify replay {life} --fault published.F3 --law Attach.Atomic", lines);
        Assert.Contains($"./verify decide {unsat}", lines);
        Assert.Contains("a.maxSegmentSize  4 KiB -> 64 KiB", page.Descendants("code").Select(code => code.Value));
    }

    [Fact]
    public void Sound_cases_make_a_page_too()
    {
        string sat = folder.File("sat.json", """{ "buffer": { "size": "4KiB" }, "layout": { "runs": [ { "pfn": 1, "pages": 1 } ] }, "devices": [ { "name": "d" } ] }""");
        ToolRun run = Report("sat.html", sat, "p-00c0ffee00c0ffee", "--law", "Scenario.*", "--no-solver");

        Assert.Equal("", run.Errors);
        Assert.StartsWith("2 cases: 0 counterexamples; decided: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("No counterexample to any law was found.", Page("sat.html").Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_cases_laws_claims_and_defects_are_on_it()
    {
        ToolRun run = Report("all.html", "--time", "1", "--law", "Merge.*", "--no-solver", "--seed", "7", "--quiet");

        Assert.InRange(run.ExitCode, 0, 3);
        Assert.Equal("", run.Errors);
        XDocument page = Page("all.html");
        Assert.All(["laws", "questions", "claims", "published"], table => Assert.NotEmpty(Element(page, table).Element("tbody")!.Elements("tr")));
        Assert.Contains(Element(page, "published").Descendants("th"), th => th.Value.StartsWith("published.F8", StringComparison.Ordinal));
        Assert.Contains(Element(page, "claims").Descendants("th"), th => th.Value == "C6.1");
        string[] replays = [.. Element(page, "claims").Descendants("code").Select(code => code.Value.Split(' ')[2])];
        Assert.NotEmpty(replays);
        Assert.All(replays, file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public void A_mistake_leaves_no_page()
    {
        string bad = folder.File("bad.json", """{ "buffer": { "size": -1 } }""");

        Assert.StartsWith($"{bad}: buffer.size (line 1): -1", Report("none.html", bad).BadInput(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("none.html")));
    }

    private ToolRun Report(string page, params string[] arguments) => Tool.Run(["report", .. arguments, "--output", folder.In(page)]);

    private XDocument Page(string name) => XDocument.Load(folder.In(name));

    private static XElement Element(XDocument page, string id) => page.Descendants().Single(e => (string?)e.Attribute("id") == id);
}
