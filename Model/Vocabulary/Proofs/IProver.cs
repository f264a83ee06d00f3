namespace DmabufVerify.Vocabulary;

/// <summary>What came of a conjecture.</summary>
public enum ProofOutcome
{
    /// <summary>True for all values.</summary>
    Proved,

    /// <summary>False for some.</summary>
    Refuted,

    /// <summary>Not decided.</summary>
    Unknown,
}

/// <summary>A prover's answer.</summary>
/// <param name="Outcome">Proved, refuted, unknown.</param>
/// <param name="Counterexample">When refuted: a value for each variable, in the conjecture's order. Empty otherwise.</param>
/// <param name="Reason">When unknown: why.</param>
public sealed record ProofResult(ProofOutcome Outcome, ValueList<ulong> Counterexample, string? Reason);

/// <summary>Decides conjectures. What it refutes can be evaluated; what it proves has to be believed.</summary>
public interface IProver
{
    /// <summary>Looks for values for which the conjecture is false; proved when there are none.</summary>
    ProofResult Prove(Conjecture conjecture);
}
