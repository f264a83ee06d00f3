using DmabufVerify.Properties.Searching;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Searching;

/// <summary>Nought exactly where an expression holds, and less where less is wanting.</summary>
public sealed class DistanceTests
{
    /// <summary>Cut after a page by one, and one segment for the other: one each works, one for both does not.</summary>
    private static readonly Scenario OnlyTailored = Sharing(
        [new(1, 2)], Free("a", (LimitKind.MaxSegmentSize, Page)), Free("b", (LimitKind.MaxSegmentCount, 1)));

    [Theory]
    [InlineData("shared=unsat", true)]
    [InlineData("tailored=sat", true)]
    [InlineData("strict=unsat and kernel=sat", true)]
    [InlineData("withoutDefaults=unsat", true)]
    [InlineData("placement=unsat", true)]
    [InlineData("core.size=2 and devices=2 and runs=1", true)]
    [InlineData("devices>=3 or runs<=1", true)]
    [InlineData("not (shared=sat or tailored=unsat)", true)]
    [InlineData("not (shared=unsat and tailored=sat)", false)]
    [InlineData("not shared=unsat", false)]
    [InlineData("shared=sat", false)]
    [InlineData("core.size=1", false)]
    [InlineData("devices<=1", false)]
    public void It_is_nought_where_the_expression_holds(string text, bool holds) => Assert.Equal(holds, Of(text, OnlyTailored) == 0);

    [Fact]
    public void What_bounces_from_storage_that_is_nowhere_is_not_defined()
    {
        Scenario bounces = OnlyTailored with { Devices = [.. OnlyTailored.Devices.Select(d => d with { MayBounce = true })] };
        Scenario inMemory = bounces with { Memory = [.. bounces.Layout!.Runs.Select(run => new MemoryExtent(run, "system"))] };

        Assert.Equal(0, Of("placement=unknown", bounces));
        Assert.Equal(0, Of("placement=sat", inMemory));
        Assert.Equal(0, Of("shared=sat", bounces));
    }

    [Fact]
    public void It_falls_as_the_count_comes_nearer_from_either_side()
    {
        Scenario Allowed(ulong count) => Sharing([new(1, 8)], Free("a", (LimitKind.MaxSegmentSize, Page), (LimitKind.MaxSegmentCount, count)));
        double[] fromBelow = [.. new ulong[] { 1, 4, 7, 8 }.Select(count => Of("shared=sat", Allowed(count)))];
        double[] fromAbove = [.. new ulong[] { 100, 20, 8, 7 }.Select(count => Of("shared=unsat", Allowed(count)))];

        Assert.Equal(fromBelow.OrderDescending(), fromBelow);
        Assert.Equal(fromAbove.OrderDescending(), fromAbove);
        Assert.Equal((0, 0), (fromBelow[^1], fromAbove[^1]));
        Assert.True(fromBelow.Distinct().Count() == 4 && fromAbove.Distinct().Count() == 4);
    }

    [Fact]
    public void Voters_who_contradict_each_other_leave_it_unknown()
    {
        var solver = new FakeSolver(_ => TableVote.Sat());
        var facts = new ScenarioFacts(OnlyTailored, [TestVoters.Two.Spec, solver], TestVoters.Two.Optimised);

        Assert.Equal(Verdict.Unknown, facts.Verdict(Asking.Shared));
        Assert.Equal(Verdict.Sat, facts.Verdict(Asking.Tailored));
    }

    private static double Of(string text, Scenario scenario) =>
        Distance.Of(ExpressionParser.Parse(text).Value!, Search.Facts(scenario, TestVoters.Two));
}
