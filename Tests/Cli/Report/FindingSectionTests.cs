using System.Xml.Linq;
using DmabufVerify.Cli.Report;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Cli.Report;

/// <summary>What a finding's part of the page says.</summary>
public sealed class FindingSectionTests
{
    private static readonly Scenario Crosses = Sharing([new(0xf, 2)], Free("d0", (LimitKind.SegmentBoundaryMask, 0xffff)));

    [Fact]
    public void Tables_that_differ_stand_beside_each_other_and_what_differs_is_marked()
    {
        XElement shown = Shown(Of("optimised.boundary-ignored", "Optimised.EqualsSpec", Crosses));

        Assert.Equal(["step", "spec", "optimised"], Heads(shown, "trace-1"));
        Assert.Equal(["≠ answer", "≠ segments[0]", "≠ segments[1]"], Rows(shown, "trace-1").Select(row => row.Element("th")!.Value));
        Assert.Equal(
            ["* sat, 2 segments", "* sat, 1 segment", "* 0xf000 + 4 KiB", "* 0xf000 + 8 KiB", "* 0x10000 + 4 KiB", "* none"],
            shown.Descendants("mark").Select(mark => mark.Value));
        Assert.Contains("wrong verdict", shown.Descendants("dd").Select(dd => dd.Value));
    }

    [Fact]
    public void Steps_at_which_both_do_the_same_stand_once()
    {
        Scenario life = Sharing([new(0, 1)], new Device("d0", Limits.Unset)) with
        {
            Exporter = Exporter.Default with { HooksReadConstraints = true },
            Steps = [new(new Operation.Attach("d0"))],
        };
        XElement shown = Shown(Of("engine.hook-sees-no-newcomer", "Engine.EqualsSpec", life));

        XElement[] rows = Rows(shown, "trace-1");
        Assert.Equal(["export", "≠ steps[0] attach d0"], rows.Select(row => row.Element("th")!.Value));
        Assert.Equal("2", (string?)Assert.Single(rows[0].Elements("td")).Attribute("colspan"));
        Assert.Equal(2, rows[1].Elements("td").Count());
        Assert.NotEmpty(rows[1].Descendants("mark"));
        Assert.Contains(Rows(shown, "free-1"), row => row.Element("th")!.Value == "exporter.allocates");
    }

    [Fact]
    public void A_wrong_merge_is_shown_device_by_device_without_a_picture()
    {
        Scenario two = Sharing([new(0, 1)], Free("d0", (LimitKind.AddressMask, 0x2fff)), Free("d1", (LimitKind.AddressMask, 0x1fff)));
        XElement shown = Shown(Of("optimised.merge-reach-is-and", "Merge.OnlyTightens", two));

        Assert.Equal(["merged with d0", "≠ merged with d1"], Rows(shown, "trace-1").Select(row => row.Element("th")!.Value));
        Assert.Empty(shown.Descendants("{http://www.w3.org/2000/svg}svg"));
    }

    [Fact]
    public void Whom_the_majority_finds_in_the_way_is_a_graph_with_sentences_and_fixes()
    {
        Scenario unsat = Sharing([new(0x1000, 8)], Free("count", (LimitKind.MaxSegmentCount, 1)), Free("size", (LimitKind.MaxSegmentSize, 4 * Some.Page)));
        Dossier dossier = Of("optimised.boundary-ignored", "Optimised.EqualsSpec", Crosses);
        Finding over = dossier.Finding with
        {
            Shrunk = dossier.Finding.Shrunk with { Scenario = unsat },
            Ballots = [Ballot.Of(Question.Of(unsat).Parts[0], TestVoters.Two.All)],
        };
        XElement shown = Shown(dossier with { Finding = over, Conflict = AgreedConflict.Of(over, TestVoters.Two) });

        Assert.Equal(2, shown.Element("ol")!.Elements("li").Count());
        Assert.Contains("count.maxSegmentCount  1 -> 2", shown.Descendants("code").Select(code => code.Value));
        Assert.Null(Shown(dossier).Element("ol"));
    }

    [Fact]
    public void Laws_that_one_scenario_breaks_stand_together()
    {
        Dossier one = Of("optimised.boundary-ignored", "Optimised.EqualsSpec", Crosses);
        Dossier other = Of("optimised.boundary-ignored", "Table.WithinLimits", Crosses);

        XElement[] sections = Sections(one, other);

        Assert.Equal("Table.WithinLimits", Assert.Single(Rows(Assert.Single(sections), "others-1")).Element("th")!.Value);
    }

    private static Dossier Of(string fault, string law, Scenario failing)
    {
        Voters voters = AllFaults.Named(fault)!.Plant(TestVoters.Two);
        Law broken = AllLaws.List.Single(one => one.Name == law);
        return Dossier.Of(Examination.Examine(broken, failing, null, voters, shrinkBudget: 0), voters, "replay it");
    }

    private static XElement Shown(Dossier dossier) => Assert.Single(Sections(dossier));

    private static XElement[] Sections(params Dossier[] dossiers)
    {
        using var page = new Page();
        page.Open("main", () => FindingList.Write(page, dossiers));
        return [.. XElement.Parse(page.ToString()).Elements("details")];
    }

    private static XElement[] Rows(XElement shown, string table) => [.. Table(shown, table).Element("tbody")!.Elements("tr")];

    private static string[] Heads(XElement shown, string table) => [.. Table(shown, table).Element("thead")!.Descendants("th").Select(th => th.Value)];

    private static XElement Table(XElement shown, string id) => shown.Descendants("table").Single(t => (string?)t.Attribute("id") == id);
}
