using System.Diagnostics;
using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

public class PlacementBudgetTests
{
    [Fact]
    public void No_time_is_unknown_at_once()
    {
        SolverReport report = new SolverVoter(new SolverOptions { WallMilliseconds = 0 }).Explain(Hard());

        Assert.Equal("the wall time of 0 ms is spent", report.Vote.UnknownReason);
        Assert.Equal(0UL, report.StepsSpent);
    }

    [Fact]
    public void Few_steps_are_unknown_and_told()
    {
        SolverReport report = new SolverVoter(new SolverOptions { StepLimit = 1000 }).Explain(Hard());

        Assert.Equal("the step limit of 1000 is spent", report.Vote.UnknownReason);
        Assert.True(report.StepsSpent > 0);
    }

    [Fact]
    public void A_cancelled_search_ends_and_leaves_the_thread_a_solver()
    {
        using var cancel = new CancellationTokenSource(millisecondsDelay: 50);
        var voter = new SolverVoter(new SolverOptions { StepLimit = 0, WallMilliseconds = 60_000, Cancel = cancel.Token });
        long started = Stopwatch.GetTimestamp();

        TableVote vote = voter.Answer(Hard());

        Assert.Equal("the search was cancelled", vote.UnknownReason);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
        Assert.Equal(Verdict.Sat, Ask.Voter.Answer(Ask.Layout([new(16, 3)], Ask.None)).Verdict);
    }

    [Fact]
    public void Threads_get_the_same_verdicts()
    {
        PlacementQuestion[] questions = [.. RandomPlacements.Tiny(seed: 20176, count: 60, mostPages: 6, gaps: true)];
        Verdict[] expected = [.. questions.Select(q => Ask.Voter.Answer(q).Verdict)];
        var answers = new Verdict[4][];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t =>
            new Thread(() => answers[t] = [.. questions.Select(q => Ask.Voter.Answer(q).Verdict)]))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.All(answers, a => Assert.Equal(expected, a));
    }

    /// <summary>Every page in a knapsack of its own: extents of odd sizes, and judges who count differently.</summary>
    private static PlacementQuestion Hard()
    {
        var random = new Random(20177);
        ulong pfn = 1 << 18;
        PfnRun[] extents = [.. Enumerable.Range(0, 64).Select(_ =>
        {
            var extent = new PfnRun(pfn, (ulong)random.Next(1000, 4000));
            pfn += extent.Pages + (ulong)random.Next(1, 500);
            return extent;
        })];
        ulong pages = (ulong)extents.Sum(e => (long)e.Pages) * 2 / 3;
        Judge[] judges = [.. Enumerable.Range(0, 6).Select(i => new Judge(
            $"d{i}",
            ResolvedLimits.Unlimited with
            {
                MaxSegmentSizeBytes = Ask.Pages((ulong)(13 + (22 * i))),
                SegmentBoundaryMask = (0x100000UL << (i % 3)) - 1,
                MaxSegmentCount = (pages / (ulong)(13 + (22 * i))) + 30,
            },
            0))];
        return new(Ask.Page, Ask.Pages(pages), [.. extents], [.. judges], SharingMode.Tailored);
    }
}
