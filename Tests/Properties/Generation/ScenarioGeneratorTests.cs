using System.Text;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Properties.Generation;

public sealed class ScenarioGeneratorTests
{
    private static readonly ScenarioGenerator Generator = new(GeneratorSettings.Default, RealData.Shipped);

    public static TheoryData<Regime> Regimes => [.. Enum.GetValues<Regime>()];

    [Theory]
    [MemberData(nameof(Regimes))]
    public void Reader_accepts_whatever_is_drawn(Regime regime)
    {
        for (ulong seed = 0; seed < (regime == Regime.Real ? 400UL : 2000UL); seed++)
        {
            Scenario drawn = Generator.Draw(regime, seed);

            ReadResult<Scenario> read = ScenarioReader.Read(
                Encoding.UTF8.GetBytes(ScenarioWriter.WriteLine(drawn)), DeviceCatalogue.Shipped.Limits);

            Assert.True(read.IsOk, $"{regime} {seed}: {read.Problem}");
            Assert.Equal(drawn, read.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Regimes))]
    public void Same_seed_draws_the_same(Regime regime)
    {
        var other = new ScenarioGenerator(GeneratorSettings.Default, RealData.Shipped);
        Scenario[] drawn = [.. Enumerable.Range(0, 200).Select(seed => Generator.Draw(regime, (ulong)seed))];

        // In another order and from another generator: nothing is remembered from one draw to the next.
        Assert.Equal(
            drawn, Enumerable.Range(0, 200).Reverse().Select(seed => other.Draw(regime, (ulong)seed)).Reverse());
        Assert.True(drawn.Distinct().Count() > 150);
    }

    [Fact]
    public void Settings_bound_what_is_drawn()
    {
        var settings = new GeneratorSettings { MaxDevices = 2, NoLayoutShare = 0, PlacementShare = 0, IommuShare = 0 };
        var generator = new ScenarioGenerator(settings, RealInputs.None);

        Assert.All(Enumerable.Range(0, 500).Select(seed => generator.Draw(Regime.Plausible, (ulong)seed)), scenario =>
        {
            Assert.NotNull(scenario.Layout);
            Assert.All(scenario.Devices, device => Assert.Null(device.Iommu));
        });
        Assert.All(
            Enumerable.Range(0, 500).Select(seed => generator.Draw(Regime.Wild, (ulong)seed)),
            scenario => Assert.InRange(scenario.Devices.Count, 0, 2));
    }

    [Fact]
    public void Without_real_inputs_real_is_plausible()
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default, RealInputs.None);

        Assert.False(generator.HasReal);
        Assert.True(Generator.HasReal);
        Assert.Equal(generator.Draw(Regime.Plausible, 5), generator.Draw(Regime.Real, 5));
    }

    [Fact]
    public void Real_scenarios_have_real_devices_on_real_storage()
    {
        string[] names = [.. RealData.Shipped.Catalogue.Select(d => d.Name)];
        HashSet<ulong> lengths = [.. RealData.Shipped.Layouts[0].Layout.Runs.Select(r => r.Pages)];

        Assert.All(Enumerable.Range(0, 300).Select(seed => Generator.Draw(Regime.Real, (ulong)seed)), scenario =>
        {
            Assert.All(scenario.Devices, device => Assert.Contains(device.Name, names));
            Assert.All(scenario.Layout!.Runs.SkipLast(1), run => Assert.Contains(run.Pages, lengths));
            Assert.InRange(scenario.Layout.Pages, 1UL, 600UL);
        });
    }

    [Theory]
    [InlineData(Regime.Plausible)]
    [InlineData(Regime.Wild)]
    public void Some_scenarios_ask_for_a_placement(Regime regime)
    {
        Scenario[] placements =
        [
            .. Enumerable.Range(0, 2000).Select(seed => Generator.Draw(regime, (ulong)seed)).Where(s => s.Memory.Count > 0),
        ];

        Assert.InRange(placements.Length, 160, 320);
        Assert.All(placements, scenario => Assert.Single(Question.Of(scenario).Parts.OfType<PlacementQuestion>()));
        Assert.Equal([SharingMode.Shared, SharingMode.Tailored], placements.Select(s => s.Mode).Distinct().Order());
    }

    [Theory]
    [InlineData(Regime.Plausible)]
    [InlineData(Regime.Wild)]
    [InlineData(Regime.Real)]
    public void Some_devices_may_bounce_where_there_is_storage(Regime regime)
    {
        Scenario[] drawn = [.. Enumerable.Range(0, 2000).Select(seed => Generator.Draw(regime, (ulong)seed))];
        Scenario[] bouncing = [.. drawn.Where(s => s.Devices.Any(d => d.MayBounce))];

        Assert.InRange(bouncing.Length, 100, 900);
        Assert.All(bouncing, s => Assert.True(s.Layout is not null || s.Memory.Count > 0));
        Assert.All(bouncing.SelectMany(s => s.Devices), d => Assert.True(d.Iommu is null || !d.MayBounce));
        Assert.Equal(regime == Regime.Real ? [true] : [false, true], bouncing.Select(s => s.Layout is not null).Distinct().Order());
    }

    [Fact]
    public void Nothing_bounces_where_settings_say_so()
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default with { BounceShare = 0 }, RealData.Shipped);

        Assert.All(
            from regime in new[] { Regime.Plausible, Regime.Wild, Regime.Real }
            from seed in Enumerable.Range(0, 200)
            select generator.Draw(regime, (ulong)seed),
            scenario => Assert.All(scenario.Devices, device => Assert.False(device.MayBounce)));
    }

    [Fact]
    public void Placements_are_tiny_but_for_some()
    {
        var generator = new ScenarioGenerator(GeneratorSettings.Default with { PlacementShare = 100 }, RealInputs.None);
        Scenario[] drawn = [.. Enumerable.Range(0, 1000).Select(seed => generator.Draw(Regime.Plausible, (ulong)seed))];

        Assert.InRange(drawn.Count(s => s.Memory.Sum(e => (long)e.Pages.Pages) <= 9), 850, 990);
        Assert.Contains(drawn, s => s.Memory.Count == 64);
        Assert.Contains(drawn, s => s.Devices.Any(d => d.BusOffsetBytes != 0));
        Assert.Contains(drawn, s => s.Devices.Any(d => d.Iommu is not null));
    }
}
