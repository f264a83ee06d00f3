using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>Everything that is known about one counterexample or one unsatisfiable scenario, for whoever shows or exports it.</summary>
/// <param name="Scenario">The simplest scenario that shows it; for a decision the one that was asked.</param>
/// <param name="Class">What kind of mistake it is; <see langword="null"/> for a decision that is sat or not taken.</param>
/// <param name="Finding">The counterexample; <see langword="null"/> for a decision.</param>
/// <param name="Decision">The decision; <see langword="null"/> for a counterexample.</param>
/// <param name="Free">Fields that may be anything.</param>
/// <param name="Traces">Both sides of it; <see langword="null"/> for a decision.</param>
/// <param name="ReplayLine">The command line that shows it again.</param>
public sealed record Dossier(
    Scenario Scenario, ErrorClass? Class, Finding? Finding, Decision? Decision, FreeFields Free, Comparison? Traces, string ReplayLine)
{
    /// <summary>About a counterexample. Looks at the law again a few hundred times.</summary>
    public static Dossier Of(Finding finding, Voters voters, string replayLine) => new(
        finding.Shrunk.Scenario,
        ErrorClasses.Of(finding),
        finding,
        Decision: null,
        FreeFields.Of(finding, voters),
        Comparisons.Of(finding, voters),
        replayLine);

    /// <summary>About a decision; of one that is not unsat nothing is free.</summary>
    public static Dossier Of(Decision decision, Voters voters, string replayLine) => new(
        decision.Scenario,
        decision.IsContested ? ErrorClass.WrongVerdict : decision.Verdict == Verdict.Unsat ? ErrorClass.Unsatisfiable : null,
        Finding: null,
        decision,
        FreeFields.Of(decision, voters),
        Traces: null,
        replayLine);
}
