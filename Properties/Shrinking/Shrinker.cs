using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Shrinking;

/// <summary>Where a shrink ended.</summary>
/// <param name="Scenario">The simplest scenario that still fails.</param>
/// <param name="Steps">Simplifications taken.</param>
/// <param name="Tried">Candidates looked at.</param>
/// <param name="Finished">False when the budget ended before no candidate failed any more.</param>
public sealed record Shrunk(Scenario Scenario, int Steps, int Tried, bool Finished);

/// <summary>
/// Greedy, deterministic shrinking: takes the first simpler scenario that still fails, and starts again from there. Where none does, tiny scenarios of the
/// same kind are tried (<see cref="TinyScenarios"/>), each with less to take in.
/// </summary>
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
        bool finished = true;
        while ((First(ScenarioShrinker.Simpler(current)) ?? First(TinyScenarios.Below(current))) is { } next)
        {
            current = next;
            steps++;
        }

        return new Shrunk(current, steps, tried, finished);

        Scenario? First(IEnumerable<Scenario> candidates)
        {
            foreach (Scenario candidate in candidates)
            {
                if (tried == budget)
                {
                    finished = false;
                    return null;
                }

                tried++;
                if (stillFails(candidate))
                {
                    return candidate;
                }
            }

            return null;
        }
    }
}
