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

    [Fact]
    public void Many_terms_are_answered_from_the_beginning()
    {
        PfnRun[] extents = [.. Enumerable.Range(1, 40).Select(i => new PfnRun((ulong)i * 1000, 500))];
        var question = new PlacementQuestion(Ask.Page, Ask.Pages(9000), [.. extents], Ask.Judges(), SharingMode.Tailored);
        using var sequence = new PlacementSequence(new SolverOptions(), question);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(sequence.IsIncremental);
            sequence.Push(new Judge($"d{i}", Ask.None with { MaxSegmentCount = 100, MaxSegmentSizeBytes = Ask.Pages(100UL + (ulong)i) }, 0));
        }

        Assert.False(sequence.IsIncremental);
        Assert.Equal(Verdict.Sat, sequence.Decide().Vote.Verdict);
    }
}
