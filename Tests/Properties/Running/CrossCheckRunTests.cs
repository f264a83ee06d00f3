using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Running;

/// <summary>Runs with a second solver.</summary>
public sealed class CrossCheckRunTests
{
    private static readonly RunSettings Settings = new()
    {
        Seed = 11,
        Cases = 160,
        Workers = 1,
        SolverEvery = 1,
        CrossCheck = new CrossSettings { Every = 2 },
        Laws = [AllLaws.List.Single(law => law.Name == "Solver.CrossCheck")],
    };

    [Fact]
    public void Number_of_workers_has_no_say()
    {
        RunReport one = Run(Settings, FakeVoter.Right);
        RunReport three = Run(Settings with { Workers = 3 }, FakeVoter.Right);

        Assert.Equal(one.Tallies, three.Tallies);
        Assert.Equal(one.CrossCheck! with { Spent = default }, three.CrossCheck! with { Spent = default });
        Assert.InRange(one.CrossCheck!.Scenarios, 50, 80);
        Assert.Equal((0L, 0L), (one.CrossCheck.LeftOut, one.CrossCheck.Contradicted));
        Assert.True(one.CrossCheck is { AgreedSat: > 20, AgreedUnsat: > 20 }, $"{one.CrossCheck}");
    }

    [Fact]
    public void Each_question_is_counted_once_and_put_once()
    {
        int asked = 0;
        CrossReport cross = Run(Settings, question =>
        {
            asked++;
            return FakeVoter.Right(question);
        }).CrossCheck!;

        Assert.Equal(asked, cross.Asked);
        Assert.Equal(cross.Asked, cross.AgreedSat + cross.AgreedUnsat + cross.Contradicted + cross.Undecided);
    }

    [Fact]
    public void Unknown_is_told_by_whom_and_why_and_is_no_agreement()
    {
        int asked = 0;
        RunReport report = Run(Settings, _ => TableVote.Unknown(++asked % 3 == 0 ? "hungry" : "tired"));

        CrossReport cross = report.CrossCheck!;
        Assert.Equal((0L, 0L, (long)asked), (cross.Agreed, cross.Contradicted, cross.Undecided));
        UnknownVotes unknown = cross.Unknown.Single(u => u.Voter == "cvc5");
        Assert.Equal(new UnknownVotes("cvc5", asked, "tired", asked - (asked / 3)), unknown);
        Assert.Equal(0, report.Tallies.Single().LookedAt);
    }

    [Fact]
    public void A_liar_is_found_blamed_and_the_scenario_shrunk()
    {
        RunReport report = Run(Settings, FakeVoter.Wrong);

        Assert.True(report.CrossCheck!.Contradicted > 40, $"{report.CrossCheck}");
        Finding finding = Assert.Single(report.Findings);
        Assert.Equal("cvc5", finding.OddOneOut);
        Assert.Equal(["spec", "optimised", "solver", "cvc5"], finding.Ballots[0].Votes.Select(v => v.Voter));
        Assert.True(finding.Shrunk.Finished);
        Assert.InRange(finding.Shrunk.Scenario.Devices.Count, 0, 1);
    }

    [Fact]
    public void What_was_seen_once_is_told_though_it_does_not_come_again()
    {
        bool hasLied = false;
        RunReport report = Run(Settings, question =>
        {
            bool lies = !hasLied && FakeVoter.Right(question).Verdict == Verdict.Sat;
            hasLied |= lies;
            return lies ? FakeVoter.Wrong(question) : FakeVoter.Right(question);
        });

        Finding finding = Assert.Single(report.Findings);
        Assert.EndsWith("cvc5: Unsat; otherwise when asked again", finding.Violation.Actual, StringComparison.Ordinal);
        Assert.Equal(("cvc5", 0, finding.Original), (finding.OddOneOut, finding.Shrunk.Tried, finding.Shrunk.Scenario));
        Assert.Equal(1, report.CrossCheck!.Contradicted);
    }

    [Fact]
    public void One_that_throws_has_said_nothing()
    {
        RunReport report = Run(Settings, _ => throw new InvalidOperationException("oops"));

        Assert.Equal("throws InvalidOperationException: oops", report.CrossCheck!.Unknown.Single(u => u.Voter == "cvc5").Reason);
        Assert.Equal("no voter throws", Assert.Single(report.Findings).Violation.Conjunct);
    }

    [Fact]
    public void It_is_not_asked_unless_that_is_wanted()
    {
        RunReport report = Run(Settings with { CrossCheck = null }, _ => throw new InvalidOperationException("asked"));

        Assert.Null(report.CrossCheck);
        Assert.Equal(0, report.Tallies.Single().LookedAt);
    }

    /// <summary>The solver is right throughout.</summary>
    private static RunReport Run(RunSettings settings, Func<TableQuestion, TableVote> second)
    {
        Voters voters = TestVoters.Two with { Solver = new FakeSolver(FakeVoter.Right), SecondSolver = new FakeVoter(second) };
        return new CheckRunner(settings, voters, RealInputs.None).Run(CancellationToken.None);
    }
}
