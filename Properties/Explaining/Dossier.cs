using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Laws;
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
    /// <summary>How often a decision is asked about changed scenarios: each is several questions, and the scenario is as large as its user made it.</summary>
    private const int DecisionBudget = 1_000;

    /// <summary>About a counterexample. Looks at the law again a few hundred times.</summary>
    public static Dossier Of(Finding finding, Voters voters, string replayLine)
    {
        bool BreaksAlike(Scenario scenario) =>
            Examination.Check(finding.Law, new Case(scenario, voters)).Violation?.Conjunct == finding.Violation.Conjunct;

        Scenario scenario = finding.Shrunk.Scenario;
        return new Dossier(
            scenario,
            ErrorClasses.Of(finding),
            finding,
            Decision: null,
            Widening.Of(scenario, BreaksAlike),
            Comparisons.Of(finding, voters),
            replayLine);
    }

    /// <summary>About a decision that is unsat; of any other nothing is free.</summary>
    public static Dossier Of(Decision decision, Voters voters, string replayLine) => new(
        decision.Scenario,
        decision.IsContested ? ErrorClass.WrongVerdict : decision.Verdict == Verdict.Unsat ? ErrorClass.Unsatisfiable : null,
        Finding: null,
        decision,
        decision.Verdict == Verdict.Unsat
            ? Widening.Of(decision.Scenario, s => ConflictStands.In(s, decision.Core, voters.Optimised.Verdict), DecisionBudget)
            : FreeFields.None,
        Traces: null,
        replayLine);
}
