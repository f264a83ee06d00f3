using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

/// <summary>Memory that nobody lists page by page, and its ends.</summary>
public class LargePlacementTests
{
    private static readonly ResolvedLimits SixtyFourKiB = Ask.None with { MaxSegmentSizeBytes = 65536 };

    [Theory]
    [InlineData(SharingMode.Shared)]
    [InlineData(SharingMode.Tailored)]
    public void The_largest_buffer_in_all_memory(SharingMode mode)
    {
        var question = new PlacementQuestion(
            Ask.Page, 1UL << 63, [new PfnRun(0, PfnRun.MaxEndPfn)],
            Ask.Judges(SixtyFourKiB, Ask.None with { SegmentBoundaryMask = 0xffffffff }), mode);

        SolverReport report = Ask.Voter.Explain(question);

        Assert.Equal(Verdict.Sat, report.Vote.Verdict);
        Assert.Equal(1UL << 51, report.Vote.Storage?.Pages);
        Judge few = question.Judges[0] with { Limits = SixtyFourKiB with { MaxSegmentCount = (1UL << 47) - 1 } };
        Assert.Equal(
            ["d0 maxSegmentCount", "d0 maxSegmentSize"],
            Ask.Core(Ask.Voter.Explain(question with { Judges = [few, question.Judges[1]] })));
    }

    [Fact]
    public void The_last_page_may_be_the_one_that_the_reach_ends_inside()
    {
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(1000) - 2048, [new PfnRun(16, 4000)], Ask.Judges(Ask.None with { AddressMask = Ask.Pages(1016) - 2049 }),
            SharingMode.Shared);

        Assert.Equal(new Layout(0, [new PfnRun(16, 1000)]), Ask.Voter.Answer(question).Storage);
        Assert.Equal(Verdict.Unsat, Ask.Voter.Answer(question with { SizeBytes = question.SizeBytes + 1 }).Verdict);
    }

    [Fact]
    public void Remainders_of_windows_are_left_out_where_segments_are_few()
    {
        // Windows of 8 pages hold 3 + 3 + 2; 300 segments of 3 pages are in 150 of them.
        ResolvedLimits limits = Ask.None with
        {
            MaxSegmentSizeBytes = Ask.Pages(3),
            SegmentBoundaryMask = 0x7fff,
            MaxSegmentCount = 300,
        };
        var question = new PlacementQuestion(Ask.Page, Ask.Pages(900), [new PfnRun(16, 1200)], Ask.Judges(limits), SharingMode.Shared);

        Assert.Equal(150, Ask.Voter.Answer(question).Storage?.Runs.Count);
        Assert.Equal(Verdict.Unsat, Ask.Voter.Answer(question with { SizeBytes = Ask.Pages(901) }).Verdict);
    }

    [Fact]
    public void Cells_that_touch_are_one_run_however_many_they_are()
    {
        ResolvedLimits limits = Ask.None with { MaxSegmentSizeBytes = Ask.Pages(3), SegmentBoundaryMask = 0x7fff };
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(1UL << 40), [new PfnRun(3, 1UL << 40)], Ask.Judges(limits), SharingMode.Shared);

        Assert.Equal(new Layout(0, [new PfnRun(3, 1UL << 40)]), Ask.Voter.Answer(question).Storage);
        Judge few = question.Judges[0] with { Limits = limits with { MaxSegmentCount = (3UL << 37) - 1 } };
        Assert.Equal(Verdict.Unsat, Ask.Voter.Answer(question with { Judges = [few] }).Verdict);
    }

    [Fact]
    public void Windows_of_too_many_phases_are_unknown()
    {
        ResolvedLimits limits = Ask.None with { SegmentBoundaryMask = 0xffff };
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(1 << 21), [new PfnRun(0, 1 << 22)],
            [new Judge("a", limits, 0), new Judge("b", limits, -(long)Ask.Page.Bytes)], SharingMode.Shared);

        Assert.Contains("too many parts", Ask.Voter.Answer(question).UnknownReason);
    }

    [Fact]
    public void Under_a_gap_rule_whole_multiples_are_tried_and_the_rest_is_unknown()
    {
        ResolvedLimits limits = Ask.None with { VirtBoundaryMask = 0x3fff, MaxSegmentSizeBytes = Ask.Pages(7), MaxSegmentCount = 100 };
        var question = new PlacementQuestion(Ask.Page, Ask.Pages(406), [new PfnRun(17, 2000)], Ask.Judges(limits), SharingMode.Shared);

        // 7 pages at each end and 98 segments of 4 between them are 406, by chance from page 17 on; 701 cannot be had of 7 each.
        Assert.Equal(Verdict.Sat, Ask.Voter.Answer(question).Verdict);
        Assert.Contains("gap", Ask.Voter.Answer(question with { SizeBytes = Ask.Pages(407) }).UnknownReason);
        Assert.Equal(Verdict.Unsat, Ask.Voter.Answer(question with { SizeBytes = Ask.Pages(701) }).Verdict);
    }
}
