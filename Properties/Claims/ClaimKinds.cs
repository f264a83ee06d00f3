using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims;

/// <summary>A case that shows something: a witness, or a counterexample.</summary>
/// <param name="What">What there is to see.</param>
/// <param name="Scenario">Where, if it is a scenario.</param>
/// <param name="Published">Published code to run beside the model, if it takes that.</param>
internal sealed record Found(string What, Scenario? Scenario = null, string? Published = null);

/// <summary>The few ways in which claims are looked at.</summary>
internal static class ClaimKinds
{
    /// <summary>No program can tell, for this reason.</summary>
    public static Claim NotCheckable(string id, string says, string reason) =>
        new(id, says, reason, EvidenceKind.None, VerdictKind.NotCheckable) { Check = _ => new(VerdictKind.NotCheckable, reason) };

    /// <summary>True for all values, or the prover shows the smallest for which it is not.</summary>
    /// <param name="id">The claim's.</param>
    /// <param name="says">In words.</param>
    /// <param name="statement">As an equation.</param>
    /// <param name="expected">Proved or refuted.</param>
    /// <param name="range">For which values; completes "for ...".</param>
    /// <param name="conjecture">The same for the prover.</param>
    public static Claim ByProof(string id, string says, string statement, VerdictKind expected, string range, Conjecture conjecture) =>
        new(id, says, statement, EvidenceKind.Proof, expected)
        {
            Check = context => context.Prover is null
                ? new(VerdictKind.Open, "not proved here: no solver")
                : Verdict(SmallestCounterexample.Of(context.Prover, conjecture), conjecture, range),
        };

    /// <summary>True in every case of a finite world, or the search stops at the first, and so smallest, in which it is not.</summary>
    /// <param name="id">The claim's.</param>
    /// <param name="says">In words.</param>
    /// <param name="statement">As an equation.</param>
    /// <param name="expected">Proved or refuted.</param>
    /// <param name="world">What is searched; completes "for ...".</param>
    /// <param name="counterexample">The smallest counterexample, or none.</param>
    public static Claim ForAll(
        string id, string says, string statement, VerdictKind expected, string world, Func<ClaimContext, Found?> counterexample) =>
        Searched(id, says, statement, expected, counterexample, VerdictKind.Refuted, new(VerdictKind.Proved, $"for {world}"));

    /// <summary>True if there is such a case.</summary>
    /// <param name="id">The claim's.</param>
    /// <param name="says">In words.</param>
    /// <param name="statement">As an equation.</param>
    /// <param name="expected">Proved or refuted.</param>
    /// <param name="world">Where it is looked for; completes "there is none among ...".</param>
    /// <param name="witness">The smallest witness, or none.</param>
    public static Claim Exists(
        string id, string says, string statement, VerdictKind expected, string world, Func<ClaimContext, Found?> witness) =>
        Searched(id, says, statement, expected, witness, VerdictKind.Proved, new(VerdictKind.Refuted, $"there is none among {world}"));

    /// <summary>A law that held in every random case it speaks of.</summary>
    public static Claim ByLaw(string id, string says, Law law) =>
        new(id, says, law.Equation, EvidenceKind.Histories, VerdictKind.Held)
        {
            Law = law,
            Check = context => context.Drawn.Verdict(law),
        };

    private static Claim Searched(
        string id, string says, string statement, VerdictKind expected, Func<ClaimContext, Found?> search, VerdictKind ifFound, ClaimVerdict ifNot) =>
        new(id, says, statement, EvidenceKind.Search, expected)
        {
            Check = context => search(context) is { } found
                ? new(ifFound, found.What) { Scenario = found.Scenario, Published = found.Published }
                : ifNot,
        };

    private static ClaimVerdict Verdict(ProofResult result, Conjecture conjecture, string range) => result.Outcome switch
    {
        ProofOutcome.Proved => new(VerdictKind.Proved, $"for {range}: the opposite is unsat"),
        ProofOutcome.Refuted => new(
            VerdictKind.Refuted,
            "smallest: " + string.Join(", ", conjecture.Variables.Select((v, i) => $"{v.Name} = {Words.Number(result.Counterexample[i])}"))),
        _ => new(VerdictKind.Open, $"not proved here: {result.Reason}"),
    };
}
