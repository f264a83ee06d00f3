using DmabufVerify.Mutants.Report;

namespace DmabufVerify.Mutants.Score;

/// <summary>What became of a canary.</summary>
/// <param name="Canary">What was expected.</param>
/// <param name="Actual">How it ended; <see langword="null"/>: the report has no such mutant, or more than one.</param>
public sealed record CanaryVerdict(Canary Canary, MutantStatus? Actual)
{
    /// <summary>Whether the run told it rightly.</summary>
    public bool IsRight => Actual == Canary.Status;

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"canary `{Canary.Line}` with `{Canary.Replacement}`: {Actual?.ToString() ?? "not in the report once"}, must be {Canary.Status} ({Canary.Reason})";
}
