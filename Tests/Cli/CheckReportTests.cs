using System.Xml.Linq;
using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Tests.Cli;

/// <summary>The page that <c>check</c> leaves behind.</summary>
public sealed class CheckReportTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void A_planted_fault_is_on_it_with_its_picture_and_the_line_that_shows_it_again()
    {
        ToolRun run = Check("broken", "400", "--law", "Table.*", "--fault", "optimised.partial-page-counts");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal($"page to read: {folder.In("broken/report.html")}", run.Lines[^2]);
        XElement finding = Page("broken").Descendants("details").Single(d => d.Element("summary")!.Value.StartsWith("Table.Fewest is broken: ", StringComparison.Ordinal));
        Assert.Contains(finding.Descendants("dd"), dd => dd.Value == "optimised");
        Assert.Single(finding.Descendants("{http://www.w3.org/2000/svg}svg"));
        Assert.Contains(
            $"./verify replay {folder.In("broken/Table.Fewest.json")} --law Table.Fewest --fault optimised.partial-page-counts",
            finding.Descendants("pre").Select(pre => pre.Value));
    }

    [Fact]
    public void Without_one_it_has_every_law_and_the_real_finding_with_a_sentence_for_each_edge()
    {
        ToolRun run = Check("sound", "40", "--json", "--no-solver");

        Assert.Equal("", run.Errors);
        XDocument page = Page("sound");
        string text = page.Root!.Value;
        Assert.All(AllLaws.List.Where(law => !law.NeedsSolver), law => Assert.Contains(law.Name, text, StringComparison.Ordinal));
        XElement graph = page.Descendants("{http://www.w3.org/2000/svg}svg").Single(svg => (string?)svg.Attribute("class") == "core-graph");
        int edges = graph.Descendants().Count(e => (string?)e.Attribute("class") == "core-edge");
        Assert.InRange(edges, 2, 6);
        Assert.Equal(edges, page.Descendants("ol").Single().Elements("li").Count());
        Assert.Contains($"./verify decide {folder.In("sound/real-finding.json")}", text, StringComparison.Ordinal);
        Assert.Equal(1, Tool.Run("decide", folder.In("sound/real-finding.json")).ExitCode);
    }

    [Fact]
    public void What_is_in_its_place_is_told_and_stays()
    {
        Directory.CreateDirectory(folder.In("taken/report.html"));
        ToolRun run = Check("taken", "3", "--law", "Merge.*");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"dmabuf-verify: --out {folder.In("taken")}: cannot be written: ", Assert.Single(run.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.In("taken"), "*.tmp"));
    }

    private XDocument Page(string name) => XDocument.Load(folder.In($"{name}/report.html"));

    private ToolRun Check(string name, string cases, params string[] more) =>
        Tool.Run(["check", "--seed", "0x5eed", "--cases", cases, "--no-capture", "--out", folder.In(name), .. more]);
}
