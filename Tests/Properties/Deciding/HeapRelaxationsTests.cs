using DmabufVerify.Optimised;
using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

public sealed class HeapRelaxationsTests
{
    private static readonly OptimisedVoter Rules = new();

    private static readonly ValueList<MemoryExtent> Memory =
        [new(new(0, 1), "secure"), new(new(4, 2), "cma"), new(new(8, 1), "video"), new(new(16, 3), "system")];

    [Theory]
    [InlineData(2, "cma", "video", "system")]
    [InlineData(3, "cma", "system")]
    [InlineData(4, "system")]
    public void Every_heap_that_is_enough_alone_is_told(ulong pages, params string[] enough)
    {
        ValueList<HeapRelaxation> found = Of(pages);

        Assert.Equal(enough, found.Select(r => Assert.Single(r.Added)));
        Assert.All(found, r => Assert.True(r.IsLeast && r.To[0] == "secure" && Rules.Verdict(r.In(Secure(pages))) == Verdict.Sat));
    }

    [Fact]
    public void Where_no_heap_is_enough_alone_none_of_those_added_can_be_left_out()
    {
        HeapRelaxation r = Assert.Single(Of(6));

        Assert.Equal(["cma", "system"], r.Added);
        Assert.True(r.IsLeast);
        Assert.All(r.WithOneLess(Secure(6)), less => Assert.Equal(Verdict.Unsat, Rules.Verdict(less)));
    }

    [Fact]
    public void What_all_heaps_do_not_hold_has_no_fix() => Assert.Empty(Of(8));

    [Fact]
    public void Where_less_could_not_be_decided_it_is_not_said_to_be_the_least()
    {
        Scenario scenario = Secure(6);
        Verdict Hesitating(Scenario s) => s.Devices[0].Heaps.Count is 3 ? Verdict.Unknown : Rules.Verdict(s);

        HeapRelaxation r = Assert.Single(HeapRelaxations.Of(scenario, [new("a", ["secure"])], Hesitating));

        Assert.Equal(["cma", "video", "system"], r.Added);
        Assert.False(r.IsLeast);
    }

    private static Scenario Secure(ulong pages) => Placing(pages, Memory, Free("a") with { Heaps = ["secure"] }, Free("b"));

    private static ValueList<HeapRelaxation> Of(ulong pages) => HeapRelaxations.Of(Secure(pages), [new("a", ["secure"])], Rules.Verdict);
}
