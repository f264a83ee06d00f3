using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Encodings;

public class PageEncodingTests
{
    [Fact]
    public void Agrees_with_every_set_of_cuts()
    {
        int[] seen = new int[2];
        foreach (LayoutQuestion question in RandomQuestions.Layouts(seed: 20151, count: 400))
        {
            ulong? fewest = Exhaustive.Fewest(question.Buffer, question.Judges);
            Verdict expected = fewest <= question.Judges.Min(j => j.Limits.MaxSegmentCount) ? Verdict.Sat : Verdict.Unsat;

            TableVote vote = Ask.Voter.Answer(question);

            Assert.True((expected, fewest) == (vote.Verdict, vote.FewestSegments), $"{expected} {fewest}, but {vote}: {question}");
            seen[(int)expected]++;
        }

        Assert.All(seen, times => Assert.True(times > 100));
    }

    [Fact]
    public void No_pair_of_a_core_can_be_left_out()
    {
        int pairs = 0;
        foreach (LayoutQuestion question in RandomQuestions.Layouts(seed: 20152, count: 300).Where(HasBusAddresses))
        {
            SolverReport report = Ask.Voter.Explain(question);
            Assert.True(report.CoreIsMinimal);
            Assert.Equal(report.Vote.Verdict == Verdict.Unsat, report.Core.Count > 0);
            Assert.Equal(report.Vote.Verdict, Ask.Voter.Answer(OnlyThe(report.Core, question)).Verdict);
            foreach (CorePair left in report.Core)
            {
                CorePair[] rest = [.. report.Core.Where(pair => pair != left)];
                LayoutQuestion relaxed = OnlyThe(new([.. rest]), question);
                Assert.Equal(Verdict.Sat, Ask.Voter.Answer(relaxed).Verdict);
                pairs++;
            }
        }

        Assert.True(pairs > 100);
    }

    /// <summary>A page below bus address 0 is out of reach even when the mask is left out.</summary>
    private static bool HasBusAddresses(LayoutQuestion question) => question.Judges.All(judge =>
        question.Buffer.Layout.Runs.All(run => (long)(run.FirstPfn * question.Buffer.PageSize.Bytes) >= judge.BusOffsetBytes));

    /// <summary>The question with every limit unlimited that is not in the list.</summary>
    private static LayoutQuestion OnlyThe(ValueList<CorePair> pairs, LayoutQuestion question) => question with
    {
        Judges = new([.. question.Judges.Select(judge => judge with
        {
            Limits = LimitKinds.All
                .Where(kind => !pairs.Any(pair => (pair.Device, pair.Limit) == (judge.Device, kind)))
                .Aggregate(judge.Limits, (limits, kind) => limits.Without(kind)),
        })]),
    };
}
