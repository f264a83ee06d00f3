using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// Fields of a scenario that do not matter: with any of the other values that were tried it fails in the same way. That is evidence by trial, not
/// a proof, and to be told as such.
/// </summary>
/// <param name="Fields">In the order of a scenario file.</param>
/// <param name="Checks">How often the scenario was looked at again, changed.</param>
/// <param name="JointRounds">Of these, how many changed all of <paramref name="Fields"/> at once.</param>
/// <param name="Finished">False when the budget was spent first: fields that are not listed may be free too.</param>
public sealed record FreeFields(ValueList<FreeField> Fields, int Checks, int JointRounds, bool Finished)
{
    /// <summary>Nothing was tried.</summary>
    public static FreeFields None { get; } = new([], 0, 0, Finished: true);

    /// <summary>How often a decision is asked about changed scenarios: each is several questions, and the scenario is as large as its user made it.</summary>
    private const int DecisionBudget = 1_000;

    /// <summary>
    /// Of a finding's shrunk scenario: with the other values the same conjunct of the law breaks. Nothing is tried where each look is a process, which
    /// may hang until its time is spent.
    /// </summary>
    public static FreeFields Of(Finding finding, Voters voters) => finding.Law.NeedsSecondSolver
        ? None
        : Widening.Of(
            finding.Shrunk.Scenario,
            s => Examination.Check(finding.Law, new Case(s, voters)).Violation?.Conjunct == finding.Violation.Conjunct);

    /// <summary>Of an unsat decision: with the other values the same limits and heaps are in the way. Nothing of any other decision.</summary>
    public static FreeFields Of(Decision decision, Voters voters) => decision.Verdict == Verdict.Unsat
        ? Widening.Of(decision.Scenario, s => ConflictStands.In(s, new(decision.Core, decision.HeapCore), voters.Optimised.Verdict), DecisionBudget)
        : None;
}

/// <summary>One such field.</summary>
/// <param name="Path">Where it is in the scenario's file, as messages about input write it: devices[0].addressMask.</param>
/// <param name="Value">What it is now, as JSON; <see langword="null"/> where the file leaves it out.</param>
/// <param name="Tried">Other values that were tried: at least one, and legal ones only.</param>
/// <param name="IsAll">Whether these are all that there are.</param>
public sealed record FreeField(string Path, string? Value, int Tried, bool IsAll);
