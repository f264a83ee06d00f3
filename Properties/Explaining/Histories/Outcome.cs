using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Histories;

/// <summary>What one operation came to with one implementation.</summary>
/// <param name="Result">What it gave.</param>
/// <param name="Changes">What it changed.</param>
public sealed record Outcome(StepResult Result, ValueList<ViewChange> Changes)
{
    /// <summary>
    /// Whether two outcomes may stand beside one another: they are equal, but for flushes and for which conflict a refusal names. Whoever tracks
    /// the caches may flush less often (law Coherency.FlushesBounded), and a set of devices may have several minimal conflicts, of which
    /// docs/lifecycle.md asks for one.
    /// </summary>
    public bool AgreesWith(Outcome other) => WhatMustAgree(this) == WhatMustAgree(other);

    private static Outcome WhatMustAgree(Outcome outcome)
    {
        StepResult result = outcome.Result with { CacheActions = [.. outcome.Result.CacheActions.Where(action => !action.IsFlush)] };
        return outcome with
        {
            Result = result.Grounds is { Kind: not GroundsKind.InvalidLimit, Limits.Count: > 0 } grounds
                ? result with { Grounds = grounds with { Limits = [] } }
                : result,
        };
    }
}
