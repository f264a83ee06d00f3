using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Report;

/// <summary>One change to the code, and what the tests said to it.</summary>
/// <param name="Id">Unique within the report; another run may number otherwise.</param>
/// <param name="MutatorName">What kind of change, such as "Equality mutation".</param>
/// <param name="Replacement">What stands in the place of the original text.</param>
/// <param name="Location">The original text.</param>
/// <param name="Status">How it ended.</param>
public sealed record Mutant(string Id, string MutatorName, string Replacement, Location Location, MutantStatus Status)
{
    /// <summary>Why it ended so; empty where the report does not say.</summary>
    public string StatusReason { get; init; } = "";

    /// <summary>Whether it is reached by static initialisers only, and so was tried with all tests.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Ids of the tests that run it.</summary>
    public ValueList<string> CoveredBy { get; init; } = [];

    /// <summary>Ids of the tests that failed; a run may stop at the first.</summary>
    public ValueList<string> KilledBy { get; init; } = [];

    /// <summary>Whether no test noticed it.</summary>
    public bool IsSurvivor => Status is MutantStatus.Survived or MutantStatus.NoCoverage;
}
