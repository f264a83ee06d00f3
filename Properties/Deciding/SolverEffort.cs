namespace DmabufVerify.Properties.Deciding;

/// <summary>What the solver spent on a whole scenario.</summary>
/// <param name="Milliseconds">Wall time.</param>
/// <param name="Steps">As it counts them itself.</param>
public sealed record SolverEffort(double Milliseconds, ulong Steps);
