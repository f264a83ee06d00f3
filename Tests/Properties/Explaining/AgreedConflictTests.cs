using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining;

public sealed class AgreedConflictTests
{
    private static readonly Scenario Unsat = Sharing(
        [new(0x1000, 8)], Free("count", (LimitKind.MaxSegmentCount, 1)), Free("size", (LimitKind.MaxSegmentSize, 4 * Some.Page)));

    [Fact]
    public void Core_is_that_of_the_majority()
    {
        string[] core = ["count.MaxSegmentCount", "size.MaxSegmentSize"];

        Assert.Equal(core, Core(Over(Unsat, Answers(Verdict.Unsat, Verdict.Unsat))));
        Assert.Equal(core, Core(Over(Unsat, Answers(Verdict.Unsat, Verdict.Unsat, Verdict.Sat))));
        Assert.Equal(core, Core(Over(Unsat, Answers(Verdict.Unsat, Verdict.Sat, Verdict.Unsat))));
        Assert.Equal(core, Core(Over(Unsat, Answers(Verdict.Sat, Verdict.Unsat, Verdict.Unsat))));
    }

    /// <summary>Who is outvoted throws when asked: nobody asks.</summary>
    [Fact]
    public void Who_is_the_odd_one_out_is_not_asked()
    {
        Voters noSpec = TestVoters.Three with { Spec = new Throwing(TestVoters.Three.Spec) };
        Voters noOptimised = TestVoters.Three with { Optimised = new Throwing(TestVoters.Three.Optimised) };

        Assert.NotNull(AgreedConflict.Of(Over(Unsat, Answers(Verdict.Sat, Verdict.Unsat, Verdict.Unsat)), noSpec));
        Assert.NotNull(AgreedConflict.Of(Over(Unsat, Answers(Verdict.Unsat, Verdict.Sat, Verdict.Unsat)), noOptimised));
        Assert.Null(AgreedConflict.Of(Over(Unsat, Answers(Verdict.Unsat, Verdict.Unsat, Verdict.Sat)), noSpec));
    }

    [Fact]
    public void There_is_none_without_a_majority_a_question_or_a_conflict()
    {
        Scenario sat = Sharing([new(0x1000, 1)], Free("d0"));

        Assert.Null(AgreedConflict.Of(Over(Unsat, Answers(Verdict.Unsat, Verdict.Sat)), TestVoters.Two));
        Assert.Null(AgreedConflict.Of(Over(Unsat, []), TestVoters.Two));
        Assert.Null(AgreedConflict.Of(Over(sat, Answers(Verdict.Sat, Verdict.Sat)), TestVoters.Two));
    }

    private sealed class Throwing(IRules real) : FaultyRules(real)
    {
        public override TableVote Answer(TableQuestion question) => throw new InvalidOperationException("asked");
    }

    private static string[] Core(Finding finding) => [.. AgreedConflict.Of(finding, TestVoters.Three)!.Core.Select(pair => $"{pair.Device}.{pair.Limit}")];

    private static ValueList<Ballot> Answers(params Verdict[] verdicts)
    {
        string[] names = ["spec", "optimised", "solver"];
        return
        [
            new Ballot(
                Question.Of(Unsat).Parts[0],
                [.. verdicts.Select((verdict, i) => new NamedVote(names[i], verdict == Verdict.Sat ? TableVote.Sat(1) : TableVote.Unsat(null)) { IsVerdictOnly = true })]),
        ];
    }

    private static Finding Over(Scenario scenario, ValueList<Ballot> ballots) => new(
        AllLaws.List[0], new Violation("a", "b", "c", null), scenario, null, new Shrunk(scenario, 0, 0, Finished: true), ballots);
}
