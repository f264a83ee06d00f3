using System.Diagnostics;
using DmabufVerify.Solving;
using DmabufVerify.Tests.Solving.Placement;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Cross;

public class Cvc5Tests
{
    [Fact]
    public void A_machine_without_it_is_told_the_package()
    {
        Assert.Equal(Cvc5.Status.IsAvailable, Cvc5.Status.Version is not null);
        Assert.True(Cvc5.Status.IsAvailable || Cvc5.Status.Problem!.Contains("cvc5", StringComparison.Ordinal));
        Assert.True(Cvc5.Status.IsAvailable || Cvc5.Run("(check-sat)", 1000, CancellationToken.None).UnknownReason == Cvc5.Status.Problem);
    }

    [Cvc5Fact]
    public void It_agrees_with_Z3_about_memory()
    {
        int[] seen = new int[3];
        HashSet<string> reasons = [];
        foreach (PlacementQuestion question in RandomPlacements.Tiny(seed: 20181, count: 60, mostPages: 6, gaps: true)
            .Concat(RandomPlacements.Tiny(seed: 20182, count: 20, mostPages: 100, gaps: false)))
        {
            TableVote z3 = Ask.Voter.Answer(question);
            TableVote cvc5 = new Cvc5Voter(new SolverOptions()).Answer(question);
            Assert.True(
                cvc5.Verdict == z3.Verdict || cvc5.Verdict == Verdict.Unknown || z3.Verdict == Verdict.Unknown,
                $"{z3}, but {cvc5}: {question}");
            seen[(int)cvc5.Verdict]++;
            reasons.Add(cvc5.UnknownReason ?? "");
        }

        // How many it leaves undecided is a matter of time, and so none of a test.
        Assert.True(seen[0] > 10 && seen[1] > 10, string.Join(' ', [.. seen, .. reasons]));
    }

    [Cvc5Fact]
    public void It_agrees_with_Z3_about_layouts()
    {
        foreach (LayoutQuestion question in RandomQuestions.Layouts(seed: 20183, count: 40))
        {
            Assert.Equal(Ask.Voter.Answer(question).Verdict, new Cvc5Voter(new SolverOptions()).Answer(question).Verdict);
        }
    }

    [Cvc5Fact]
    public void It_agrees_with_Z3_about_capacity_and_behind_an_iommu()
    {
        ResolvedLimits four = Ask.None with { MaxSegmentCount = 4 };
        var voter = new Cvc5Voter(new SolverOptions());
        foreach (ulong pages in (ulong[])[16, 17])
        {
            CapacityQuestion capacity = Ask.Capacity(Ask.Pages(pages), four, Ask.None with { MaxSegmentSizeBytes = Ask.Pages(4) });
            Assert.Equal(pages == 16 ? Verdict.Sat : Verdict.Unsat, voter.Answer(capacity).Verdict);
            var judge = new Judge("d0", four with { MaxSegmentSizeBytes = Ask.Pages(4) }, 0);
            var behind = new IommuQuestion(Ask.Layout([new(16, pages)]).Buffer, judge, 4096, Enforcement.Strict);
            Assert.Equal(pages == 16 ? Verdict.Sat : Verdict.Unsat, voter.Answer(behind).Verdict);
            Assert.Contains("join", voter.Answer(behind with { Enforcement = Enforcement.Kernel }).UnknownReason);
        }
    }

    [Cvc5Fact]
    public void A_limit_of_time_ends_it()
    {
        long started = Stopwatch.GetTimestamp();

        TableVote vote = Cvc5.Run(Pigeons(12), 300, CancellationToken.None);

        Assert.Equal("the wall time of 300 ms is spent", vote.UnknownReason);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
        Assert.Equal("the wall time of 0 ms is spent", Cvc5.Run("(check-sat)", 0, CancellationToken.None).UnknownReason);
    }

    [Cvc5Fact]
    public void A_cancelled_run_ends()
    {
        using var cancel = new CancellationTokenSource(millisecondsDelay: 200);

        Assert.Equal("the search was cancelled", Cvc5.Run(Pigeons(12), 60_000, cancel.Token).UnknownReason);
    }

    [Cvc5Fact]
    public void What_is_no_script_is_no_verdict() =>
        Assert.Contains("cvc5 says", Cvc5.Run("(chek-sat)", 5000, CancellationToken.None).UnknownReason);

    /// <summary>So many pigeons and one hole less: hard for every solver that only has clauses.</summary>
    private static string Pigeons(int pigeons)
    {
        var text = new System.Text.StringBuilder("(set-logic QF_UF)\n");
        foreach (int pigeon in Enumerable.Range(0, pigeons))
        {
            foreach (int hole in Enumerable.Range(1, pigeons - 1))
            {
                text.AppendLine($"(declare-const p{pigeon}_{hole} Bool)");
            }

            text.AppendLine($"(assert (or {string.Join(' ', Enumerable.Range(1, pigeons - 1).Select(h => $"p{pigeon}_{h}"))}))");
            foreach (int other in Enumerable.Range(0, pigeon))
            {
                foreach (int hole in Enumerable.Range(1, pigeons - 1))
                {
                    text.AppendLine($"(assert (not (and p{pigeon}_{hole} p{other}_{hole})))");
                }
            }
        }

        return text.AppendLine("(check-sat)").ToString();
    }
}
