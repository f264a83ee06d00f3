using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

public sealed class PairRelaxationsTests
{
    /// <summary>Two devices each too short-sighted for the page: no single mask is enough.</summary>
    private static readonly Scenario TwoReaches = Sharing(
        [new(4, 1)], Free("a", (LimitKind.AddressMask, 0x3fff)), Free("b", (LimitKind.AddressMask, 0x2fff)));

    [Fact]
    public void Two_limits_that_are_both_in_the_way_are_changed_together_and_no_further_than_needed()
    {
        Decision decision = Decision.Of(TwoReaches, TestVoters.Two, 10);

        Assert.Equal(Verdict.Unsat, decision.Verdict);
        Assert.Empty(decision.Relaxations);
        PairRelaxation pair = Assert.Single(decision.PairRelaxations);
        Change[] changes = [.. new[] { pair.First, pair.Second }.OrderBy(r => r.Device)];
        Assert.Equal(
            [
                new Relaxation("a", LimitKind.AddressMask, 0x3fff, 0x4fff, IsLeast: true),
                new Relaxation("b", LimitKind.AddressMask, 0x2fff, 0x4fff, IsLeast: true),
            ],
            changes);
        Assert.Equal(Verdict.Sat, TestVoters.Two.Spec.Verdict(PairRelaxations.With(TwoReaches, pair)));
    }

    [Fact]
    public void A_pair_that_the_second_opinion_refuses_is_not_told()
    {
        MinimalConflict core = Conflict.MinimalCore(TwoReaches, TestVoters.Two.Optimised.Verdict)!;

        Assert.Empty(PairRelaxations.Of(TwoReaches, core, TestVoters.Two.Optimised.Verdict, _ => Verdict.Unknown));
    }

    [Fact]
    public void Heaps_of_two_devices_are_changed_together()
    {
        // Two pages are needed; the secure heap has one, and neither device may use another one.
        Scenario scenario = Placing(2, [new(new(0, 1), "secure"), new(new(8, 1), "cma")], Secure("a"), Secure("b"));
        Decision decision = Decision.Of(scenario, TestVoters.Two, 10);

        Assert.Equal(Verdict.Unsat, decision.Verdict);
        Assert.False(decision.HasFix);
        PairRelaxation pair = Assert.Single(decision.PairRelaxations);
        Assert.Equal(
            ["a", "b"], new[] { pair.First, pair.Second }.Cast<HeapRelaxation>().Where(h => h.To == ["secure", "cma"]).Select(h => h.Device).Order());
        Assert.Equal(Verdict.Sat, TestVoters.Two.Spec.Verdict(PairRelaxations.With(scenario, pair)));
    }

    [Fact]
    public void A_limit_and_heaps_are_changed_together()
    {
        // Two pages in one piece within reach of a: only cma has them, too high for a.
        Scenario scenario = Placing(
            2,
            [new(new(0, 1), "secure"), new(new(8, 2), "cma")],
            Free("a", (LimitKind.AddressMask, 0x1fff)),
            Secure("b"));
        Decision decision = Decision.Of(scenario, TestVoters.Two, 10);

        PairRelaxation pair = Assert.Single(decision.PairRelaxations);
        Assert.Equal(
            [new Relaxation("a", LimitKind.AddressMask, 0x1fff, 0x8fff, IsLeast: true)], new[] { pair.First, pair.Second }.OfType<Relaxation>());
        Assert.Single(new[] { pair.First, pair.Second }.OfType<HeapRelaxation>());
    }

    [Fact]
    public void Questions_are_bounded_and_pairs_few()
    {
        Device[] many = [.. Enumerable.Range(0, 40).Select(i => Free($"d{i}", (LimitKind.AddressMask, 0x3fff), (LimitKind.MaxSegmentCount, 1)))];
        Scenario scenario = Sharing([new(4, 1), new(6, 1)], many);
        var core = new MinimalConflict([.. Conflict.Pairs(scenario)], []);
        int asked = 0;

        ValueList<PairRelaxation> pairs = PairRelaxations.Of(
            scenario, core, s => ++asked > 0 ? TestVoters.Two.Optimised.Verdict(s) : Verdict.Unknown, _ => Verdict.Sat);

        Assert.InRange(asked, 1, PairRelaxations.MostQuestions);
        Assert.InRange(pairs.Count, 0, PairRelaxations.Most);
    }

    [Fact]
    public void Where_one_change_is_enough_no_pair_is_sought() => Assert.Empty(
        Decision.Of(Sharing([new(4, 1)], Free("a", (LimitKind.AddressMask, 0x3fff))), TestVoters.Two, 10).PairRelaxations);

    private static Device Secure(string name) => Free(name) with { Heaps = ["secure"] };
}
