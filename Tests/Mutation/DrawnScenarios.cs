using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Mutation;

/// <summary>
/// The scenarios that mutants are shown: always the same ones, and the same ones to each law, so that a mutant lives or dies whichever
/// machine it runs on. Each is drawn once in a process, and only when it is asked for, since most mutants die early.
/// </summary>
internal static class DrawnScenarios
{
    private const ulong Seed = 20150127;

    /// <summary>Enough of each regime for every law.</summary>
    private const int Most = 2400;

    private static readonly ScenarioGenerator Generator = new(GeneratorSettings.Default, RealData.Shipped);
    private static readonly Lazy<Scenario>[] Drawn = [.. Enumerable.Range(0, Most).Select(i => new Lazy<Scenario>(() => Draw(i)))];

    /// <summary>The first <paramref name="most"/> of those that a law speaks of, in the mixture of regimes that a run has.</summary>
    public static IEnumerable<Scenario> For(Law law, int most) =>
        Drawn.Where((_, index) => law.Subject != LawSubject.Lifecycle || RegimeOf(index) == Regime.Lifecycle)
            .Select(drawn => drawn.Value).Where(law.SpeaksOf).Take(most);

    private static Scenario Draw(int index) => Generator.Draw(RegimeOf(index), Plan.SeedOf(Seed, index));

    private static Regime RegimeOf(int index) => Plan.RegimeOf(index, Generator.HasReal);
}
