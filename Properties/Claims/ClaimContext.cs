using DmabufVerify.Properties.Claims.Evidence;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Claims;

/// <summary>What claims are looked at with.</summary>
/// <param name="Voters">The specification and the engine; the solver as a voter has no part in this.</param>
/// <param name="Prover">Proves conjectures; <see langword="null"/> where there is no solver.</param>
public sealed record ClaimContext(Voters Voters, IProver? Prover)
{
    /// <summary>Random histories, drawn when the first claim asks for them.</summary>
    internal DrawnCases Drawn { get; } = new(Voters with { Solver = null });
}
