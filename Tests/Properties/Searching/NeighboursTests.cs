using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Generation.Lifecycle;
using DmabufVerify.Properties.Searching;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Searching;

public sealed class NeighboursTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Neighbours_are_legal_and_change_limits_only_where_they_may(bool mayChangeLimits)
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealData.Shipped);
        var neighbours = new Neighbours(RealData.Shipped.Catalogue, mayChangeLimits);
        int moved = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            Scenario scenario = generator.Draw(seed % 2 == 0 ? Regime.Real : Regime.Wild, seed);
            Scenario other = neighbours.One(scenario, new Dice(seed));
            moved += other == scenario ? 0 : 1;

            Legality.Check(other);
            Assert.True(mayChangeLimits || other.Devices.All(d => scenario.Devices.Contains(d) || RealData.Shipped.Catalogue.Contains(d)));
        }

        Assert.InRange(moved, 100, 300);
    }
}
