using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining;

public sealed class ConflictStandsTests
{
    private static readonly Scenario Two = Sharing(
        [new(0, 4)], Free("a", (LimitKind.MaxSegmentCount, 1)), Free("b", (LimitKind.MaxSegmentSize, 2 * Page)));

    private static readonly MinimalConflict Core = Conflict.MinimalCore(Two, TestVoters.Two.Optimised.Verdict)!;

    [Fact]
    public void Conflict_is_in_its_own_scenario() => Assert.True(Stands(Two));

    [Fact]
    public void Other_limits_and_other_values_of_its_own_leave_it()
    {
        Assert.True(Stands(Two.WithLimit("a", LimitKind.MinAlignMask, 0xfff)));
        Assert.True(Stands(Two.WithLimit("b", LimitKind.MaxSegmentSize, 3 * Page)));
        // Another conflict beside it does not matter.
        Assert.True(Stands(Two.WithLimit("a", LimitKind.AddressMask, 1)));
    }

    [Fact]
    public void Limit_that_bites_no_more_ends_it()
    {
        Assert.False(Stands(Two.WithLimit("b", LimitKind.MaxSegmentSize, 4 * Page)));
        Assert.False(Stands(Two with { Mode = SharingMode.Tailored }));
    }

    [Fact]
    public void Limit_that_is_not_needed_any_more_ends_it() => Assert.False(
        Stands(Two with { Layout = new Layout(0, [new(0, 2), new(9, 2)]) }));

    [Fact]
    public void Device_below_its_bus_is_in_the_way_without_a_limit()
    {
        Scenario below = Sharing([new(0, 1)], Free("a") with { BusOffsetBytes = (long)Page });
        MinimalConflict core = Conflict.MinimalCore(below, TestVoters.Two.Optimised.Verdict)!;

        Assert.True(ConflictStands.In(below, core, TestVoters.Two.Optimised.Verdict));
        Assert.False(ConflictStands.In(below with { Layout = new Layout(0, [new(1, 1)]) }, core, TestVoters.Two.Optimised.Verdict));
    }

    [Fact]
    public void Heaps_are_in_the_way_as_limits_are()
    {
        Scenario secure = Placing(
            3,
            [new(new PfnRun(0, 2), "secure"), new(new PfnRun(9, 2), "secure"), new(new PfnRun(64, 8), "cma")],
            Free("a") with { Heaps = ["secure"] },
            Free("b", (LimitKind.MaxSegmentCount, 1)));
        Func<Scenario, Verdict> oracle = TestVoters.Two.Optimised.Verdict;
        MinimalConflict core = Conflict.MinimalCore(secure, oracle)!;

        Assert.Equal((1, 1), (core.Limits.Count, core.Heaps.Count));
        Assert.True(ConflictStands.In(secure, core, oracle));
        Assert.True(ConflictStands.In(secure.WithLimit("a", LimitKind.MinAlignMask, 0xfff), core, oracle));
        Assert.False(ConflictStands.In(secure.WithHeaps("a", ["secure", "cma"]), core, oracle));
        // Unsat still, whatever the heap: there are no three pages in a row in the other one either.
        Assert.False(ConflictStands.In(secure with { Memory = [.. secure.Memory.Take(2), new(new PfnRun(64, 2), "cma")] }, core, oracle));
        // Unsat still, but of the heap alone: nothing of it is there.
        Assert.False(ConflictStands.In(secure.WithHeaps("a", ["other"]), core, oracle));
    }

    private static bool Stands(Scenario scenario) => ConflictStands.In(scenario, Core, TestVoters.Two.Optimised.Verdict);
}
