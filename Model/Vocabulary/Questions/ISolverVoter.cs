namespace DmabufVerify.Vocabulary;

/// <summary>One device's one limit, as a member of a conflict.</summary>
/// <param name="Device">Whose.</param>
/// <param name="Limit">Which.</param>
/// <param name="Value">Its value under the question's policy.</param>
public sealed record CorePair(string Device, LimitKind Limit, ulong Value);

/// <summary>A solver's answer with its evidence.</summary>
/// <param name="Vote">Its vote.</param>
/// <param name="Witness">A table in physical addresses (a range's addresses behind an IOMMU) when sat; <see langword="null"/> when the question has none.</param>
/// <param name="Core">When unsat: limits that cannot be met together, of which none can be left out; empty when not unsat.</param>
/// <param name="Effort">Solver steps spent (Z3's rlimit count): the same on every machine for the same library.</param>
public sealed record SolverAnswer(TableVote Vote, SegmentTable? Witness, ValueList<CorePair> Core, ulong Effort);

/// <summary>A voter that can show a witness for sat and a minimal core for unsat.</summary>
public interface ISolverVoter : IVoter
{
    /// <summary>Answers with evidence.</summary>
    SolverAnswer Explain(TableQuestion question);
}
