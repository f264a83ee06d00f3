using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Laws;
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
        Assert.All(counts.Shares, s => Assert.Equal(2, s.Total));
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

    [Fact]
    public void Case_of_no_kind_counts_in_the_total()
    {
        var counts = new CoverageCounts();
        counts.CountFeatureless();

        Assert.All(counts.Shares, s => Assert.Equal((0L, 1L), (s.Cases, s.Total)));
    }

    [Theory]
    [InlineData(9, 1999, false)] // too few cases to tell
    [InlineData(0, 1999, false)]
    [InlineData(19, 2000, true)]
    [InlineData(20, 2000, false)]
    [InlineData(0, 2000, true)]
    public void Cell_is_starved_below_its_share_of_enough_cases(long cases, long total, bool starved) =>
        Assert.Equal(starved, new CellShare(new Cell("ten per mille", 10, _ => true), cases, total).IsStarved);

    [Fact]
    public void Share_of_nothing_is_zero()
    {
        var cell = new Cell("any", 10, _ => true);

        Assert.Equal(0, new CellShare(cell, 0, 0).PerMille);
        Assert.Equal(250, new CellShare(cell, 1, 4).PerMille);
    }

    private static long Cases(CoverageCounts counts, string name) => counts.Shares.Single(s => s.Cell.Name == name).Cases;

    private static CaseFeatures Features(Scenario scenario) => new(new Case(scenario, TestVoters.Two));
}
