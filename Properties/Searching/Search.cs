using System.Diagnostics;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Generation.Lifecycle;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Searching;

/// <summary>How long and where to look.</summary>
/// <param name="Seed">Everything follows from it.</param>
/// <param name="Cases">Scenarios to look at; <see langword="null"/>: as many as the time allows.</param>
/// <param name="Time">When to give up; <see langword="null"/>: after the cases.</param>
/// <param name="RealOnly">Only real devices over recorded page frames, also in what is left after simplifying.</param>
public sealed record SearchSettings(ulong Seed, long? Cases, TimeSpan? Time, bool RealOnly)
{
    /// <summary>Candidates that the shrink may look at.</summary>
    public int ShrinkBudget { get; init; } = Shrinker.DefaultBudget;
}

/// <summary>What a search came to.</summary>
/// <param name="Shrunk">The simplest scenario that has what was looked for; <see langword="null"/> when none was found.</param>
/// <param name="Nearest">Where none was found, what came closest; <see langword="null"/> when nothing was looked at.</param>
/// <param name="Cases">Scenarios looked at, simplifying not included.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record SearchReport(Shrunk? Shrunk, Scenario? Nearest, long Cases, TimeSpan Elapsed);

/// <summary>
/// Random search that climbs: from each drawn scenario a few steps to neighbours that are nearer to what is looked for. The fast
/// implementation leads; what it finds counts when the specification agrees. With a number of cases the same everywhere.
/// </summary>
public sealed class Search(Expression expression, Voters voters, RealInputs real, SearchSettings settings)
{
    /// <summary>Neighbours looked at without coming nearer, before something else is drawn.</summary>
    private const int Patience = 12;

    private readonly ScenarioGenerator _generator = new(GeneratorSettings.Default, real);
    private readonly Neighbours _neighbours = new(real.Catalogue, mayChangeLimits: !settings.RealOnly);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private (double Distance, Scenario? Scenario) _nearest = (double.PositiveInfinity, null);

    /// <summary>How far it is.</summary>
    public SearchCounts Counts { get; } = new();

    /// <summary>Looks until something is found, the budget is spent or the token asks to stop.</summary>
    public SearchReport Run(CancellationToken stop)
    {
        for (long index = 0; !IsSpent && !stop.IsCancellationRequested; index++)
        {
            if (Climb(Draw(index), new Dice(~Plan.SeedOf(settings.Seed, index)), stop) is { } found)
            {
                Counts.StartSimplifying();
                Shrunk shrunk = Shrinker.Shrink(found, s => (!settings.RealOnly || RealShape.Keeps(found, s)) && Holds(s), settings.ShrinkBudget);
                return new SearchReport(shrunk, null, Counts.Cases, _clock.Elapsed);
            }
        }

        return new SearchReport(null, _nearest.Scenario, Counts.Cases, _clock.Elapsed);
    }

    private bool IsSpent => Counts.Cases >= (settings.Cases ?? long.MaxValue) || _clock.Elapsed >= (settings.Time ?? TimeSpan.MaxValue);

    /// <summary>Histories are for laws: what expressions speak of are questions.</summary>
    private Scenario Draw(long index)
    {
        Regime regime = settings.RealOnly ? Regime.Real : Plan.RegimeOf(index, _generator.HasReal);
        return _generator.Draw(regime == Regime.Lifecycle ? Regime.Plausible : regime, Plan.SeedOf(settings.Seed, index));
    }

    private Scenario? Climb(Scenario start, Dice dice, CancellationToken stop)
    {
        Scenario at = start;
        double distance = Look(at);
        for (int vain = 0; distance > 0 && vain < Patience && !IsSpent && !stop.IsCancellationRequested; vain++)
        {
            Scenario other = _neighbours.One(at, dice);
            if (other != at && Look(other) is var nearer && nearer < distance)
            {
                (at, distance, vain) = (other, nearer, 0);
            }
        }

        return distance == 0 && Holds(at) ? at : null;
    }

    private double Look(Scenario scenario)
    {
        Counts.CountCase();
        double distance = Distance.Of(expression, new ScenarioFacts(scenario, [voters.Optimised], voters.Optimised));
        if (distance < _nearest.Distance)
        {
            _nearest = (distance, scenario);
        }

        return distance;
    }

    /// <summary>Whether specification and implementation agree that it is so.</summary>
    private bool Holds(Scenario scenario) => Distance.Of(expression, Facts(scenario, voters)) == 0;

    /// <summary>A scenario as both see it.</summary>
    public static ScenarioFacts Facts(Scenario scenario, Voters voters) => new(scenario, [.. voters.Rules], voters.Optimised);
}
