using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Killing;

/// <summary>
/// The scenarios of one seed that mutants are shown: the same ones on every machine, and the same ones to each law. Each is drawn once, when it is
/// first asked for, since most mutants die early. Not thread-safe.
/// </summary>
/// <param name="seed">Everything follows from it.</param>
/// <param name="real">Devices and layouts that exist.</param>
public sealed class KillScenarios(ulong seed, RealInputs real)
{
    private readonly ScenarioGenerator _generator = new(GeneratorSettings.Default, real);
    private readonly Dictionary<int, Scenario> _drawn = [];

    /// <summary>The first so many of those that a law speaks of, in the mixture of regimes that a run has.</summary>
    /// <param name="law">The law.</param>
    /// <param name="most">How many.</param>
    public IEnumerable<Scenario> For(Law law, int most) => Indices(law).Select(At).Where(law.SpeaksOf).Take(most);

    /// <summary>Whoever speaks of steps alone is not made to wait for the others to be drawn.</summary>
    private IEnumerable<int> Indices(Law law) =>
        Enumerable.Range(0, int.MaxValue).Where(index => law.Subject != LawSubject.Lifecycle || RegimeOf(index) == Regime.Lifecycle);

    private Scenario At(int index) => _drawn.TryGetValue(index, out Scenario? drawn)
        ? drawn
        : _drawn[index] = _generator.Draw(RegimeOf(index), Plan.SeedOf(seed, index));

    private Regime RegimeOf(int index) => Plan.RegimeOf(index, _generator.HasReal);
}
