using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Mutation;

/// <summary>
/// The scenarios that mutants are shown: always the same ones, and the same ones to each law, so that a mutant lives or dies whichever
/// machine it runs on. Drawn once in a process, since a process runs many mutants.
/// </summary>
internal static class DrawnScenarios
{
    private const ulong Seed = 20150127;

    /// <summary>Not a multiple of anything; how many a law may be shown at all.</summary>
    private const int Most = 2400;

    private static readonly Lazy<Scenario[]> Drawn = new(() => [.. Draw()]);

    /// <summary>The first <paramref name="most"/> of those that a law speaks of, in the mixture of regimes that a run has.</summary>
    public static IEnumerable<Scenario> For(Law law, int most) => Drawn.Value.Where(law.SpeaksOf).Take(most);

    private static IEnumerable<Scenario> Draw()
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealData.Shipped);
        return Enumerable.Range(0, Most).Select(i => generator.Draw(Plan.RegimeOf(i, generator.HasReal), Plan.SeedOf(Seed, i)));
    }
}
