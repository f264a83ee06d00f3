namespace DmabufVerify.Vocabulary;

/// <summary>One device's one limit, as a member of a conflict.</summary>
/// <param name="Device">Whose.</param>
/// <param name="Limit">Which.</param>
/// <param name="Value">Its value under the question's policy.</param>
public sealed record CorePair(string Device, LimitKind Limit, ulong Value);

/// <summary>A solver's vote with its evidence.</summary>
/// <param name="Vote">The answer.</param>
/// <param name="Core">
/// For unsat: limits that contradict each other. In <see cref="LimitKinds.All"/> order for each judge, judges in the
/// question's order. Empty otherwise.
/// </param>
/// <param name="CoreIsMinimal">
/// Whether every pair of the core is needed; false only when the budget ended before that was known, or when without one of them the table
/// is left to a bounce pool that may be too small.
/// </param>
/// <param name="Witness">
/// For sat: a valid table in physical addresses (behind an IOMMU: in device addresses), checked against the rules one by
/// one. <see langword="null"/> when it has more segments than are worth listing.
/// </param>
/// <param name="ElapsedMilliseconds">Wall time.</param>
/// <param name="StepsSpent">Steps of all checks, as Z3 counts them.</param>
public sealed record SolverReport(
    TableVote Vote,
    ValueList<CorePair> Core,
    bool CoreIsMinimal,
    SegmentTable? Witness,
    double ElapsedMilliseconds,
    ulong StepsSpent)
{
    /// <summary>A vote without evidence.</summary>
    public static SolverReport Of(TableVote vote) => new(vote, [], CoreIsMinimal: true, Witness: null, 0, 0);

    /// <summary>No vote, and why.</summary>
    public static SolverReport Unknown(string reason) => Of(TableVote.Unknown(reason));
}

/// <summary>A voter that can show a witness for sat and a minimal core for unsat.</summary>
public interface ISolverVoter : IVoter
{
    /// <summary>Answers with evidence.</summary>
    SolverReport Explain(TableQuestion question);
}
