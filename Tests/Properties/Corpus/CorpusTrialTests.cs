using DmabufVerify.Properties.Corpus;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Corpus;

public sealed class CorpusTrialTests
{
    private static readonly CorpusEntry Planted = Kept.Boundary with { Fault = "spec.boundary-is-double" };

    private static Voters Sound { get; } = TestVoters.Two;

    [Fact]
    public void A_case_fails_with_its_own_defect_and_holds_without()
    {
        CorpusTrial planted = CorpusTrial.Of("f", Planted, CorpusTrial.Voters(Planted, Sound));
        CorpusTrial sound = CorpusTrial.Of("f", Kept.Boundary, CorpusTrial.Voters(Kept.Boundary, Sound));

        Assert.Equal((CorpusOutcome.Fails, false), (planted.Outcome, planted.FailsNoLonger));
        Assert.Equal((CorpusOutcome.Holds, true), (sound.Outcome, sound.FailsNoLonger));
    }

    [Fact]
    public void A_failing_case_is_a_finding_that_knows_its_file()
    {
        Voters voters = CorpusTrial.Voters(Planted, Sound);

        var finding = CorpusTrial.Of("f", Planted, voters).Examine(voters);

        Assert.Equal(("f", Planted.Law, Planted.Conjunct), (finding.File, finding.Law, finding.Violation.Conjunct));
    }

    [Fact]
    public void A_law_that_does_not_speak_of_its_case_is_silent() => Assert.Equal(
        CorpusOutcome.Silent, CorpusTrial.Of("f", Kept.Of("Attach.Atomic", "x", 0), Sound).Outcome);

    [Fact]
    public void A_law_about_the_solver_is_undecided_without_one()
    {
        CorpusTrial trial = CorpusTrial.Of("f", Kept.Of("Placement.SpecAgreesWithSolver", "verdict", 0), Sound);

        Assert.Equal((CorpusOutcome.Undecided, false), (trial.Outcome, trial.FailsNoLonger));
    }
}
