using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

public class BouncingPlacementTests
{
    [Theory]
    [InlineData(20211, false)]
    [InlineData(20212, true)]
    public void Agrees_with_every_list_of_pages(int seed, bool gaps)
    {
        int[] seen = new int[3];
        foreach (PlacementQuestion question in RandomBouncingPlacements.Tiny(seed, count: 500, mostPages: 6, gaps))
        {
            SolverReport report = Ask.Voter.Explain(question);

            AssertRight(question, report);
            seen[(int)report.Vote.Verdict]++;
        }

        Assert.True(seen[0] > 100 && seen[1] > 80 && seen[2] < 60, string.Join(' ', seen));
    }

    [Theory]
    [InlineData(nameof(PlacementShape.Bits))]
    [InlineData(nameof(PlacementShape.Extents))]
    [InlineData(nameof(PlacementShape.Cells))]
    public void No_encoding_is_wrong_where_it_decides(string encoding)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        PlacementShape shape = Enum.Parse<PlacementShape>(encoding);
        int[] seen = new int[3];
        foreach (PlacementQuestion any in RandomBouncingPlacements.Tiny(seed: 20213, count: 300, mostPages: 6, gaps: true))
        {
            PlacementQuestion question = shape == PlacementShape.Cells ? any with { Judges = [], Bouncing = [any.Bouncing[0]] } : any;
            if (question.Extents.Sum(e => (long)e.Pages) < (long)question.Pages)
            {
                continue;
            }

            SolverReport report = new PlacementDecision(new SolverOptions(), SolverSession.Current, question).Decide(shape);

            AssertRight(question, report);
            seen[(int)report.Vote.Verdict]++;
        }

        Assert.True(seen[0] > 60 && seen[1] > 30 && seen[2] * 4 < seen.Sum(), string.Join(' ', seen));
    }

    [Theory]
    [InlineData(20214, SharingMode.Shared)]
    [InlineData(20215, SharingMode.Tailored)]
    public void Both_readings_agree_about_more_pages_than_can_be_tried(int seed, SharingMode mode)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        int[] decided = new int[3];
        foreach (PlacementQuestion any in RandomBouncingPlacements.Tiny(seed, count: 60, mostPages: 20, gaps: false))
        {
            PlacementQuestion question = any with { Mode = mode };
            if (question.Extents.Sum(e => (long)e.Pages) < (long)question.Pages)
            {
                continue;
            }

            Verdict bits = By(PlacementShape.Bits, question);
            Verdict extents = By(PlacementShape.Extents, question);
            Assert.True(bits == extents || bits == Verdict.Unknown || extents == Verdict.Unknown, $"{bits} {extents}: {question}");
            decided[(int)(bits == extents ? bits : Verdict.Unknown)]++;
        }

        Assert.True(decided[0] + decided[1] > 15 && decided[0] > 2, string.Join(' ', decided));
    }

    [Fact]
    public void A_core_contradicts_by_itself_and_no_pair_of_it_can_be_left_out()
    {
        int[] pairs = new int[LimitKinds.All.Length];
        foreach (PlacementQuestion question in RandomBouncingPlacements.Tiny(seed: 20216, count: 1200, mostPages: 5, gaps: true))
        {
            SolverReport report = Ask.Voter.Explain(question);
            if (report.Vote.Verdict != Verdict.Unsat || !report.CoreIsMinimal)
            {
                continue;
            }

            Assert.False(EveryPlacement.Exists(OnlyThe(report.Core, question)), $"{report}: {question}");
            foreach (CorePair left in report.Core)
            {
                Assert.True(
                    EveryPlacement.Exists(OnlyThe(report.Core.Where(pair => pair != left), question)), $"{left} is not needed: {report}: {question}");
                pairs[(int)left.Limit] += left.Device[0] == 'b' ? 1 : 0;
            }
        }

        Assert.True(pairs[(int)LimitKind.AddressMask] > 30 && pairs[(int)LimitKind.MinAlignMask] > 2, string.Join(' ', pairs));
    }

    [Theory]
    [InlineData(SharingMode.Shared)]
    [InlineData(SharingMode.Tailored)]
    public void A_copying_device_leaves_the_others_a_table_of_their_own(SharingMode mode)
    {
        // Copied in pieces of 64 pages at most, of which 16 do; in one table with the others it would be 1 segment only.
        ResolvedLimits low = Ask.None with { AddressMask = 0x7ffffff, MaxSegmentCount = 16 };
        PlacementQuestion question = Large(1024, low, mode);

        SolverReport enough = Ask.Voter.Explain(question);
        SolverReport oneMore = Ask.Voter.Explain(Large(1025, low, mode));

        Assert.Equal(Verdict.Sat, enough.Vote.Verdict);
        Assert.Equal(1024UL, enough.Vote.Storage?.Pages);
        Assert.Equal(["b0 maxSegmentCount", "b0 addressMask"], Ask.Core(oneMore));
        Assert.True(oneMore.CoreIsMinimal);
    }

    [Theory]
    [InlineData(16384UL, Verdict.Sat)]
    [InlineData(17000UL, Verdict.Unsat)]
    public void What_has_to_be_copied_has_to_fit_into_the_pool(ulong pages, Verdict expected)
    {
        ResolvedLimits low = Ask.None with { AddressMask = 0x7ffffff };
        var question = new PlacementQuestion(Ask.Page, Ask.Pages(pages), [new PfnRun(0x10000, 20_000)], [], SharingMode.Shared)
        {
            Bouncing = [new BouncingJudge(new Judge("b0", low, 0), low)],
        };

        SolverReport report = Ask.Voter.Explain(question);

        Assert.Equal(expected, report.Vote.Verdict);
        Assert.Equal(expected == Verdict.Unsat ? ["b0 addressMask"] : [], Ask.Core(report));
    }

    [Fact]
    public void What_the_kernels_join_leaves_is_not_decided()
    {
        var joining = new JoiningJudge(new Judge("i0", Ask.None, 0), 4096);
        ResolvedLimits low = Ask.None with { AddressMask = 0x7ffffff, MaxSegmentCount = 16 };

        Assert.Contains("join", Ask.Voter.Answer(Large(1024, low, SharingMode.Shared) with { Joining = [joining] }).UnknownReason);
        Assert.Equal(Verdict.Unsat, Ask.Voter.Answer(Large(1025, low, SharingMode.Shared) with { Joining = [joining] }).Verdict);
    }

    [Fact]
    public void A_spent_budget_is_unknown()
    {
        PlacementQuestion question = Large(1025, Ask.None with { AddressMask = 0x7ffffff, MaxSegmentCount = 16 }, SharingMode.Shared);

        Assert.Equal("the step limit of 1 is spent", new SolverVoter(new SolverOptions { StepLimit = 1 }).Answer(question).UnknownReason);
        Assert.Equal("the wall time of 0 ms is spent", new SolverVoter(new SolverOptions { WallMilliseconds = 0 }).Answer(question).UnknownReason);
    }

    [Fact]
    public void A_sequence_starts_from_the_beginning_where_somebody_may_bounce()
    {
        PlacementQuestion question = RandomBouncingPlacements.Tiny(seed: 20217, count: 1, mostPages: 6, gaps: false).Single();
        using var sequence = new PlacementSequence(new SolverOptions(), question);

        Assert.False(sequence.IsIncremental);
        Assert.Equal(Ask.Voter.Answer(question).Verdict, sequence.Decide().Vote.Verdict);
    }

    /// <summary>Sat as there is storage, and this is some; unsat as there is none; unknown for a pool that may be too small, or a gap rule.</summary>
    private static void AssertRight(PlacementQuestion question, SolverReport report)
    {
        bool exists = EveryPlacement.Exists(question);
        Assert.True(
            report.Vote.Verdict == Verdict.Unknown || exists == (report.Vote.Verdict == Verdict.Sat), $"{exists}, but {report.Vote}: {question}");
        if (report.Vote.Verdict == Verdict.Sat)
        {
            Layout storage = report.Vote.Storage!;
            ulong[] pfns = [.. storage.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i))];
            Assert.True(EveryPlacement.Serves(question, pfns), $"{storage}: {question}");
        }
    }

    private static Verdict By(PlacementShape shape, PlacementQuestion question) =>
        new PlacementDecision(new SolverOptions(), SolverSession.Current, question).Decide(shape).Vote.Verdict;

    private static PlacementQuestion OnlyThe(IEnumerable<CorePair> core, PlacementQuestion question)
    {
        CorePair[] pairs = [.. core];
        return question with
        {
            Judges = [.. question.Judges.Select(judge => RandomBounces.OnlyThe(pairs, new BouncingJudge(judge, judge.Limits)).Direct)],
            Bouncing = [.. question.Bouncing.Select(judge => RandomBounces.OnlyThe(pairs, judge))],
        };
    }

    /// <summary>Memory above 256 MiB in two extents, the second large; two devices that want one segment, and one that may bounce.</summary>
    private static PlacementQuestion Large(ulong pages, ResolvedLimits bouncing, SharingMode mode) => new(
        Ask.Page, Ask.Pages(pages), [new PfnRun(0x10000, 16), new PfnRun(0x20000, 4000)],
        Ask.Judges(Ask.None with { MaxSegmentCount = 1 }, Ask.None with { MaxSegmentCount = 1 }), mode)
    {
        Bouncing = [new BouncingJudge(new Judge("b0", bouncing, 0), bouncing)],
    };
}
