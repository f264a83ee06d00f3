using System.Text.Json;
using DmabufVerify.Properties.Explaining.Fields;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// Looks for the fields of a failing scenario that do not matter, after it was made as small as it gets: each is given other values, and the scenario is
/// looked at again. Then all that seem free are changed together, many times. Deterministic.
/// </summary>
public static class Widening
{
    /// <summary>Most often that one scenario is looked at again.</summary>
    public const int DefaultBudget = 4_000;

    /// <summary>So many times in a row all free fields are changed at once without the failure going away.</summary>
    public const int Rounds = 32;

    /// <param name="failing">A scenario that fails.</param>
    /// <param name="stillFails">Whether another one fails in the same way. Must not change its mind.</param>
    /// <param name="budget">Most scenarios to look at.</param>
    /// <returns>Nothing free for a scenario that does not fail.</returns>
    public static FreeFields Of(Scenario failing, Func<Scenario, bool> stillFails, int budget = DefaultBudget) =>
        stillFails(failing) ? new Run(failing, stillFails, budget).Look() : FreeFields.None;

    private sealed record Candidate(ScenarioField Field, int Tried, bool IsAll);

    private sealed class Run(Scenario failing, Func<Scenario, bool> stillFails, int budget)
    {
        private int _checks;

        private bool IsSpent => _checks >= budget;

        public FreeFields Look()
        {
            List<Candidate> free = [.. ScenarioFields.Of(failing).Select(Alone).OfType<Candidate>()];
            int rounds = Together(free);
            using JsonDocument file = JsonDocument.Parse(ScenarioWriter.WriteLine(failing));
            return new FreeFields(
                [.. free.Select(c => new FreeField(c.Field.Path, FieldText.At(file.RootElement, c.Field.Path), c.Tried, c.IsAll))],
                _checks,
                rounds,
                Finished: !IsSpent);
        }

        /// <summary>The field with how many other values it has been given, all of which fail; <see langword="null"/> otherwise.</summary>
        private Candidate? Alone(ScenarioField field)
        {
            int tried = 0;
            bool isAll = field.IsAll;
            foreach (Scenario changed in field.Others.Select(put => put(failing)).Where(changed => changed != failing))
            {
                if (!FieldText.IsLegal(changed))
                {
                    isAll = false;
                }
                else if (IsSpent || !Fails(changed))
                {
                    return null;
                }
                else
                {
                    tried++;
                }
            }

            return tried == 0 ? null : new Candidate(field, tried, isAll);
        }

        /// <summary>Changes all at once; one that breaks it is taken out. How many rounds in a row broke nothing.</summary>
        private int Together(List<Candidate> free)
        {
            int rounds = 0;
            for (ulong round = 0; rounds < Rounds && free.Count > 1 && !IsSpent; round++)
            {
                Func<Scenario, Scenario>[] puts = [.. free.Select((c, i) => Pick(c.Field, round, i))];
                Scenario all = AsFarAsLegal(puts);
                if (Fails(all))
                {
                    rounds++;
                }
                else
                {
                    rounds = 0;
                    free.RemoveAt(FirstThatBreaks(puts));
                }
            }

            return rounds;
        }

        private static Func<Scenario, Scenario> Pick(ScenarioField field, ulong round, int index) =>
            field.Others[(int)(SplitMix64.At(round, (ulong)index) % (ulong)field.Others.Count)];

        private Scenario AsFarAsLegal(Func<Scenario, Scenario>[] puts)
        {
            Scenario all = puts.Aggregate(failing, (scenario, put) => put(scenario));
            return FieldText.IsLegal(all) ? all : puts.Aggregate(failing, LegalOr);
        }

        private static Scenario LegalOr(Scenario scenario, Func<Scenario, Scenario> put) =>
            put(scenario) is var changed && FieldText.IsLegal(changed) ? changed : scenario;

        /// <summary>The first field, with those before it changed already, whose change makes the failure go away. The last one, if none did sooner.</summary>
        private int FirstThatBreaks(Func<Scenario, Scenario>[] puts)
        {
            Scenario changed = failing;
            for (int i = 0; i < puts.Length - 1; i++)
            {
                changed = LegalOr(changed, puts[i]);
                if (IsSpent || !Fails(changed))
                {
                    return i;
                }
            }

            return puts.Length - 1;
        }

        private bool Fails(Scenario scenario)
        {
            _checks++;
            return stillFails(scenario);
        }
    }
}
