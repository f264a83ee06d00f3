using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Deciding;

public sealed class DecisionTests
{
    [Fact]
    public void Sat_has_tables_and_no_core()
    {
        Decision decision = Decision.Of(Sharing([new(1, 2)], Free("a"), Free("b")), TestVoters.Two, 10);

        Assert.Equal((Verdict.Sat, false), (decision.Verdict, decision.IsContested));
        Assert.Empty(decision.Core);
        Assert.Empty(decision.Relaxations);
        Assert.Equal(["a", "b"], decision.Tables.Select(t => t.Device));
        Assert.Equal([new("spec", Verdict.Sat), new("optimised", Verdict.Sat)], decision.VoterVerdicts);
        Assert.Equal(decision.VoterVerdicts.Count, decision.Ballots.Single().Votes.Count);
        Assert.Null(decision.CapacityBytes);
    }

    [Fact]
    public void Unsat_says_who_what_and_how_to_fix_it()
    {
        Scenario scenario = Sharing([new(0x1000, 32)], new Device("a", new Limits { MaxSegmentCount = 1 }));

        Decision decision = Decision.Of(scenario, TestVoters.Two, 10);

        Assert.Equal(Verdict.Unsat, decision.Verdict);
        Assert.Equal([new("a", LimitKind.MaxSegmentCount, 1), new("a", LimitKind.MaxSegmentSize, 65536)], decision.Core);
        Assert.Equal([new("a", LimitKind.MaxSegmentSize, 65536)], decision.RestsOn);
        Assert.Equal([LimitKind.MaxSegmentCount, LimitKind.MaxSegmentSize], decision.Relaxations.Select(r => r.Limit));
        Assert.Equal(Verdict.Sat, decision.WithoutDefaults);
        Assert.False(decision.Tables.Single().IsValid);
    }

    [Fact]
    public void Voters_who_contradict_each_other_decide_nothing()
    {
        Scenario scenario = Sharing([new(1, 1), new(5, 1)], Free("a", (LimitKind.MaxSegmentCount, 1)));

        Decision decision = Decision.Of(scenario, TestVoters.Two with { Solver = new FakeSolver(_ => TableVote.Sat(1)) }, 10);

        Assert.True(decision.IsContested);
        Assert.Equal(Verdict.Unknown, decision.Verdict);
        Assert.Empty(decision.Core);
        Assert.Equal(new VoterVerdict("solver", Verdict.Sat), decision.VoterVerdicts[2]);
    }

    [Fact]
    public void Unknown_of_one_voter_stops_nobody_and_is_explained()
    {
        Decision decision = Decision.Of(
            Sharing([new(1, 1)], Free("a")), TestVoters.Two with { Solver = new FakeSolver(_ => TableVote.Unknown("tired")) }, 10);

        Assert.Equal((Verdict.Sat, false), (decision.Verdict, decision.IsContested));
        Assert.Equal(["solver: tired"], decision.UnknownReasons);
    }

    [Fact]
    public void Unsat_of_one_part_is_unsat_of_the_whole()
    {
        Scenario scenario = Sharing([new(1, 1)], Free("a"), Free("b", (LimitKind.AddressMask, 1))) with { Mode = SharingMode.Tailored };

        Decision decision = Decision.Of(scenario, TestVoters.Two, 10);

        Assert.Equal(Verdict.Unsat, decision.Verdict);
        Assert.Equal([true, false], decision.Tables.Select(t => t.IsValid));
    }

    [Fact]
    public void Capacity_is_told_where_it_was_asked()
    {
        Scenario scenario = new()
        {
            BufferSizeBytes = 1,
            Devices = [Free("a", (LimitKind.MaxSegmentCount, 3), (LimitKind.MaxSegmentSize, 8192))],
        };

        Decision decision = Decision.Of(scenario, TestVoters.Two, 10);

        Assert.Equal((UInt128)24576, decision.CapacityBytes);
        Assert.Empty(decision.Tables);
    }

    [Fact]
    public void Nobody_can_share_anything()
    {
        Decision decision = Decision.Of(Sharing([new(1, 1)]), TestVoters.Two, 10);

        Assert.Equal(Verdict.Sat, decision.Verdict);
        Assert.Empty(decision.Ballots);
    }
}
