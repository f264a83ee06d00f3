using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Score;

/// <summary>What a run says of the tests, the canaries left out of every number.</summary>
/// <param name="Killed">Mutants that a test failed on.</param>
/// <param name="Adjudicated">Mutants without an answer of the tests that somebody looked at and calls killed.</param>
/// <param name="Survivors">Those that ran and were not noticed, and those that no test runs.</param>
/// <param name="Unanswered">Timeouts and runtime errors that are not adjudicated as kills: no kills.</param>
/// <param name="CompileErrors">Not compiled, and so in no number of the score.</param>
/// <param name="Ignored">Left out by configuration or by the choice of files.</param>
/// <param name="Pending">Not tried: the run was cut off.</param>
/// <param name="Canaries">Each canary's fate.</param>
public sealed record MutationScore(
    int Killed,
    int Adjudicated,
    ValueList<PlacedMutant> Survivors,
    ValueList<PlacedMutant> Unanswered,
    ValueList<PlacedMutant> CompileErrors,
    int Ignored,
    int Pending,
    ValueList<CanaryVerdict> Canaries)
{
    /// <summary>Mutants that the score is a share of.</summary>
    public int Tried => Killed + Adjudicated + Survivors.Count + Unanswered.Count;

    /// <summary>Killed of those tried, in percent; <see langword="null"/> where none was tried.</summary>
    public double? Percent => Tried == 0 ? null : 100.0 * (Killed + Adjudicated) / Tried;

    /// <summary>Whether the number says nothing: a canary has the wrong fate or is missing, there is none, or the run was cut off.</summary>
    public bool IsVoid => Canaries.Count == 0 || Canaries.Any(c => !c.IsRight) || Pending > 0;
}
