using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Where a shrink ended.</summary>
/// <param name="Scenario">The simplest scenario that still fails.</param>
/// <param name="Steps">Simplifications taken.</param>
/// <param name="Tried">Candidates looked at.</param>
/// <param name="Finished">False when the budget ended before no candidate failed any more.</param>
public sealed record Shrunk(Scenario Scenario, int Steps, int Tried, bool Finished);

/// <summary>Greedy, deterministic shrinking: takes the first simpler scenario that still fails, and starts again from there.</summary>
public static class Shrinker
{
    /// <summary>Candidates looked at before a shrink is cut off.</summary>
    public const int DefaultBudget = 20_000;

    /// <param name="failing">A scenario that fails.</param>
    /// <param name="stillFails">Whether a candidate fails in the same way. Must not change its mind.</param>
    /// <param name="budget">Most candidates to look at.</param>
    public static Shrunk Shrink(Scenario failing, Func<Scenario, bool> stillFails, int budget = DefaultBudget)
    {
        Scenario current = failing;
        int steps = 0;
        int tried = 0;
        while (true)
        {
            Scenario? next = null;
            foreach (Scenario candidate in ScenarioShrinker.Simpler(current))
            {
                if (tried == budget)
                {
                    return new Shrunk(current, steps, tried, Finished: false);
                }

                tried++;
                if (stillFails(candidate))
                {
                    next = candidate;
                    break;
                }
            }

            if (next is null)
            {
                return new Shrunk(current, steps, tried, Finished: true);
            }

            current = next;
            steps++;
        }
    }
}
