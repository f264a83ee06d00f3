using DmabufVerify.Properties.Corpus;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Tests.Properties.Corpus;

public sealed class CorpusReportTests
{
    private static readonly CorpusEntry Entry = Kept.LargerBoundary with { Fault = "spec.boundary-is-double" };

    private static readonly Voters Faulty = CorpusTrial.Voters(Entry, TestVoters.Two);

    private static readonly CorpusTrial Failing = CorpusTrial.Of("f", Entry, Faulty);

    private static readonly CorpusTrial Holding = CorpusTrial.Of("g", Kept.Boundary, TestVoters.Two);

    [Fact]
    public void Tried_cases_count_in_their_law()
    {
        RunReport report = Report(Failing, Holding).With(Drawn(), []);

        LawTally tally = Assert.Single(report.Tallies);
        Assert.Equal((1, 1), (tally.Held, tally.Violated));
    }

    [Fact]
    public void The_same_failure_drawn_again_is_told_once()
    {
        Finding same = Drawn("the number answered");
        Finding other = Drawn("another part");
        Finding known = Failing.Examine(Faulty);

        RunReport report = Report(Failing).With(Drawn() with { Findings = [same, other] }, [known]);

        Assert.Equal([known, other], report.Findings);
    }

    [Fact]
    public void What_no_longer_fails_does_not_hide_a_failure()
    {
        Finding drawn = Drawn("the number answered");

        Assert.Equal([drawn], Report(Holding).With(Drawn() with { Findings = [drawn] }, []).Findings);
    }

    private static CorpusReport Report(params CorpusTrial[] trials) => new("folder", [.. trials], 0, []);

    private static Finding Drawn(string conjunct) => new(
        Entry.Law, new Violation(conjunct, "", ""), Kept.Boundary.Scenario, null, new Shrunk(Kept.Boundary.Scenario, 0, 0, true), []);

    private static RunReport Drawn() => new CheckRunner(
        new RunSettings { Seed = 1, Cases = 0, Laws = [Entry.Law] }, TestVoters.Two, RealInputs.None).Run(CancellationToken.None);
}
