using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

public class ChoiceEncodingTests
{
    [Theory]
    [InlineData(20411, false)]
    [InlineData(20412, true)]
    public void A_choice_is_storage_and_none_proves_nothing(int seed, bool parts)
    {
        int[] seen = new int[3];
        foreach (PlacementQuestion any in RandomPlacements.Tiny(seed, count: 600, mostPages: 6, gaps: false).Where(q => q.Judges.Count > 0))
        {
            PlacementQuestion question = any with { Mode = SharingMode.Tailored };

            TableVote vote = Decide(question, parts, new SolverOptions()).Vote;

            Assert.NotEqual(Verdict.Unsat, vote.Verdict);
            Assert.True(vote.Verdict != Verdict.Sat || EveryPlacement.Exists(question), $"{vote}: {question}");
            seen[(int)vote.Verdict]++;
        }

        Assert.True(seen[0] > 100 && seen[2] > 100, string.Join(' ', seen));
    }

    [Fact]
    public void Parts_of_extents_are_whole_segments_and_what_lies_between_edges()
    {
        // Two segments of 8 pages, of extents with 11 and 10: the remainders would be segments of their own.
        PlacementQuestion size = Question([new PfnRun(16, 11), new PfnRun(64, 10)], Ask.None with { MaxSegmentSizeBytes = Ask.Pages(8) });
        PlacementQuestion edges = Question([new PfnRun(21, 11), new PfnRun(64, 10)], Ask.None with { SegmentBoundaryMask = 0x7fff });

        foreach (PlacementQuestion question in (PlacementQuestion[])[size, edges])
        {
            Assert.Equal(Verdict.Unknown, Decide(question, parts: false, new SolverOptions()).Vote.Verdict);
            Assert.Equal(16UL, Decide(question, parts: true, new SolverOptions()).Vote.Storage?.Pages);
        }
    }

    [Fact]
    public void Its_text_is_plain_integers()
    {
        List<string> scripts = [];
        PlacementQuestion question = Question([new PfnRun(16, 11), new PfnRun(64, 10)], Ask.None with { MaxSegmentSizeBytes = Ask.Pages(8) });

        Decide(question, parts: true, new SolverOptions { QuerySink = scripts.Add });

        string script = Assert.Single(scripts);
        Assert.StartsWith("(set-logic QF_LIA)", script);
        Assert.Contains("(<= (+", script);
        Assert.DoesNotContain("pb", script);
    }

    [Fact]
    public void A_step_limit_ends_the_search_and_the_thread_goes_on()
    {
        var random = new Random(20413);
        PfnRun[] extents = [.. Enumerable.Range(0, 64).Select(i => new PfnRun(((ulong)i << 12) + (ulong)random.Next(512), (ulong)random.Next(100, 3000)))];
        ulong pages = (ulong)extents.Sum(e => (long)e.Pages) / 2;
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(pages), [.. extents], Ask.Judges([.. Enumerable.Range(1, 6).Select(i => Ask.None with
            {
                MaxSegmentSizeBytes = Ask.Pages((ulong)(17 * i)), MaxSegmentCount = (pages / (ulong)(17 * i)) + 8,
            })]), SharingMode.Tailored);

        SolverReport report = Decide(question, parts: true, new SolverOptions { StepLimit = 500 });

        Assert.Equal("the step limit of 500 is spent", report.Vote.UnknownReason);
        Assert.Equal(Verdict.Sat, Ask.Voter.Answer(Ask.Layout([new(16, 3)], Ask.None)).Verdict);
    }

    /// <summary>16 pages in two segments.</summary>
    private static PlacementQuestion Question(PfnRun[] extents, ResolvedLimits limits) =>
        new(Ask.Page, Ask.Pages(16), [.. extents], Ask.Judges(limits with { MaxSegmentCount = 2 }), SharingMode.Tailored);

    private static SolverReport Decide(PlacementQuestion question, bool parts, SolverOptions options)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        var memory = new FreeMemory(question);
        JudgeView[] judges = JudgeView.Of(question.Judges, question.PageSize);
        using SolverScope scope = SolverSession.Current.OpenForChoices(options);
        var encoding = new ChoiceEncoding(scope, memory, judges, parts);
        return new PlacementSearch(scope, encoding, memory, PlacementTable.Of(question)).Decide();
    }
}
