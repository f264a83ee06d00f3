using DmabufVerify.Properties.Lifecycle;

namespace DmabufVerify.Properties.Coverage;

/// <summary>A kind of case that a run must have seen.</summary>
/// <param name="Name">As reports print it.</param>
/// <param name="LeastPerMille">
/// The share, among the cases of its sort, below which a run fails; chosen well below what the generators give, so that a drop means a
/// change.
/// </param>
public abstract record Cell(string Name, double LeastPerMille);

/// <summary>A kind of question: of scenarios without steps.</summary>
/// <param name="Name">As reports print it.</param>
/// <param name="LeastPerMille">The least share among questions.</param>
/// <param name="Contains">Whether a question is of this kind.</param>
public sealed record TableCell(string Name, double LeastPerMille, Func<CaseFeatures, bool> Contains) : Cell(Name, LeastPerMille);

/// <summary>A kind of history: of scenarios with steps.</summary>
/// <param name="Name">As reports print it.</param>
/// <param name="LeastPerMille">The least share among histories.</param>
/// <param name="Contains">Whether a history is of this kind, as it was done.</param>
public sealed record LifecycleCell(string Name, double LeastPerMille, Func<LifecycleTrace, bool> Contains) : Cell(Name, LeastPerMille);
