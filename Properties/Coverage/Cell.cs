namespace DmabufVerify.Properties.Coverage;

/// <summary>A kind of case that a run must have seen.</summary>
/// <param name="Name">As reports print it.</param>
/// <param name="LeastPerMille">The share below which a run fails; chosen well below what the generators give, so that a drop means a change.</param>
/// <param name="Contains">Whether a case is of this kind.</param>
public sealed record Cell(string Name, double LeastPerMille, Func<CaseFeatures, bool> Contains);
