namespace DmabufVerify.Solving;

/// <summary>The solver's table breaks a rule: an encoding says something else than docs/semantics.md. Always a bug.</summary>
public sealed class WitnessException(string problem) : Exception($"the solver's table is not valid: {problem}");
