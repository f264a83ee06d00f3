using DmabufVerify.Mutants.Report;

namespace DmabufVerify.Mutants.Score;

/// <summary>A mutant whose fate is known before the run.</summary>
/// <param name="Line">The whole line it is in, without the white space around it.</param>
/// <param name="Replacement">What stands in the place of the original text.</param>
/// <param name="Status">How it has to end.</param>
/// <param name="Reason">Why it has to end so.</param>
public sealed record Canary(string Line, string Replacement, MutantStatus Status, string Reason);
