using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>Two changes that together make sharing possible where no single one does.</summary>
/// <param name="First">Of something in the core.</param>
/// <param name="Second">Of any other limit, or of the heaps of a device. Neither is more than it has to be while the other is as it is.</param>
public sealed record PairRelaxation(Change First, Change Second)
{
    /// <summary>How much changes: the factors of both, as a logarithm.</summary>
    internal double Doublings => First.Doublings + Second.Doublings;
}

/// <summary>
/// The smallest pairs of changes, for a scenario that no single change can mend. Whatever mends it changes something in every
/// conflict, so one of the two is of the core.
/// </summary>
public static class PairRelaxations
{
    /// <summary>Pairs that are told.</summary>
    public const int Most = 4;

    /// <summary>Questions after which the search ends with what it has.</summary>
    public const int MostQuestions = 4096;

    /// <summary>Up to <see cref="Most"/> pairs, the smallest changes first. Each was replayed: the second opinion says sat as well.</summary>
    /// <param name="scenario">Unsatisfiable, and still so with any one limit or any one device's heaps lifted.</param>
    /// <param name="core">A minimal conflict.</param>
    /// <param name="oracle">Says whether a scenario is satisfiable; must not change its mind.</param>
    /// <param name="secondOpinion">Another voter.</param>
    public static ValueList<PairRelaxation> Of(
        Scenario scenario, MinimalConflict core, Func<Scenario, Verdict> oracle, Func<Scenario, Verdict> secondOpinion)
    {
        int asked = 0;
        Verdict Counting(Scenario s) => asked++ < MostQuestions ? oracle(s) : Verdict.Unknown;

        var found = new List<PairRelaxation>();
        foreach ((Restriction first, Restriction second) in Candidates(scenario, core))
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
    public static Scenario With(Scenario scenario, PairRelaxation pair) => pair.Second.In(pair.First.In(scenario));

    /// <summary>Each pair once, whichever of the two stands first.</summary>
    private static IEnumerable<(Restriction First, Restriction Second)> Candidates(Scenario scenario, MinimalConflict core)
    {
        Restriction[] inTheWay = [.. Restriction.Of(core.Limits, core.Heaps)];
        return from first in inTheWay.Select((restriction, index) => (Restriction: restriction, Index: index))
               from second in Restriction.All(scenario)
               where second != first.Restriction && !inTheWay.Take(first.Index).Contains(second)
               select (first.Restriction, second);
    }

    /// <summary>With the first lifted the least of the second, then with that the least of the first.</summary>
    private static PairRelaxation? Least(Scenario scenario, Restriction first, Restriction second, Func<Scenario, Verdict> oracle)
    {
        if (second.Fixes(first.Lifted(scenario), oracle).FirstOrDefault() is not { } ofSecond)
        {
            return null;
        }

        return first.Fixes(ofSecond.In(scenario), oracle).FirstOrDefault() is { } ofFirst ? new PairRelaxation(ofFirst, ofSecond) : null;
    }
}
