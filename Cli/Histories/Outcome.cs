using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Histories;

/// <summary>What one operation came to with one implementation.</summary>
/// <param name="Result">What it gave.</param>
/// <param name="Changes">What it changed.</param>
internal sealed record Outcome(StepResult Result, ValueList<ViewChange> Changes)
{
    /// <summary>
    /// Whether two outcomes may stand beside one another: they are equal, but for which conflict a refusal names. A set of devices may
    /// have several minimal conflicts, and docs/lifecycle.md asks for one of them.
    /// </summary>
    public bool AgreesWith(Outcome other) => WithoutConflict(this) == WithoutConflict(other);

    private static Outcome WithoutConflict(Outcome outcome) =>
        outcome.Result.Grounds is { Kind: not GroundsKind.InvalidLimit, Limits.Count: > 0 } grounds
            ? outcome with { Result = outcome.Result with { Grounds = grounds with { Limits = [] } } }
            : outcome;
}
