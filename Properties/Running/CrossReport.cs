using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Running;

/// <summary>How often one of two solvers said unknown in a cross-check.</summary>
/// <param name="Voter">Which.</param>
/// <param name="Questions">How often.</param>
/// <param name="Reason">The reason given most often.</param>
/// <param name="OfThatReason">How often that was.</param>
public sealed record UnknownVotes(string Voter, long Questions, string Reason, long OfThatReason);

/// <summary>What came of putting the solver's questions to a second solver. A question is in exactly one of the four counts.</summary>
/// <param name="Scenarios">Scenarios whose questions were put to both.</param>
/// <param name="LeftOut">Scenarios of the sample that were not, as the share of the time was spent.</param>
/// <param name="AgreedSat">Questions on which both say sat.</param>
/// <param name="AgreedUnsat">Questions on which both say unsat.</param>
/// <param name="Contradicted">Questions on which one says sat, the other unsat.</param>
/// <param name="Undecided">Questions on which one of them or both say unknown: no agreement.</param>
/// <param name="Unknown">Who said it and why; nobody who always decided. A question undecided by both counts for each.</param>
/// <param name="Spent">Time that workers waited for the second solver, simplifying counterexamples not included.</param>
public sealed record CrossReport(
    long Scenarios,
    long LeftOut,
    long AgreedSat,
    long AgreedUnsat,
    long Contradicted,
    long Undecided,
    ValueList<UnknownVotes> Unknown,
    TimeSpan Spent)
{
    /// <summary>Questions put to both.</summary>
    public long Asked => Agreed + Contradicted + Undecided;

    /// <summary>Questions on which both gave the same verdict.</summary>
    public long Agreed => AgreedSat + AgreedUnsat;
}
