using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>Of all counterexamples the one whose first variable is least, of those the one whose second is, and so on: the same from every prover.</summary>
internal static class SmallestCounterexample
{
    /// <summary>The prover's answer, with the smallest counterexample where it refutes. About 64 proofs for each variable.</summary>
    public static ProofResult Of(IProver prover, Conjecture conjecture)
    {
        ProofResult found = prover.Prove(conjecture);
        Conjecture narrowed = conjecture;
        for (int i = 0; found.Outcome == ProofOutcome.Refuted && i < conjecture.Variables.Count; i++)
        {
            ulong least = conjecture.Variables[i].Least;
            while (least < found.Counterexample[i])
            {
                ulong middle = least + ((found.Counterexample[i] - least) / 2);
                ProofResult below = prover.Prove(Within(narrowed, i, least, middle));
                switch (below.Outcome)
                {
                    case ProofOutcome.Refuted:
                        found = below;
                        break;
                    case ProofOutcome.Proved:
                        least = middle + 1;
                        break;
                    default:
                        return below;
                }
            }

            narrowed = Within(narrowed, i, least, least);
        }

        return found.Outcome != ProofOutcome.Refuted || Arithmetic.IsCounterexample(conjecture, found.Counterexample)
            ? found
            : new ProofResult(ProofOutcome.Unknown, [], "the prover's counterexample is none");
    }

    /// <summary>The same conjecture about fewer values of one variable: a further assumption, as the variable is the same wherever it occurs.</summary>
    private static Conjecture Within(Conjecture c, int variable, ulong least, ulong most) => c with
    {
        If = new Fact.All(
        [
            c.If,
            new Fact.AtMost(new Term.Constant(least), c.Variables[variable]),
            new Fact.AtMost(c.Variables[variable], new Term.Constant(most)),
        ]),
    };
}
