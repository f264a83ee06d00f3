using System.Collections.Immutable;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Killing;

/// <summary>Laws, and the scenarios that each is asked about. Not thread-safe.</summary>
public sealed class Trial
{
    private readonly Law[] _laws;
    private readonly Scenario[][][] _scenarios;

    /// <summary>Draws what is needed.</summary>
    /// <param name="laws">The laws, each of which <paramref name="settings"/> gives its scenarios.</param>
    /// <param name="settings">How many.</param>
    /// <param name="real">Devices and layouts that exist.</param>
    public Trial(IEnumerable<Law> laws, KillSettings settings, RealInputs real)
    {
        _laws = [.. laws];
        _scenarios =
        [
            .. settings.Seeds.Select(seed => new KillScenarios(seed, real)).Select(drawn => _laws
                .Select(law => drawn.For(law, law.Subject == LawSubject.Lifecycle ? settings.Histories : settings.Questions).ToArray())
                .ToArray()),
        ];
    }

    /// <summary>Everything that can be asked, seed by seed, law by law, in the order of drawing.</summary>
    public IEnumerable<Shown> Everything =>
        from seed in Enumerable.Range(0, _scenarios.Length)
        from law in Enumerable.Range(0, _laws.Length)
        from index in Enumerable.Range(0, _scenarios[seed][law].Length)
        select new Shown(seed, law, index);

    /// <summary>Asks one law about one scenario. A case of its own each time: an answer kept for the next law would hide from it what it runs.</summary>
    public LawResult Ask(Shown shown, Voters voters) =>
        Examination.Check(_laws[shown.Law], new Case(_scenarios[shown.Seed][shown.Law][shown.Index], voters));

    /// <summary>Which laws notice a defect, and how many scenarios that takes.</summary>
    /// <param name="shown">What to ask, in the order of <see cref="Everything"/>; what is left out is known not to reach the defect.</param>
    /// <param name="voters">Those who are asked, one of them with the defect.</param>
    /// <param name="asked">Called after each question, to tell what is slow from what never ends.</param>
    public ImmutableArray<Kill> Kills(IEnumerable<Shown> shown, Voters voters, Action? asked = null)
    {
        var cases = new Dictionary<int, int?[]>();
        foreach (Shown one in shown)
        {
            bool isSettled = cases.TryGetValue(one.Law, out int?[]? known) && known[one.Seed] is not null;
            if (!isSettled && Ask(one, voters).Outcome == LawOutcome.Violated)
            {
                (cases[one.Law] = known ?? new int?[_scenarios.Length])[one.Seed] = one.Index + 1;
            }

            asked?.Invoke();
        }

        return [.. cases.OrderBy(entry => entry.Key).Select(entry => new Kill(_laws[entry.Key].Name, [.. entry.Value]))];
    }
}

/// <summary>One law and one scenario.</summary>
/// <param name="Seed">Index of the seed.</param>
/// <param name="Law">Index of the law.</param>
/// <param name="Index">Index among the scenarios that this seed draws for this law.</param>
public readonly record struct Shown(int Seed, int Law, int Index);
