using System.Diagnostics;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>What a search for a violation came to.</summary>
/// <param name="Finding">The counterexample, shrunk; <see langword="null"/> when none was found.</param>
/// <param name="Cases">Scenarios looked at.</param>
/// <param name="Spoken">Of those, the ones that the law has something to say about.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record LawSearchReport(Finding? Finding, long Cases, long Spoken, TimeSpan Elapsed);

/// <summary>Draws scenarios that a law speaks of until one breaks it.</summary>
public static class LawSearch
{
    /// <summary>Until the first violation, the end of the budget, or the token.</summary>
    /// <param name="law">The law to break.</param>
    /// <param name="voters">Who is asked.</param>
    /// <param name="real">Real devices and page frames.</param>
    /// <param name="settings">How long and where to look.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <param name="counts">Where to say how far it is; nowhere when left out.</param>
    public static LawSearchReport Run(
        Law law, Voters voters, RealInputs real, SearchSettings settings, CancellationToken stop, SearchCounts? counts = null)
    {
        var clock = Stopwatch.StartNew();
        var generator = new ScenarioGenerator(GeneratorSettings.Default, real);
        Voters asked = law.NeedsSolver ? voters : voters with { Solver = null };
        long spoken = 0;
        for (long index = 0; ; index++)
        {
            bool isSpent = index >= (settings.Cases ?? long.MaxValue) || clock.Elapsed >= (settings.Time ?? TimeSpan.MaxValue);
            if (isSpent || stop.IsCancellationRequested)
            {
                return new LawSearchReport(null, index, spoken, clock.Elapsed);
            }

            var token = new ReplayToken(RegimeOf(law, index, generator, settings), Plan.SeedOf(settings.Seed, index));
            Scenario scenario = generator.Draw(token.Regime, token.Seed);
            LawResult result = Examination.Check(law, new Case(scenario, asked));
            counts?.CountCase();
            spoken += result.Outcome is LawOutcome.Holds or LawOutcome.Violated ? 1 : 0;
            if (result.Outcome == LawOutcome.Violated)
            {
                counts?.StartSimplifying();
                Finding finding = Examination.Examine(law, scenario, token.IsPortable ? token : null, asked, settings.ShrinkBudget, result.Violation);
                return new LawSearchReport(finding, index + 1, spoken, clock.Elapsed);
            }
        }
    }

    private static Regime RegimeOf(Law law, long index, ScenarioGenerator generator, SearchSettings settings)
    {
        if (law.Subject == LawSubject.Lifecycle)
        {
            return Regime.Lifecycle;
        }

        Regime regime = settings.RealOnly ? Regime.Real : Plan.RegimeOf(index, generator.HasReal);
        return regime == Regime.Lifecycle && law.Subject == LawSubject.Questions ? Regime.Plausible : regime;
    }
}
