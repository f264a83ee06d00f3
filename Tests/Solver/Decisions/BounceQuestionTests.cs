using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Decisions;

public class BounceQuestionTests
{
    /// <summary>Page by page, and run by run.</summary>
    public static TheoryData<int> MaxPages => [256, 0];

    [Theory]
    [MemberData(nameof(MaxPages))]
    public void Agrees_with_every_set_of_cuts_and_every_slot(int maxPages)
    {
        var voter = new SolverVoter(new SolverOptions { MaxPages = maxPages });
        int[] seen = new int[3];
        foreach (BounceQuestion question in RandomBounces.Questions(seed: 20201, count: 800))
        {
            bool serves = EveryBounce.Serves(question.Buffer, question.Judge);

            TableVote vote = voter.Answer(question);

            Assert.True(vote.Verdict is Verdict.Unknown || serves == (vote.Verdict == Verdict.Sat), $"{serves}, but {vote}: {question}");
            if (vote is { Verdict: not Verdict.Unknown, FewestSegments: { } fewest })
            {
                Assert.True(fewest == (ulong?)EveryBounce.Table(question.Buffer, question.Judge)?.Length, $"{vote}: {question}");
            }

            Assert.Equal(vote.Verdict == Verdict.Sat, vote is { Verdict: Verdict.Sat, FewestSegments: not null });
            seen[(int)vote.Verdict]++;
        }

        Assert.True(seen[0] > 200 && seen[1] > 150 && seen[2] < 200, string.Join(' ', seen));
    }

    [Theory]
    [MemberData(nameof(MaxPages))]
    public void A_core_contradicts_by_itself_and_no_pair_of_it_can_be_left_out(int maxPages)
    {
        var voter = new SolverVoter(new SolverOptions { MaxPages = maxPages });
        int[] pairs = new int[LimitKinds.All.Length];
        foreach (BounceQuestion question in RandomBounces.Questions(seed: 20202, count: 800))
        {
            SolverReport report = voter.Explain(question);
            if (report.Vote.Verdict != Verdict.Unsat || !report.CoreIsMinimal)
            {
                continue;
            }

            Assert.False(Serves(question, report.Core), $"{report}: {question}");
            foreach (CorePair left in report.Core)
            {
                Assert.Equal(question.Judge.PoolLimits[left.Limit], left.Value);
                Assert.True(Serves(question, report.Core.Where(pair => pair != left)), $"{left} is not needed: {report}: {question}");
                pairs[(int)left.Limit]++;
            }
        }

        Assert.True(pairs[(int)LimitKind.AddressMask] > 50 && pairs[(int)LimitKind.MinAlignMask] > 10, string.Join(' ', pairs));
    }

    [Theory]
    [InlineData(64UL, 0UL, "")]
    [InlineData(65UL, 0UL, "maxSegmentCount addressMask")]
    [InlineData(64UL, 0xfffUL, "maxSegmentCount minAlignMask addressMask")]
    [InlineData(63UL, 0xfffUL, "")]
    [InlineData(1UL, 0x3ffffUL, "minAlignMask addressMask")]
    public void The_longest_bounce_is_a_limit_of_reach_and_alignment(ulong pages, ulong minAlignMask, string core)
    {
        SolverReport report = Ask.Voter.Explain(Contiguous(pages, Ask.None with
        {
            MaxSegmentCount = 1,
            AddressMask = 0x7ffffff,
            MinAlignMask = minAlignMask,
        }));

        Assert.Equal(core, string.Join(' ', report.Core.Select(pair => pair.Limit.FieldName())));
        Assert.Equal(core.Length == 0 ? Verdict.Sat : Verdict.Unsat, report.Vote.Verdict);
        Assert.True(report.CoreIsMinimal);
    }

    [Fact]
    public void A_pool_out_of_reach_takes_no_copies()
    {
        SolverReport report = Ask.Voter.Explain(Contiguous(1, Ask.None with { AddressMask = 0xffffff - 4096 }));

        Assert.Equal(["d0 addressMask"], Ask.Core(report));
    }

    [Theory]
    [InlineData(16384UL, Verdict.Sat)]
    [InlineData(16385UL, Verdict.Unsat)]
    public void The_pool_holds_so_much_and_no_more(ulong pages, Verdict expected)
    {
        SolverReport report = Ask.Voter.Explain(Contiguous(pages, Ask.None with { AddressMask = 0x7ffffff }));

        Assert.Equal(expected, report.Vote.Verdict);
        Assert.Equal(expected == Verdict.Unsat ? ["d0 addressMask"] : [], Ask.Core(report));
    }

    [Fact]
    public void What_may_not_fit_into_the_pool_is_unknown_and_told()
    {
        TableVote vote = Ask.Voter.Answer(Contiguous(16_000, Ask.None with { AddressMask = 0x7ffffff, SegmentBoundaryMask = 0x7ffff }));

        Assert.Equal(Verdict.Unknown, vote.Verdict);
        Assert.StartsWith("d0: copies go into the pool first fit, which is an algorithm, not a constraint, and copies may need", vote.UnknownReason);
    }

    [Fact]
    public void A_spent_budget_is_unknown()
    {
        BounceQuestion question = Contiguous(100, Ask.None with { AddressMask = 0x7ffffff, MaxSegmentCount = 1 });

        Assert.Equal("the step limit of 1 is spent", new SolverVoter(new SolverOptions { StepLimit = 1 }).Answer(question).UnknownReason);
        Assert.Equal(
            "the wall time of 0 ms is spent", new SolverVoter(new SolverOptions { WallMilliseconds = 0 }).Answer(question).UnknownReason);
    }

    /// <summary>One run of 4 KiB pages from 256 MiB on.</summary>
    private static BounceQuestion Contiguous(ulong pages, ResolvedLimits limits) => new(
        new PagedBuffer(Ask.Page, new Layout(0, [new PfnRun(0x10000, pages)]), Ask.Pages(pages)),
        new BouncingJudge(new Judge("d0", limits, 0), limits));

    private static bool Serves(BounceQuestion question, IEnumerable<CorePair> core) =>
        EveryBounce.Serves(question.Buffer, RandomBounces.OnlyThe(core, question.Judge));
}
