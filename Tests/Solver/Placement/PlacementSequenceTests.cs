using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

public class PlacementSequenceTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(200)]
    public void Says_after_each_step_what_a_new_question_says(int mostPages)
    {
        var random = new Random(20178);
        int[] seen = new int[3];
        foreach (PlacementQuestion any in RandomPlacements.Tiny(seed: 20179, count: 25, mostPages, gaps: mostPages < 10))
        {
            using var sequence = new PlacementSequence(new SolverOptions(), any);
            Judge[] pool = [.. RandomPlacements.Tiny(seed: random.Next(), count: 12, mostPages, gaps: mostPages < 10)
                .Where(q => q.PageSize == any.PageSize).SelectMany(q => q.Judges)];
            for (int step = 0; step < 12; step++)
            {
                if (random.Next(3) == 0 && sequence.Question.Judges.Count > 0)
                {
                    sequence.Pop();
                }
                else if (pool.Length > 0)
                {
                    sequence.Push(pool[random.Next(pool.Length)] with { Device = $"step{step}" });
                }

                Verdict expected = Ask.Voter.Answer(sequence.Question).Verdict;
                SolverReport report = sequence.Decide();
                Assert.True(expected == report.Vote.Verdict, $"{expected}, but {report.Vote}: {sequence.Question}");
                seen[(int)expected]++;
            }
        }

        Assert.True(seen[0] > 20 && seen[1] > 20, string.Join(' ', seen));
    }

    [Fact]
    public void What_a_device_asked_leaves_with_it()
    {
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(8), [new PfnRun(16, 6), new PfnRun(32, 6)], Ask.Judges(), SharingMode.Shared);
        using var sequence = new PlacementSequence(new SolverOptions(), question);
        ResolvedLimits two = Ask.None with { MaxSegmentCount = 2 };

        sequence.Push(new Judge("a", two with { MaxSegmentSizeBytes = Ask.Pages(3) }, 0));
        Assert.Equal(["a maxSegmentCount", "a maxSegmentSize"], Ask.Core(sequence.Decide()));
        sequence.Pop();
        sequence.Push(new Judge("b", two, 0));
        Assert.Equal(Verdict.Sat, sequence.Decide().Vote.Verdict);
        sequence.Push(new Judge("c", Ask.None with { AddressMask = 0x20fff }, 0));
        Assert.Equal(["c addressMask"], Ask.Core(sequence.Decide()));
        sequence.Pop();
        Assert.Equal(Verdict.Sat, sequence.Decide().Vote.Verdict);
        sequence.Pop();
        Assert.Empty(sequence.Question.Judges);
        Assert.Throws<InvalidOperationException>(sequence.Pop);
    }

    [Theory]
    [InlineData(12, SharingMode.Shared, true)]
    [InlineData(13, SharingMode.Shared, false)]
    [InlineData(12, SharingMode.Tailored, true)]
    [InlineData(13, SharingMode.Tailored, false)]
    public void Only_a_small_memory_is_kept(int pages, SharingMode mode, bool expected)
    {
        var question = new PlacementQuestion(Ask.Page, Ask.Pages(8), [new PfnRun(16, (ulong)pages)], Ask.Judges(), mode);
        using var sequence = new PlacementSequence(new SolverOptions(), question);

        Assert.Equal(expected, sequence.IsIncremental);
        Assert.Equal(Verdict.Sat, sequence.Decide().Vote.Verdict);
    }

    [Fact]
    public void A_spent_budget_is_told_and_ends_with_the_answer()
    {
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(8), [new PfnRun(16, 6), new PfnRun(32, 6)], Ask.Judges(Ask.None), SharingMode.Tailored);
        using var none = new PlacementSequence(new SolverOptions { WallMilliseconds = 0 }, question);
        using var brief = new PlacementSequence(new SolverOptions { WallMilliseconds = 2000 }, question);

        Assert.Equal("the wall time of 0 ms is spent", none.Decide().Vote.UnknownReason);
        Assert.Equal(Verdict.Sat, brief.Decide().Vote.Verdict);
        Thread.Sleep(2100);
        Assert.Equal(Verdict.Sat, brief.Decide().Vote.Verdict);
    }
}
