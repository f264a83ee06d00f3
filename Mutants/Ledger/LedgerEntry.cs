using DmabufVerify.Mutants.Report;

namespace DmabufVerify.Mutants.Ledger;

/// <summary>A mutant that was proved equivalent.</summary>
/// <param name="File">Path below the repository's root, with slashes.</param>
/// <param name="Span">Where the original text stood when it was proved.</param>
/// <param name="Original">The text that is replaced.</param>
/// <param name="MutatorName">What kind of change.</param>
/// <param name="Replacement">What stands in its place.</param>
/// <param name="Preconditions">What the proof assumes, as C#; empty for nothing.</param>
/// <param name="Solver">Version of the Z3 that proved it.</param>
/// <param name="CodeHash">Of all code that the proof rests on; the proof says nothing of code with another.</param>
public sealed record LedgerEntry(
    string File,
    Location Span,
    string Original,
    string MutatorName,
    string Replacement,
    IReadOnlyList<string> Preconditions,
    string Solver,
    string CodeHash);
