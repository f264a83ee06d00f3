using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Solving;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Proofs;

/// <summary>Z3 proves what is true and shows where the rest is false.</summary>
public sealed class Z3ProverTests
{
    private static readonly Term.Variable A = Say.Var("a", least: 1);
    private static readonly Term.Variable B = Say.Var("b", least: 1);

    [Fact]
    public void Truths_are_proved()
    {
        Assert.Equal(ProofOutcome.Proved, Prove(64, Say.All(), A.And(B).AtMost(Say.Min(A, B))).Outcome);
        Assert.Equal(ProofOutcome.Proved, Prove(null, A.Below(B), A.Plus(Say.Number(1)).AtMost(B)).Outcome);
        Assert.Equal(ProofOutcome.Proved, Prove(null, Say.All(), A.Over(3).Times(Say.Number(3)).AtMost(A)).Outcome);
    }

    /// <summary>The same words, true of integers and false where arithmetic wraps.</summary>
    [Fact]
    public void A_width_makes_sums_wrap()
    {
        Fact growing = A.AtMost(A.Plus(B));

        Assert.Equal(ProofOutcome.Proved, Prove(null, Say.All(), growing).Outcome);
        Assert.Equal(ProofOutcome.Refuted, Prove(64, Say.All(), growing).Outcome);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(null)]
    public void What_it_shows_is_a_counterexample(int? width)
    {
        Conjecture wrong = new([A, B], width, A.AtMost(Say.Number(ulong.MaxValue / 4)), A.Plus(A).AtMost(B.Over(7)));

        ProofResult result = new Z3Prover().Prove(wrong);

        Assert.Equal(ProofOutcome.Refuted, result.Outcome);
        Assert.True(Arithmetic.IsCounterexample(wrong, result.Counterexample));
    }

    [Fact]
    public void Values_stay_within_their_ranges() =>
        Assert.Equal(ProofOutcome.Proved, new Z3Prover().Prove(new([new("a", 3, 5)], 64, Say.All(), new Term.Variable("a", 3, 5).AtMost(Say.Number(5)))).Outcome);

    [Fact]
    public void A_budget_that_is_spent_is_unknown()
    {
        // Two factors of a number of 62 bits are not found in a hundred steps.
        Term.Variable p = Say.Var("p", least: 2, bits: 31);
        Term.Variable q = Say.Var("q", least: 2, bits: 31);

        ProofResult result = new Z3Prover(new SolverOptions { StepLimit = 100 })
            .Prove(new([p, q], 64, Say.All(), new Fact.Not(p.Times(q).Is(Say.Number(4611685975477714963)))));

        Assert.Equal(ProofOutcome.Unknown, result.Outcome);
        Assert.NotNull(result.Reason);
    }

    private static ProofResult Prove(int? width, Fact when, Fact then) => new Z3Prover().Prove(new([A, B], width, when, then));
}
