using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Tests.Cli.Drawing;
using DmabufVerify.Tests.Cli.Output.Files;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Report;

/// <summary>The page, read as the XML that it is too.</summary>
public sealed partial class HtmlReportTests
{
    private const string Hostile = "</pre><script>alert('x')</script>&\"<img src=x onerror=y>";

    private static readonly string Page = HtmlReport.Text(
        ReportContents.Of(Broken.Report, [.. Broken.Report.Findings.Select(finding => Broken.Dossier(finding, "./verify replay x.json"))], null));

    private static readonly XDocument Document = XDocument.Parse(Page);

    [Fact]
    public void It_names_every_law_and_kind_of_case_with_a_verdict()
    {
        XElement[] laws = Rows(Document, "laws");
        XElement[] cells = [.. Rows(Document, "questions"), .. Rows(Document, "histories")];

        Assert.Equal(Broken.Report.Tallies.Select(t => t.Law.Name), laws.Select(row => row.Element("th")!.Nodes().OfType<XText>().First().Value));
        Assert.Equal(["holds", "BROKEN", "not looked at", "not looked at"], laws.Select(Verdict));
        Assert.Equal("a <= b & c", laws[0].Descendants("code").Single().Value);
        Assert.Equal("it needs Z3, which did not vote", laws[3].Descendants("span").First(s => (string?)s.Attribute("class") == "note").Value);
        Assert.Equal(Broken.Report.Cells.Select(c => c.Cell.Name), cells.Select(row => row.Element("th")!.Value));
        Assert.Equal(["enough", "STARVED", "too few to say"], cells.Select(Verdict));
        Assert.Equal(["1,500", "50.00 %"], cells[0].Elements("td").Skip(1).Take(2).Select(td => td.Value));
    }

    [Fact]
    public void A_finding_is_there_with_its_votes_picture_scenario_and_replay_line()
    {
        XElement finding = Document.Descendants("details").Single(d => (string?)d.Attribute("id") == "finding-1");

        Assert.Equal("Test.AtMostOne is broken: number", finding.Element("summary")!.Value);
        Assert.NotNull(finding.Attribute("open"));
        Assert.Contains("<at most ?>", finding.Descendants("dd").Select(dd => dd.Value));
        Assert.Contains("./verify replay x.json", finding.Descendants("pre").Select(pre => pre.Value));
        Assert.Contains(finding.Descendants("pre"), pre => pre.Value.StartsWith("{\n  \"schema\": \"dmabuf-scenario/1\"", StringComparison.Ordinal));
        Assert.Contains(finding.Descendants("caption"), caption => caption.Value.StartsWith("Votes", StringComparison.Ordinal));
        XDocument drawn = XDocument.Parse(Text([Of(Pictures.OneRun)]));
        Assert.Single(drawn.Descendants("{http://www.w3.org/2000/svg}svg"), svg => (string?)svg.Attribute("class") == "layout-drawing");
    }

    [Fact]
    public void Nothing_on_it_comes_from_elsewhere()
    {
        string own = Text([Of(Pictures.Reach)]).Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal);

        Assert.DoesNotMatch(Outside(), own);
        Assert.All(
            XDocument.Parse(own).Descendants().Attributes("href"), href => Assert.StartsWith("#", href.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Foreign_text_is_only_text()
    {
        Scenario scenario = Sharing([new(0x1000, 4)], Free(Hostile, (LimitKind.MaxSegmentCount, 1)));
        Finding hostile = Broken.Report.Findings[0] with { Shrunk = new Shrunk(scenario, 1, 1, Finished: false), Drawing = Pictures.Of(scenario) };
        XDocument page = XDocument.Parse(HtmlReport.Text(ReportContents.Of(Broken.Report, [Broken.Dossier(hostile, $"replay {Hostile}\u0001\ud800")], null)));

        Assert.Single(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.Contains($"replay {Hostile}?\ufffd", page.Descendants("pre").Select(pre => pre.Value));
    }

    [Fact]
    public void Ids_are_unique_and_every_table_is_labelled()
    {
        XDocument page = XDocument.Parse(Text(
        [
            Of(Pictures.Reach), Of(Pictures.OneRun), Over(Of(Pictures.Reach), Sharing([new(0, 1)], Free("d0"))), Over(Of(Pictures.OneRun), Sharing([new(0, 2)], Free("d0"))),
        ]));
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];

        Assert.InRange(ids.Length, 20, 1000);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(page.Descendants("th"), th => Assert.Contains((string?)th.Attribute("scope"), new[] { "row", "col" }));
        Assert.All(page.Descendants().Attributes("href"), href => Assert.Contains(href.Value[1..], ids));
        Assert.All(page.Descendants("table"), table => Assert.Equal("scroll", (string?)table.Parent!.Attribute("class")));
    }

    /// <summary>Empty elements have end tags, as a browser does not know another way to end them.</summary>
    [Fact]
    public void Only_meta_ends_itself() => Assert.DoesNotMatch(SelfClosed(), Svg().Replace(Text([Of(Pictures.Reach)]), ""));

    [Fact]
    public void Ten_thousand_findings_stay_a_page_that_opens()
    {
        Finding finding = Of(Pictures.TenThousandRuns);
        string page = Text([.. Enumerable.Range(1, 10_000).Select(pages => Over(finding, Sharing([new(0, (ulong)pages)], Free("d0"))))]);
        XDocument read = XDocument.Parse(page);

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1_000_000, 20_000_000);
        int full = read.Descendants("details").Count(d => (string?)d.Attribute("class") == "finding");
        Assert.InRange(full, 100, FindingList.MostInFull);
        Assert.Equal(10_000 - full, Rows(read, "more").Length);
        Assert.Equal(3, read.Descendants("details").Count(d => d.Attribute("open") is not null));
    }

    private static Finding Of(LayoutDrawing drawing) => Broken.Report.Findings[0] with { Drawing = drawing };

    private static string Text(ValueList<Finding> findings) =>
        HtmlReport.Text(ReportContents.Of(
            Broken.Report with { Findings = findings },
            [.. findings.Select(finding => Broken.Dossier(finding, "./verify replay out/Test.AtMostOne.json --law Test.AtMostOne"))],
            real: null));

    private static Finding Over(Finding finding, Scenario scenario) => finding with { Shrunk = finding.Shrunk with { Scenario = scenario } };

    private static XElement[] Rows(XDocument page, string table) =>
        [.. page.Descendants("table").Single(t => (string?)t.Attribute("id") == table).Element("tbody")!.Elements("tr")];

    private static string Verdict(XElement row) =>
        row.Descendants("span").Single(span => ((string?)span.Attribute("class"))!.StartsWith("verdict", StringComparison.Ordinal)).Value;

    [GeneratedRegex(@"https?:|\bsrc=|@import|url\((?!#)|<link|\bxlink")]
    private static partial Regex Outside();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex("<(?!meta)[a-z]+[^>]*/>")]
    private static partial Regex SelfClosed();
}
