using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Searching;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Searching;

public sealed class SearchTests
{
    private static readonly SearchSettings Few = new(Seed: 1, Cases: 60_000, Time: null, RealOnly: false);

    [Theory]
    [InlineData("shared=unsat and tailored=sat")]
    [InlineData("strict=unsat and kernel=sat")]
    [InlineData("withoutDefaults=sat and strict=unsat and devices<=1")]
    [InlineData("core.size=3 and devices>=3")]
    [InlineData("placement=sat and shared=unsat and runs<=2")]
    public void What_is_found_is_so_to_the_specification_alone_and_is_small(string text)
    {
        Expression expression = ExpressionParser.Parse(text).Value!;

        SearchReport report = new Search(expression, TestVoters.Two, RealInputs.None, Few).Run(CancellationToken.None);

        Scenario found = report.Shrunk!.Scenario;
        Assert.Equal(0, Distance.Of(expression, new ScenarioFacts(found, [TestVoters.Two.Spec], TestVoters.Two.Spec)));
        Assert.True(report.Shrunk.Finished);
        Assert.InRange(found.Devices.Count, 1, 3);
    }

    [Fact]
    public void A_real_one_keeps_real_devices_and_real_page_frames()
    {
        // Over single pages no limit cuts, and one table is as good as one each: there has to be storage in longer pieces.
        RealInputs real = RealData.Shipped with { Layouts = [RealData.Layout("huge-pages-64MiB")] };
        Expression expression = ExpressionParser.Parse("shared=unsat and tailored=sat").Value!;

        SearchReport report = new Search(expression, TestVoters.Two, real, Few with { RealOnly = true }).Run(CancellationToken.None);

        Scenario found = report.Shrunk!.Scenario;
        Assert.Equal(2, found.Devices.Count);
        Assert.All(found.Devices, device => Assert.Contains(
            real.Catalogue, known => known.Name == device.Name && known.Limits == device.Limits));
        Assert.Equal("huge-pages-64MiB", RealShape.Origin(found.Layout!, real.Layouts)?.Name);
    }

    [Fact]
    public void The_same_seed_and_cases_find_the_same()
    {
        Expression expression = ExpressionParser.Parse("core.size=2 and runs>=3").Value!;
        SearchReport Run() => new Search(expression, TestVoters.Two, RealInputs.None, Few).Run(CancellationToken.None);

        (SearchReport one, SearchReport other) = (Run(), Run());

        Assert.Equal((one.Cases, one.Shrunk), (other.Cases, other.Shrunk));
    }

    [Fact]
    public void What_is_not_there_is_not_found_and_the_budget_is_kept()
    {
        Expression expression = ExpressionParser.Parse("shared=sat and tailored=unsat").Value!;

        SearchReport report = new Search(expression, TestVoters.Two, RealInputs.None, Few with { Cases = 300 }).Run(CancellationToken.None);

        Assert.Null(report.Shrunk);
        Assert.Equal(300, report.Cases);
        Assert.NotNull(report.Nearest);
    }

    [Fact]
    public void A_search_that_is_stopped_says_what_it_has()
    {
        Expression expression = ExpressionParser.Parse("devices=99").Value!;

        SearchReport report = new Search(expression, TestVoters.Two, RealInputs.None, Few with { Cases = null })
            .Run(new CancellationToken(canceled: true));

        Assert.Equal((null, null, 0), (report.Shrunk, report.Nearest, report.Cases));
    }

    [Theory]
    [InlineData("Optimised.EqualsSpec", "spec.boundary-is-double")]
    public void A_law_that_a_planted_fault_breaks_is_found_broken(string name, string fault)
    {
        Law law = AllLaws.List.Single(l => l.Name == name);

        LawSearchReport broken = LawSearch.Run(law, AllFaults.Named(fault)!.Plant(TestVoters.Two), RealInputs.None, Few, CancellationToken.None);
        LawSearchReport holds = LawSearch.Run(law, TestVoters.Two, RealInputs.None, Few with { Cases = 200 }, CancellationToken.None);

        Assert.Equal("spec", broken.Finding!.OddOneOut ?? "spec");
        Assert.Equal(name, broken.Finding.Law.Name);
        Assert.Equal((null, 200), (holds.Finding, holds.Cases));
        Assert.InRange(holds.Spoken, 100, 200);
    }

    [Theory]
    [InlineData("Attach.Atomic")]
    [InlineData("Merge.Commutes")]
    [InlineData("Scenario.RoundTrips")]
    public void Only_scenarios_are_drawn_that_the_law_speaks_of(string name)
    {
        Law law = AllLaws.List.Single(l => l.Name == name);

        LawSearchReport report = LawSearch.Run(law, TestVoters.Two, RealInputs.None, Few with { Cases = 60 }, CancellationToken.None);

        Assert.InRange(report.Spoken, 30, 60);
    }
}
