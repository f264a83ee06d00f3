using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Solving.Ask;

namespace DmabufVerify.Tests.Solving.Encodings;

public class RunEncodingTests
{
    private static readonly SolverVoter ByRuns = new(new SolverOptions { MaxPages = 0 });

    [Fact]
    public void Agrees_with_every_set_of_cuts_or_says_what_it_leaves_out()
    {
        int decided = 0;
        int unknown = 0;
        foreach (LayoutQuestion question in RandomQuestions.Layouts(seed: 20153, count: 400))
        {
            ulong? fewest = Exhaustive.Fewest(question.Buffer, question.Judges);
            Verdict expected = fewest <= question.Judges.Min(j => j.Limits.MaxSegmentCount) ? Verdict.Sat : Verdict.Unsat;

            TableVote vote = ByRuns.Answer(question);

            if (vote.Verdict == Verdict.Unknown)
            {
                Assert.Matches("gap mask|do not nest", vote.UnknownReason);
                unknown++;
            }
            else
            {
                Assert.True(expected == vote.Verdict, $"{expected} {fewest}, but {vote}: {question}");
                Assert.True(vote.FewestSegments is null || vote.FewestSegments == fewest, $"{fewest}, but {vote}: {question}");
                decided++;
            }
        }

        Assert.True(decided > 300 && unknown > 0, $"{decided} decided, {unknown} unknown");
    }

    [Fact]
    public void Fewest_is_known_where_windows_nest_and_no_gap_is_ruled_out()
    {
        int seen = 0;
        foreach (LayoutQuestion question in RandomQuestions.Layouts(seed: 20154, count: 300)
            .Where(q => q.Judges.All(j => j.BusOffsetBytes == 0 && j.Limits.VirtBoundaryMask < q.Buffer.PageSize.Bytes)))
        {
            Assert.Equal(Exhaustive.Fewest(question.Buffer, question.Judges), ByRuns.Answer(question).FewestSegments);
            seen++;
        }

        Assert.True(seen > 30);
    }

    [Fact]
    public void The_largest_run_is_a_matter_of_arithmetic()
    {
        // All of 64-bit memory but its first half, in segments of 3 pages within windows of 4 GiB.
        PfnRun[] half = [new(1UL << 51, 1UL << 51)];
        ulong windows = 1UL << 31;
        ulong perWindow = ((1UL << 20) + 2) / 3;
        ResolvedLimits limits = None with { MaxSegmentSizeBytes = Pages(3), SegmentBoundaryMask = 0xffffffff };

        Assert.Equal(
            TableVote.Sat(windows * perWindow),
            Voter.Answer(Layout(half, limits with { MaxSegmentCount = windows * perWindow })));
        SolverReport refused = Voter.Explain(Layout(half, limits with { MaxSegmentCount = (windows * perWindow) - 1 }));
        Assert.Equal(["d0 maxSegmentCount", "d0 maxSegmentSize", "d0 segmentBoundaryMask"], Core(refused));
        Assert.Equal(windows * perWindow, refused.Vote.Refusal?.Needed);
    }

    [Fact]
    public void Partial_windows_at_both_ends_count()
    {
        PfnRun[] run = [new((1UL << 20) - 5, (1UL << 20) + 12)];
        ResolvedLimits limits = None with { SegmentBoundaryMask = 0xffffffff };

        SolverReport report = Voter.Explain(Layout(run, limits, None with { MaxSegmentSizeBytes = Pages(1 << 19) }));

        Assert.Equal(TableVote.Sat(4), report.Vote);
        Assert.Equal([5UL, 1UL << 19, 1UL << 19, 7UL], report.Witness?.Segments.Select(s => s.LengthBytes / 4096));
    }

    [Fact]
    public void Hundreds_of_runs_are_decided()
    {
        PfnRun[] runs = [.. Enumerable.Range(0, 300).Select(i => new PfnRun((ulong)i * 4096, 1000))];
        ResolvedLimits limits = None with { MaxSegmentSizeBytes = Pages(64), SegmentBoundaryMask = 0xfffff };

        Assert.Equal(TableVote.Sat(300 * 16), Voter.Answer(Layout(runs, limits)));
    }

    [Fact]
    public void A_gap_rule_at_this_scale_is_unknown_unless_a_plain_table_passes()
    {
        PfnRun[] run = [new(1 << 20, 1 << 20)];
        ResolvedLimits gap = None with { VirtBoundaryMask = 0xffff };

        Assert.Equal(TableVote.Sat(1 << 10), Voter.Answer(Layout(run, gap with { MaxSegmentSizeBytes = Pages(1024) })));
        TableVote left = Voter.Answer(Layout([new((1 << 20) + 5, 1 << 20)], gap with { MaxSegmentSizeBytes = Pages(1000) }));
        Assert.Contains("gap mask above a page over 1048576 pages", left.UnknownReason);
    }

    [Fact]
    public void A_gap_rule_does_not_hide_another_contradiction()
    {
        SolverReport report = Voter.Explain(Layout(
            [new(1 << 20, 1 << 20)], None with { VirtBoundaryMask = 0xffff, MaxSegmentSizeBytes = Pages(16), MaxSegmentCount = 10 }));

        Assert.Equal(["d0 maxSegmentCount", "d0 maxSegmentSize"], Core(report));
    }
}
