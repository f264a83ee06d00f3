using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Properties.Claims.Evidence;

/// <summary>Random cases that claims are looked at in: the same from run to run, and drawn once for all claims.</summary>
internal sealed class DrawnCases
{
    /// <summary>The day of the mail that asked for all this.</summary>
    public const ulong Seed = 20150202;

    /// <summary>Histories drawn, and as many questions.</summary>
    public const int Count = 3000;

    /// <summary>With fewer cases to speak of a law says nothing.</summary>
    public const int Least = 50;

    private readonly Voters _voters;
    private readonly Lazy<IReadOnlyDictionary<Law, Tally>> _tallies;

    public DrawnCases(Voters voters)
    {
        _voters = voters;
        _tallies = new(Draw);
    }

    /// <summary>Held, or the first case in which it did not, as simple as it gets.</summary>
    public ClaimVerdict Verdict(Law law)
    {
        Tally tally = _tallies.Value[law];
        return tally.FirstBroken is { } index ? Broken(law, index)
            : tally.Held < Least ? new(VerdictKind.Open, $"only {tally.Held} of {Count} cases have anything to do with it") { Cases = tally.Held }
            : new(VerdictKind.Held, $"no counterexample among {Words.Count(Count)} {(law.Subject == LawSubject.Questions ? "questions" : "histories")} drawn")
            {
                Cases = tally.Held,
            };
    }

    private ClaimVerdict Broken(Law law, int index)
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None);
        Finding finding = Examination.Examine(
            law, Scenario(generator, law, index), token: null, _voters, Shrinking.Shrinker.DefaultBudget);
        return new(VerdictKind.Refuted, $"{finding.Violation.Conjunct}: {finding.Violation.Actual}, not {finding.Violation.Expected}")
        {
            Scenario = finding.Shrunk.Scenario,
        };
    }

    private Dictionary<Law, Tally> Draw()
    {
        Law[] laws = [.. AllClaims.List.Select(claim => claim.Law).OfType<Law>().Distinct()];
        int workers = Environment.ProcessorCount;
        var parts = new Dictionary<Law, Tally>[workers];
        Parallel.For(0, workers, worker => parts[worker] = Look(laws, worker, workers));
        return laws.ToDictionary(law => law, law => parts.Select(part => part[law]).Aggregate((a, b) => a.Plus(b)));
    }

    private Dictionary<Law, Tally> Look(Law[] laws, int first, int step)
    {
        var tallies = laws.ToDictionary(law => law, _ => new Tally(0, FirstBroken: null));
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None);
        for (int index = first; index < Count; index += step)
        {
            foreach (IGrouping<Regime, Law> alike in laws.GroupBy(RegimeFor))
            {
                var c = new Case(Scenario(generator, alike.First(), index), _voters);
                foreach (Law law in alike)
                {
                    tallies[law] = tallies[law].With(Examination.Check(law, c).Outcome, index);
                }
            }
        }

        return tallies;
    }

    private static Vocabulary.Scenario Scenario(ScenarioGenerator generator, Law law, int index) =>
        generator.Draw(RegimeFor(law), Plan.SeedOf(Seed, index));

    private static Regime RegimeFor(Law law) => law.Subject == LawSubject.Questions ? Regime.Plausible : Regime.Lifecycle;

    /// <summary>Cases in which a law held, and the first in which it did not.</summary>
    private sealed record Tally(long Held, int? FirstBroken)
    {
        public Tally With(LawOutcome outcome, int index) => outcome switch
        {
            LawOutcome.Holds => this with { Held = Held + 1 },
            LawOutcome.Violated => this with { FirstBroken = FirstBroken ?? index },
            _ => this,
        };

        public Tally Plus(Tally other) => new(
            Held + other.Held,
            FirstBroken is null || other.FirstBroken is null ? FirstBroken ?? other.FirstBroken : Math.Min(FirstBroken.Value, other.FirstBroken.Value));
    }
}
