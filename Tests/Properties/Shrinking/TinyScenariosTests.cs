using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class TinyScenariosTests
{
    private static readonly ScenarioGenerator Generator = new(GeneratorSettings.Default, RealInputs.None);

    [Theory]
    [InlineData(Regime.Plausible)]
    [InlineData(Regime.Wild)]
    [InlineData(Regime.Lifecycle)]
    public void Each_is_legal_and_has_less_to_take_in_the_smallest_first(Regime regime)
    {
        for (ulong seed = 0; seed < 60; seed++)
        {
            Scenario drawn = Generator.Draw(regime, seed);
            ulong size = ScenarioSize.Of(drawn).Sum;
            Scenario[] tiny = [.. TinyScenarios.Below(drawn)];
            ulong[] sizes = [.. tiny.Select(t => ScenarioSize.Of(t).Sum)];

            Assert.Equal(sizes.Order(), sizes);
            Assert.All(sizes, its => Assert.InRange(its, 0UL, size - 1));
            Assert.All(tiny, Legality.Check);
            Assert.InRange(tiny.Length, 0, 2_000);
            Assert.All(tiny, t => Assert.Equal(drawn.Devices.Select(d => d.Name), t.Devices.Select(d => d.Name)));
        }
    }

    /// <summary>Greedy steps and these take turns, and must not go round in circles: what follows one of these never has more to take in.</summary>
    [Theory]
    [InlineData(Regime.Plausible)]
    [InlineData(Regime.Wild)]
    [InlineData(Regime.Lifecycle)]
    public void No_simplification_of_one_gives_more_to_take_in(Regime regime)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            foreach (Scenario tiny in TinyScenarios.Below(Generator.Draw(regime, seed)).Take(40))
            {
                ulong size = ScenarioSize.Of(tiny).Sum;
                Assert.All(
                    ScenarioShrinker.Simpler(tiny).Where(simpler => simpler.PageSize == tiny.PageSize),
                    simpler => Assert.InRange(ScenarioSize.Of(simpler).Sum, 0UL, size));
            }
        }
    }

    [Fact]
    public void Of_a_scenario_without_storage_there_are_none() =>
        Assert.Empty(TinyScenarios.Below(new Scenario { BufferSizeBytes = 1 << 20, Devices = [new Device("d0", new Limits { MaxSegmentCount = 3 })] }));
}
