using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Claims.Evidence;

/// <summary>Of many counterexamples the smallest, from a prover that gives the largest first.</summary>
public sealed class SmallestCounterexampleTests
{
    private static readonly Term.Variable A = new("a", 0, 30);
    private static readonly Term.Variable B = new("b", 0, 30);

    [Fact]
    public void First_variable_is_least_then_the_second()
    {
        Conjecture productIsSmall = new([A, B], WidthBits: null, Say.All(), A.Times(B).AtMost(Say.Number(100)));

        ProofResult found = SmallestCounterexample.Of(new LargestFirst(), productIsSmall);

        Assert.Equal(ProofOutcome.Refuted, found.Outcome);
        Assert.Equal([4, 26], found.Counterexample);
    }

    [Fact]
    public void What_holds_is_proved() => Assert.Equal(
        ProofOutcome.Proved,
        SmallestCounterexample.Of(new LargestFirst(), new([A, B], null, A.Below(B), A.Plus(Say.Number(1)).AtMost(B))).Outcome);

    [Fact]
    public void A_counterexample_that_is_none_is_not_believed() => Assert.Equal(
        ProofOutcome.Unknown,
        SmallestCounterexample.Of(new Liar(), new([A, B], null, Say.All(), A.AtMost(A))).Outcome);

    /// <summary>Tries all values, from the top.</summary>
    private sealed class LargestFirst : IProver
    {
        public ProofResult Prove(Conjecture c)
        {
            IEnumerable<ValueList<ulong>> all =
                from a in Enumerable.Range(0, 31).Reverse()
                from b in Enumerable.Range(0, 31).Reverse()
                select (ValueList<ulong>)[(ulong)a, (ulong)b];
            ValueList<ulong>[] found = [.. all.Where(values => Arithmetic.IsCounterexample(c, values)).Take(1)];
            return found is [var first]
                ? new(ProofOutcome.Refuted, first, Reason: null)
                : new(ProofOutcome.Proved, [], Reason: null);
        }
    }

    private sealed class Liar : IProver
    {
        public ProofResult Prove(Conjecture conjecture) => new(ProofOutcome.Refuted, [0, 0], Reason: null);
    }
}
