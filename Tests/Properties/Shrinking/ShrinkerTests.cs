using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class ShrinkerTests
{
    private static readonly ScenarioGenerator Generator = new(GeneratorSettings.Default, RealInputs.None);

    public static TheoryData<Regime> Drawn => [Regime.Plausible, Regime.Wild, Regime.Lifecycle];

    [Theory]
    [MemberData(nameof(Drawn))]
    public void What_always_fails_ends_at_the_simplest_scenario(Regime regime)
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            Scenario drawn = Generator.Draw(regime, seed);

            Shrunk shrunk = Shrinker.Shrink(drawn, _ => true);

            Assert.True(shrunk.Finished);
            Assert.Empty(ScenarioShrinker.Simpler(shrunk.Scenario));
            Assert.Empty(shrunk.Scenario.Devices);
            Assert.Equal(shrunk.Scenario.Layout is null ? null : new Layout(0, [new PfnRun(0, 1)]), shrunk.Scenario.Layout);
            Assert.Equal(
                shrunk.Scenario.Layout is not null || drawn.Memory.Count == 0 ? [] : [new PfnRun(0, 1)],
                shrunk.Scenario.Memory.Select(extent => extent.Pages));
            Assert.True(shrunk.Scenario.Steps.Count == 0 && shrunk.Scenario.Exporter == Exporter.Default);
        }
    }

    [Theory]
    [MemberData(nameof(Drawn))]
    public void What_fails_at_random_ends_at_a_local_minimum(Regime regime)
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            bool Fails(Scenario scenario) => IsHeads(scenario, seed);

            Shrunk shrunk = Shrinker.Shrink(Generator.Draw(regime, seed), Fails);

            Assert.True(shrunk.Finished, $"{regime} {seed}: {shrunk.Tried} tried");
            Assert.DoesNotContain(ScenarioShrinker.Simpler(shrunk.Scenario), Fails);
            Assert.True(shrunk.Steps == 0 || Fails(shrunk.Scenario));
        }
    }

    [Fact]
    public void Unlimited_and_numbers_do_not_take_turns()
    {
        // Fails for as long as there is a count, whichever: once a cycle of unlimited, a large number, unlimited, …
        Scenario scenario = new() { BufferSizeBytes = 1, Devices = [new Device("d0", new Limits { MaxSegmentCount = 77 })] };

        Shrunk shrunk = Shrinker.Shrink(scenario, s => s.Devices is [{ Limits.MaxSegmentCount: not null }]);

        Assert.True(shrunk.Finished);
        Assert.Equal(ulong.MaxValue, shrunk.Scenario.Devices[0].Limits.MaxSegmentCount);
    }

    [Fact]
    public void Numbers_get_as_small_as_the_failure_lets_them()
    {
        Scenario scenario = new()
        {
            BufferSizeBytes = 100 * 4096,
            Layout = new Layout(0, [new PfnRun(1000, 50), new PfnRun(5000, 50)]),
            Devices = [new Device("d0", new Limits { MaxSegmentCount = 9 }), new Device("d1", Limits.Unset)],
            Mode = SharingMode.Tailored,
        };

        Shrunk shrunk = Shrinker.Shrink(
            scenario, s => s.Devices.Any(d => d.Limits.MaxSegmentCount is >= 3 and < 100) && s.Layout!.Runs[0].EndPfn > 20);

        Assert.Equal(
            new Scenario
            {
                BufferSizeBytes = 4096,
                Layout = new Layout(0, [new PfnRun(20, 1)]),
                Devices = [new Device("d0", new Limits { MaxSegmentCount = 3 })],
            },
            shrunk.Scenario);
    }

    [Fact]
    public void Count_and_storage_get_smaller_together()
    {
        // Fails for want of one segment: with a run less or a count less alone it no longer does.
        Scenario scenario = new()
        {
            BufferSizeBytes = 37 * 4096,
            Layout = new Layout(0, [.. Enumerable.Range(0, 37).Select(i => new PfnRun((ulong)i * 3, 1))]),
            Devices = [new Device("d0", new Limits { MaxSegmentCount = 36 })],
        };

        Shrunk shrunk = Shrinker.Shrink(
            scenario, s => s.Devices is [{ Limits.MaxSegmentCount: { } count and < 100 }] && count + 1 == (ulong)s.Layout!.Runs.Count);

        Assert.Equal((1UL, 2), (shrunk.Scenario.Devices[0].Limits.MaxSegmentCount, shrunk.Scenario.Layout!.Runs.Count));
        Assert.True(shrunk.Finished);
    }

    [Fact]
    public void Count_and_pages_of_one_run_get_smaller_together()
    {
        Scenario scenario = new()
        {
            BufferSizeBytes = 37 * 4096,
            Layout = new Layout(0, [new PfnRun(0, 37)]),
            Devices = [new Device("d0", new Limits { MaxSegmentCount = 36 })],
        };

        Shrunk shrunk = Shrinker.Shrink(
            scenario, s => s.Devices is [{ Limits.MaxSegmentCount: { } count and < 100 }] && count + 1 == s.Layout!.Pages);

        Assert.Equal((1UL, 2UL), (shrunk.Scenario.Devices[0].Limits.MaxSegmentCount, shrunk.Scenario.Layout!.Pages));
    }

    /// <summary>A boundary within two pages and a bus offset break the same, and nothing half way between them does.</summary>
    [Fact]
    public void Less_to_take_in_is_found_though_no_chain_leads_to_it()
    {
        Scenario scenario = new()
        {
            BufferSizeBytes = 5 * 4096,
            Layout = new Layout(0, [new PfnRun(3, 5)]),
            Devices = [new Device("d0", new Limits { MaxSegmentCount = 1, SegmentBoundaryMask = 0xfff })],
        };

        Shrunk shrunk = Shrinker.Shrink(scenario, s => s.Devices is [var d]
            && ((d.Limits is { MaxSegmentCount: 1, SegmentBoundaryMask: 0xfff } && s.Layout!.Pages > 1) || (d.BusOffsetBytes > 0 && d.Limits == Limits.Unset)));

        Assert.Equal(
            new Scenario { BufferSizeBytes = 4096, Layout = new Layout(0, [new PfnRun(0, 1)]), Devices = [new Device("d0", Limits.Unset) { BusOffsetBytes = 4096 }] },
            shrunk.Scenario);
    }

    [Fact]
    public void Budget_ends_a_shrink_where_it_is()
    {
        Scenario drawn = Generator.Draw(Regime.Wild, 4);

        Shrunk none = Shrinker.Shrink(drawn, _ => true, budget: 0);
        Shrunk three = Shrinker.Shrink(drawn, _ => true, budget: 3);

        Assert.Equal(new Shrunk(drawn, 0, 0, Finished: false), none);
        Assert.Equal((3, 3, false), (three.Steps, three.Tried, three.Finished));
    }

    [Fact]
    public void What_never_fails_again_stays()
    {
        Scenario drawn = Generator.Draw(Regime.Plausible, 4);

        Shrunk shrunk = Shrinker.Shrink(drawn, _ => false);

        int candidates = ScenarioShrinker.Simpler(drawn).Count() + TinyScenarios.Below(drawn).Count();
        Assert.Equal(new Shrunk(drawn, 0, candidates, Finished: true), shrunk);
    }

    /// <summary>A coin thrown once for each scenario: FNV-1a over its text, by bytes.</summary>
    private static bool IsHeads(Scenario scenario, ulong seed)
    {
        // The hash is defined modulo 2^64.
        unchecked
        {
            ulong hash = 0xcbf29ce484222325 + seed;
            foreach (char c in ScenarioWriter.WriteLine(scenario))
            {
                hash = (hash ^ c) * 0x100000001b3;
            }

            return (hash >> 40 & 1) == 1;
        }
    }
}
