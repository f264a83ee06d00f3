using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Solving;
using DmabufVerify.Tests.Solving.Cross;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Laws;

public sealed class SolverCrossCheckTests
{
    private static readonly Law Law = AllLaws.List.Single(law => law.Name == "Solver.CrossCheck");

    /// <summary>Two pages apart: two segments, of which the device may have one or two.</summary>
    private static Scenario Apart(ulong segments) =>
        Some.Sharing([new(1, 1), new(3, 1)], Some.Free("d", (LimitKind.MaxSegmentCount, segments)));

    [Theory]
    [InlineData(1, "right", "right", LawOutcome.Holds, null)]
    [InlineData(2, "right", "right", LawOutcome.Holds, null)]
    [InlineData(1, "right", "wrong", LawOutcome.Violated, "cvc5")]
    [InlineData(2, "right", "wrong", LawOutcome.Violated, "cvc5")]
    [InlineData(1, "wrong", "right", LawOutcome.Violated, "solver")]
    [InlineData(2, "wrong", "right", LawOutcome.Violated, "solver")]

    // Both wrong in the same way is no matter of this law.
    [InlineData(1, "wrong", "wrong", LawOutcome.Holds, null)]

    // Unknown is never agreement.
    [InlineData(1, "right", "tired", LawOutcome.Unknown, null)]
    [InlineData(1, "wrong", "tired", LawOutcome.Unknown, null)]
    [InlineData(1, "tired", "tired", LawOutcome.Unknown, null)]
    [InlineData(1, "tired", "right", LawOutcome.Unknown, null)]
    [InlineData(1, "tired", "wrong", LawOutcome.Violated, "cvc5")]
    public void Verdicts_are_compared_and_the_others_say_who_is_wrong(
        ulong segments, string first, string second, LawOutcome outcome, string? suspect)
    {
        LawResult result = Law.Check(new Case(Apart(segments), Voters(first, second)));

        Assert.Equal((outcome, suspect), (result.Outcome, result.Violation?.Suspect));
    }

    [Fact]
    public void Without_a_majority_nobody_is_blamed()
    {
        IRules undecided = new PlacingRules(TestVoters.Two.Spec, _ => TableVote.Unknown("tired"));
        Scenario inMemory = Apart(1) with { Layout = null, Memory = [new MemoryExtent(new PfnRun(1, 8), MemoryExtent.DefaultHeap)] };
        Voters voters = Voters("right", "wrong") with { Spec = undecided, Optimised = undecided };

        LawResult result = Law.Check(new Case(inMemory, voters));

        Assert.Equal((LawOutcome.Violated, null), (result.Outcome, result.Violation?.Suspect));
    }

    [Fact]
    public void Nothing_asked_is_nothing_to_say() => Assert.Equal(
        LawOutcome.NotApplicable, Law.Check(new Case(Apart(1) with { Devices = [] }, Voters("right", "right"))).Outcome);

    [Fact]
    public void It_needs_both_solvers()
    {
        Voters all = Voters("right", "right");

        Assert.True(Law.CanBeAsked(all));
        Assert.False(Law.CanBeAsked(all with { SecondSolver = null }));
        Assert.False(Law.CanBeAsked(all with { Solver = null }));
    }

    [Cvc5Fact]
    public void It_holds_over_random_scenarios()
    {
        Voters voters = TestVoters.Three with { SecondSolver = new Cvc5Voter(new SolverOptions()) };
        var settings = new RunSettings
        {
            Seed = 20150128,
            Cases = 160,
            Workers = 1,
            SolverEvery = 1,
            CrossCheck = new CrossSettings { Every = 1 },
            Laws = [Law],
        };

        RunReport report = new CheckRunner(settings, voters, RealData.Shipped).Run(CancellationToken.None);

        Assert.Empty(report.Findings.Select(f => $"{f.Violation} in {f.Shrunk.Scenario}"));
        Assert.True(report.CrossCheck is { AgreedSat: > 20, AgreedUnsat: > 20, Contradicted: 0 }, $"{report.CrossCheck}");
    }

    private static Voters Voters(string first, string second) =>
        TestVoters.Two with { Solver = new FakeSolver(Says(first)), SecondSolver = new FakeVoter(Says(second)) };

    private static Func<TableQuestion, TableVote> Says(string what) => what switch
    {
        "right" => FakeVoter.Right,
        "wrong" => FakeVoter.Wrong,
        _ => _ => TableVote.Unknown("tired"),
    };
}
