using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>One limit that takes part in a contradiction.</summary>
/// <param name="Device">Whose.</param>
/// <param name="Limit">Which.</param>
/// <param name="Value">What it says, in the limit's own unit.</param>
public sealed record CorePair(string Device, LimitKind Limit, ulong Value);

/// <summary>A vote with its evidence.</summary>
/// <param name="Vote">The answer.</param>
/// <param name="Core">
/// For unsat: limits that contradict each other over this storage. In <see cref="LimitKinds.All"/> order for each judge, judges in the
/// question's order. Empty otherwise.
/// </param>
/// <param name="CoreIsMinimal">Whether every pair of the core is needed; false only when the budget ended before that was known.</param>
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
    internal static SolverReport Of(TableVote vote) => new(vote, [], CoreIsMinimal: true, Witness: null, 0, 0);

    internal static SolverReport Unknown(string reason) => Of(TableVote.Unknown(reason));
}
