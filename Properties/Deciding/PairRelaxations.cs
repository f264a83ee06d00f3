using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>Two changes that together make sharing possible where no single one does.</summary>
/// <param name="First">Of a limit of the core.</param>
/// <param name="Second">Of any other limit. Neither is more than it has to be while the other is as it is.</param>
public sealed record PairRelaxation(Relaxation First, Relaxation Second)
{
    /// <summary>How much changes: the factors of both, as a logarithm.</summary>
    internal double Doublings => Of(First) + Of(Second);

    private static double Of(Relaxation r) => Tightness.Doublings(r.Limit, r.From, r.To);
}

/// <summary>
/// The smallest pairs of changes, for a scenario that no change of one limit can mend. Whatever mends it changes a limit of every
/// conflict, so one of the two is of the core.
/// </summary>
public static class PairRelaxations
{
    /// <summary>Pairs that are told.</summary>
    public const int Most = 4;

    /// <summary>Questions after which the search ends with what it has.</summary>
    public const int MostQuestions = 4096;

    /// <summary>Up to <see cref="Most"/> pairs, the smallest changes first. Each was replayed: the second opinion says sat as well.</summary>
    /// <param name="scenario">Unsatisfiable, and still so with any one limit lifted.</param>
    /// <param name="core">A minimal conflict.</param>
    /// <param name="oracle">Says whether a scenario is satisfiable; must not change its mind.</param>
    /// <param name="secondOpinion">Another voter.</param>
    public static ValueList<PairRelaxation> Of(
        Scenario scenario, ValueList<CorePair> core, Func<Scenario, Verdict> oracle, Func<Scenario, Verdict> secondOpinion)
    {
        int asked = 0;
        Verdict Counting(Scenario s) => asked++ < MostQuestions ? oracle(s) : Verdict.Unknown;

        var found = new List<PairRelaxation>();
        foreach ((CorePair first, CorePair second) in Candidates(scenario, core))
        {
            if (asked >= MostQuestions)
            {
                break;
            }

            if (Least(scenario, first, second, Counting) is { } pair && secondOpinion(With(scenario, pair)) == Verdict.Sat)
            {
                found.Add(pair);
            }
        }

        return [.. found.OrderBy(pair => pair.Doublings).Take(Most)];
    }

    /// <summary>The scenario with both changes.</summary>
    public static Scenario With(Scenario scenario, PairRelaxation pair) => scenario
        .WithLimit(pair.First.Device, pair.First.Limit, pair.First.To)
        .WithLimit(pair.Second.Device, pair.Second.Limit, pair.Second.To);

    /// <summary>Each pair once, whichever of the two stands first.</summary>
    private static IEnumerable<(CorePair First, CorePair Second)> Candidates(Scenario scenario, ValueList<CorePair> core) =>
        from first in core.Select((pair, index) => (Pair: pair, Index: index))
        from second in Conflict.Pairs(scenario)
        where second != first.Pair && !core.Take(first.Index).Contains(second)
        select (first.Pair, second);

    /// <summary>With the first limit gone the least of the second, then with that the least of the first.</summary>
    private static PairRelaxation? Least(Scenario scenario, CorePair first, CorePair second, Func<Scenario, Verdict> oracle)
    {
        Scenario withoutFirst = scenario.WithLimit(first.Device, first.Limit, first.Limit.Unlimited());
        if (Relaxations.Of(withoutFirst, [second], oracle) is not [var ofSecond])
        {
            return null;
        }

        Scenario withSecond = scenario.WithLimit(second.Device, second.Limit, ofSecond.To);
        return Relaxations.Of(withSecond, [first], oracle) is [var ofFirst] ? new PairRelaxation(ofFirst, ofSecond) : null;
    }
}
