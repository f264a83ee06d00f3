using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Solving.Ask;

namespace DmabufVerify.Tests.Solving;

public class SolverVoterTests
{
    [Fact]
    public void Unlimited_judges_need_one_segment_for_each_run()
    {
        SolverReport report = Voter.Explain(Layout([new(16, 3), new(19, 2), new(64, 1)], None, None));

        Assert.Equal(TableVote.Sat(2), report.Vote);
        Assert.Equal(
            new SegmentTable([new Segment(0x10000, 0x5000), new Segment(0x40000, 0x1000)]), report.Witness);
        Assert.Empty(report.Core);
    }

    [Fact]
    public void Count_below_the_runs_is_the_only_pair()
    {
        SolverReport report = Voter.Explain(Layout([new(16, 1), new(32, 1), new(48, 1)], None with { MaxSegmentCount = 2 }, None));

        Assert.Equal(TableVote.Unsat(new("d0", LimitKind.MaxSegmentCount, 2, 3, null), 3), report.Vote);
        Assert.Equal(["d0 maxSegmentCount"], Core(report));
    }

    [Fact]
    public void Count_of_one_and_size_of_another_make_the_core()
    {
        SolverReport report = Voter.Explain(Layout(
            [new(16, 8)], None with { MaxSegmentCount = 1 }, None with { MaxSegmentSizeBytes = Pages(4) }, None));

        Assert.Equal(2UL, report.Vote.FewestSegments);
        Assert.Equal(["d0 maxSegmentCount", "d1 maxSegmentSize"], Core(report));
        Assert.True(report.CoreIsMinimal);
    }

    [Fact]
    public void Count_and_boundary_make_the_core()
    {
        SolverReport report = Voter.Explain(Layout(
            [new(14, 4)], None with { MaxSegmentCount = 1 }, None with { SegmentBoundaryMask = 0xffff }));

        Assert.Equal(2UL, report.Vote.FewestSegments);
        Assert.Equal(["d0 maxSegmentCount", "d1 segmentBoundaryMask"], Core(report));
    }

    [Fact]
    public void Gap_at_a_scattered_page_contradicts_by_itself()
    {
        SolverReport report = Voter.Explain(Layout([new(16, 3), new(32, 4)], None with { VirtBoundaryMask = 0x3fff }));

        Assert.Equal(["d0 virtBoundaryMask"], Core(report));
        Assert.Null(report.Vote.FewestSegments);
        Assert.Equal(LimitKind.VirtBoundaryMask, report.Vote.Refusal?.Limit);
    }

    [Fact]
    public void Gap_and_size_contradict_where_no_multiple_is_near_enough()
    {
        SolverReport report = Voter.Explain(Layout(
            [new(16, 12)], None with { VirtBoundaryMask = 0x3fff }, None with { MaxSegmentSizeBytes = Pages(3) }));

        Assert.Equal(["d0 virtBoundaryMask", "d1 maxSegmentSize"], Core(report));
    }

    [Theory]
    [InlineData(0x12fffUL, Verdict.Sat)]
    [InlineData(0x12ffeUL, Verdict.Unsat)]
    public void Reach_counts_to_the_last_byte(ulong mask, Verdict expected)
    {
        SolverReport report = Voter.Explain(Layout([new(16, 3)], None with { AddressMask = mask }));

        Assert.Equal(expected, report.Vote.Verdict);
        Assert.Equal(expected == Verdict.Unsat ? ["d0 addressMask"] : [], Core(report));
    }

    [Fact]
    public void A_tail_that_ends_within_reach_is_reached()
    {
        var buffer = new PagedBuffer(Page, new Layout(0, [new PfnRun(16, 3)]), Pages(2) + 0x800);

        Assert.Equal(
            Verdict.Sat,
            Voter.Answer(new LayoutQuestion(buffer, Judges(None with { AddressMask = 0x127ff }))).Verdict);
        Assert.Equal(
            Verdict.Unsat,
            Voter.Answer(new LayoutQuestion(buffer, Judges(None with { AddressMask = 0x127fe }))).Verdict);
    }

    [Fact]
    public void A_page_below_bus_address_zero_is_out_of_reach_of_any_mask()
    {
        var question = Layout([new(16, 1)]) with { Judges = [new Judge("d0", None, (long)Pages(17))] };

        SolverReport report = Voter.Explain(question);

        Assert.Equal(["d0 addressMask"], Core(report));
        Assert.Equal(ulong.MaxValue, report.Vote.Refusal?.LimitValue);
    }

    [Fact]
    public void Boundaries_are_judged_in_each_judges_own_addresses()
    {
        ResolvedLimits limits = None with { SegmentBoundaryMask = 0x3fff };
        var question = Layout([new(16, 8)]) with
        {
            Judges = [new Judge("d0", limits, 0), new Judge("d1", limits, -(long)Pages(1))],
        };

        Assert.Equal(4UL, Voter.Answer(question).FewestSegments);
    }

    [Theory]
    [InlineData(0UL, 65535UL, 9UL)]
    [InlineData(0UL, 65536UL, 8UL)]
    [InlineData(2048UL, 65536UL, 9UL)]
    public void Fewest_segments_count_partial_pages_whole(ulong offsetBytes, ulong maxSegmentSizeBytes, ulong expected)
    {
        var layout = new Layout(offsetBytes, [new PfnRun(16, 129)]);
        var buffer = new PagedBuffer(Page, layout, Pages(128));

        TableVote vote = Voter.Answer(new LayoutQuestion(buffer, Judges(None with { MaxSegmentSizeBytes = maxSegmentSizeBytes })));

        Assert.Equal(expected, vote.FewestSegments);
    }

    [Fact]
    public void Pages_behind_the_buffer_are_not_judged()
    {
        var buffer = new PagedBuffer(Page, new Layout(0, [new PfnRun(16, 2), new PfnRun(64, 2)]), Pages(2));

        Assert.Equal(TableVote.Sat(1), Voter.Answer(new LayoutQuestion(buffer, Judges(None with { AddressMask = 0x11fff }))));
    }

    [Fact]
    public void Strict_iommu_range_starts_at_the_next_power_of_two()
    {
        // 5 pages from page 8: one edge of a 4-page window inside.
        PagedBuffer buffer = Layout([new(100, 1), new(50, 4)]).Buffer;
        var judge = new Judge("d0", None with { SegmentBoundaryMask = 0x3fff, AddressMask = 0xcfff }, 0);
        var question = new IommuQuestion(buffer, judge, 4096, Enforcement.Strict);

        Assert.Equal(TableVote.Sat(2), Voter.Answer(question));
        Assert.Equal(
            Verdict.Unsat,
            Voter.Answer(question with { Judge = judge with { Limits = judge.Limits with { AddressMask = 0xbfff } } }).Verdict);
    }

    [Theory]
    [InlineData(0xfffUL, 4096UL, Verdict.Sat)]
    [InlineData(0xfffUL, 1024UL, Verdict.Unsat)]
    [InlineData(0x1fffUL, 4096UL, Verdict.Unsat)]
    public void Iommu_refuses_alignment_above_its_granule(ulong minAlignMask, ulong granule, Verdict expected)
    {
        var judge = new Judge("d0", None with { MinAlignMask = minAlignMask }, 0);

        SolverReport report = Voter.Explain(new IommuQuestion(Layout([new(1, 1)]).Buffer, judge, granule, Enforcement.Strict));

        Assert.Equal(expected, report.Vote.Verdict);
        Assert.Equal(expected == Verdict.Unsat ? ["d0 minAlignMask"] : [], Core(report));
    }

    [Fact]
    public void The_kernels_join_is_not_decided()
    {
        var question = new IommuQuestion(Layout([new(1, 1)]).Buffer, new Judge("d0", None, 0), 4096, Enforcement.Kernel);

        Assert.Contains("join", Voter.Answer(question).UnknownReason);
    }

    [Fact]
    public void A_spent_step_limit_is_unknown_and_says_so()
    {
        var voter = new SolverVoter(new SolverOptions { StepLimit = 1 });

        TableVote vote = voter.Answer(Layout([new(16, 40)], None with { MaxSegmentSizeBytes = Pages(3), SegmentBoundaryMask = 0x7fff }));

        Assert.Equal(Verdict.Unknown, vote.Verdict);
        Assert.Equal("the step limit of 1 is spent", vote.UnknownReason);
    }

    [Fact]
    public void Reports_count_steps_and_time()
    {
        SolverReport report = Voter.Explain(Layout([new(16, 40)], None with { MaxSegmentSizeBytes = Pages(3) }));

        Assert.InRange(report.StepsSpent, 1UL, 1_000_000UL);
        Assert.True(report.ElapsedMilliseconds > 0);
    }

    [Fact]
    public void Every_check_reaches_the_sink_as_a_script()
    {
        List<string> scripts = [];
        var voter = new SolverVoter(new SolverOptions { QuerySink = scripts.Add });

        voter.Answer(Layout([new(16, 8)], None with { MaxSegmentCount = 1, MaxSegmentSizeBytes = Pages(4) }));

        Assert.True(scripts.Count >= 2);
        Assert.All(scripts, script => Assert.EndsWith("(check-sat)\n", script));
        Assert.Contains("; maxSegmentSize_0: d0 MaxSegmentSize 16384", scripts[0]);
        using var context = new Microsoft.Z3.Context();
        using Microsoft.Z3.Solver solver = context.MkSolver();
        solver.FromString(scripts[0]);
        Assert.Equal(Microsoft.Z3.Status.UNSATISFIABLE, solver.Check());
    }

    [Fact]
    public void Threads_get_the_same_answers()
    {
        LayoutQuestion[] questions = [.. Enumerable.Range(1, 12).Select(pages =>
            Layout([new(16, 30)], None with { MaxSegmentSizeBytes = Pages((ulong)pages), SegmentBoundaryMask = 0x7fff }))];
        TableVote[] expected = [.. questions.Select(Voter.Answer)];
        var answers = new TableVote[4][];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t =>
            new Thread(() => answers[t] = [.. questions.Select(Voter.Answer)]))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.All(answers, a => Assert.Equal(expected, a));
    }
}
