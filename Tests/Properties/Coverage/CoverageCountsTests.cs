using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Coverage;

public sealed class CoverageCountsTests
{
    private static readonly Scenario Sat = Sharing([new(1, 1)], Free("a"));

    [Fact]
    public void Cases_are_counted_by_cell()
    {
        var counts = new CoverageCounts();
        counts.Count(Features(Sat));
        counts.Count(Features(Sat with { Layout = null }));

        Assert.Equal(Cells.All, counts.Shares.Select(s => s.Cell));
        Assert.All(counts.Shares, s => Assert.Equal(s.Cell is TableCell ? 2 : 0, s.Total));
        Assert.Equal((2L, 1L, 0L), (Cases(counts, "sat"), Cases(counts, "no layout"), Cases(counts, "unsat: reach")));
    }

    [Fact]
    public void Workers_counts_add_up()
    {
        var one = new CoverageCounts();
        var other = new CoverageCounts();
        one.Count(Features(Sat));
        other.Count(Features(Sat));
        other.Count(Features(Sat with { Layout = null }));

        one.Add(other);

        Assert.Equal((3L, 1L, 3L), (Cases(one, "sat"), Cases(one, "no layout"), one.Shares[0].Total));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_of_no_kind_counts_in_the_total_of_its_sort(bool isHistory)
    {
        var counts = new CoverageCounts();
        counts.CountFeatureless(isHistory);

        Assert.All(counts.Shares, s => Assert.Equal((0L, s.Cell is LifecycleCell == isHistory ? 1L : 0L), (s.Cases, s.Total)));
    }

    [Fact]
    public void Histories_and_questions_have_totals_of_their_own()
    {
        var one = new CoverageCounts();
        var other = new CoverageCounts();
        one.Count(Features(Sat));
        other.Count(new LifecycleTrace(Sat with { Steps = [new Step(new Operation.Export(), Thread: 1)] }, []));

        one.Add(other);

        Assert.All(one.Shares, s => Assert.Equal(1, s.Total));
        Assert.Equal((1L, 1L, 0L), (Cases(one, "sat"), Cases(one, "concurrent"), Cases(one, "attach")));
    }

    [Theory]
    [InlineData(9, 1999, false)] // too few cases to tell
    [InlineData(0, 1999, false)]
    [InlineData(19, 2000, true)]
    [InlineData(20, 2000, false)]
    [InlineData(0, 2000, true)]
    public void Cell_is_starved_below_its_share_of_enough_cases(long cases, long total, bool starved) =>
        Assert.Equal(starved, new CellShare(new TableCell("ten per mille", 10, _ => true), cases, total).IsStarved);

    [Fact]
    public void Share_of_nothing_is_zero()
    {
        var cell = new TableCell("any", 10, _ => true);

        Assert.Equal(0, new CellShare(cell, 0, 0).PerMille);
        Assert.Equal(250, new CellShare(cell, 1, 4).PerMille);
    }

    private static long Cases(CoverageCounts counts, string name) => counts.Shares.Single(s => s.Cell.Name == name).Cases;

    private static CaseFeatures Features(Scenario scenario) => new(new Case(scenario, TestVoters.Two));
}
