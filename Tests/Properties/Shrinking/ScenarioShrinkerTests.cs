using System.Text;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Tests.Vocabulary.Json;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Properties.Shrinking;

public sealed class ScenarioShrinkerTests
{
    // Real layouts have a run for nearly each page, and candidates are the square of the runs.
    private static readonly ScenarioGenerator Generator =
        new(GeneratorSettings.Default with { RealPages = 24, LargeShare = 0 }, RealData.Shipped);

    private static readonly Scenario Simplest = new() { BufferSizeBytes = 4096, Devices = [] };

    [Theory]
    [InlineData(Regime.Plausible)]
    [InlineData(Regime.Wild)]
    [InlineData(Regime.Real)]
    [InlineData(Regime.Lifecycle)]
    public void Candidates_are_simpler_and_legal(Regime regime)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            AllCandidatesAreSimplerAndLegal(Generator.Draw(regime, seed));
        }
    }

    [Fact]
    public void Candidates_of_scenarios_with_every_field_are_simpler_and_legal()
    {
        var random = new RandomScenarios(3);
        for (int i = 0; i < 40; i++)
        {
            AllCandidatesAreSimplerAndLegal(WithCatalogueNames(random.Next()));
        }
    }

    [Fact]
    public void Unlimited_is_simpler_than_any_number()
    {
        Scenario unlimited = Simplest with { Devices = [new Device("d0", new Limits { MaxSegmentCount = ulong.MaxValue })] };

        Assert.Equal([Simplest, Simplest with { Devices = [new Device("d0", Limits.Unset)] }], ScenarioShrinker.Simpler(unlimited));
    }

    [Fact]
    public void Each_field_of_a_device_is_tried()
    {
        var device = new Device("d0", new Limits { AddressMask = 0xdfffffff, MinAlignMask = 0xfff })
        {
            BusOffsetBytes = 4096,
            CatalogueEntry = "entry",
            Iommu = new Iommu("d0", 512),
        };

        ValueList<Device>[] tried = [.. ScenarioShrinker.Simpler(Simplest with { Devices = [device] }).Select(s => s.Devices)];

        Assert.Contains([], tried);
        Assert.Contains([device with { BusOffsetBytes = 0 }], tried);
        Assert.Contains([device with { CatalogueEntry = null }], tried);
        Assert.Contains([device with { Iommu = null }], tried);
        Assert.Contains([device with { Iommu = new Iommu("d0", 4096) }], tried);
        Assert.Contains([device with { Limits = device.Limits with { AddressMask = null } }], tried);
        Assert.Contains([device with { Limits = device.Limits with { AddressMask = ulong.MaxValue } }], tried);
        Assert.Contains([device with { Limits = device.Limits with { MinAlignMask = 0x7ff } }], tried);
    }

    [Fact]
    public void Policy_and_names_are_tried()
    {
        Scenario scenario = Simplest with
        {
            Devices = [new Device("d3", Limits.Unset)],
            Mode = SharingMode.Tailored,
            Policy = new(DefaultsPolicy.RfcV3, Enforcement.Kernel, Splitting.Late),
        };

        Scenario[] tried = [.. ScenarioShrinker.Simpler(scenario)];

        Assert.Contains(scenario with { Mode = SharingMode.Shared }, tried);
        Assert.Contains(scenario with { Policy = Policy.Default }, tried);
        Assert.Contains(scenario with { Policy = scenario.Policy with { Enforcement = Enforcement.Strict } }, tried);
        Assert.Contains(scenario with { Devices = [new Device("d0", Limits.Unset)] }, tried);
        Assert.DoesNotContain(
            ScenarioShrinker.Simpler(scenario with { Devices = [new Device("nvme", Limits.Unset)] }),
            s => s.Devices is [{ Name: "d0" }]);
    }

    [Fact]
    public void Buffer_that_fills_its_storage_goes_on_filling_it()
    {
        Scenario whole = Simplest with { BufferSizeBytes = 3 * 4096, Layout = new Layout(0, [new PfnRun(5, 1), new PfnRun(9, 2)]) };

        Assert.All(
            ScenarioShrinker.Simpler(whole),
            s => Assert.Equal((0UL, s.Layout!.Pages * 4096), (s.Layout.OffsetBytes, s.BufferSizeBytes)));
    }

    [Fact]
    public void Buffer_that_fills_its_storage_grows_when_its_offset_shrinks()
    {
        Scenario filled = Simplest with { BufferSizeBytes = 4096 - 100, Layout = new Layout(100, [new PfnRun(0, 1)]) };

        Assert.Contains(filled with { BufferSizeBytes = 4096 - 50, Layout = new Layout(50, [new PfnRun(0, 1)]) }, ScenarioShrinker.Simpler(filled));
        Assert.Contains(
            filled with { BufferSizeBytes = 7, Layout = new Layout(50, [new PfnRun(0, 1)]) },
            ScenarioShrinker.Simpler(filled with { BufferSizeBytes = 7 }));
    }

    [Fact]
    public void Two_devices_become_one_with_the_tighter_limits()
    {
        var one = new Device("d0", new Limits { MaxSegmentCount = 3, VirtBoundaryMask = 0xfff, AddressMask = 7 });
        var other = new Device("d1", new Limits { MaxSegmentCount = 2, VirtBoundaryMask = 0x1fff, MinAlignMask = 1 });
        var both = new Device(
            "d0", new Limits { MaxSegmentCount = 2, VirtBoundaryMask = 0x1fff, MinAlignMask = 1, AddressMask = 7 });

        Assert.Contains(Simplest with { Devices = [both] }, ScenarioShrinker.Simpler(Simplest with { Devices = [one, other] }));
        Assert.All(
            new[] { other with { BusOffsetBytes = 4096 }, other with { Iommu = new Iommu("d1", 4096) }, other with { Name = "nvme" } },
            apart => Assert.DoesNotContain(
                Simplest with { Devices = [both] }, ScenarioShrinker.Simpler(Simplest with { Devices = [one, apart] })));
    }

    [Fact]
    public void Storage_is_tried_in_one_piece()
    {
        Scenario pieces = Simplest with { BufferSizeBytes = 9000, Layout = new Layout(7, [new PfnRun(9, 2), new PfnRun(4, 3)]) };

        Assert.Contains(pieces with { Layout = new Layout(7, [new PfnRun(4, 5)]) }, ScenarioShrinker.Simpler(pieces));
    }

    [Fact]
    public void History_without_its_only_device_goes_on() => Assert.Contains(
        Simplest with { Memory = [new(new PfnRun(0, 1), "system")], Steps = [new Step(new Operation.GetConstraints())] },
        ScenarioShrinker.Simpler(Simplest with
        {
            Memory = [new(new PfnRun(0, 1), "system")],
            Devices = [new Device("d0", Limits.Unset)],
            Steps = [new Step(new Operation.Unmap("d0"))],
        }));

    [Fact]
    public void Simplest_scenario_has_no_candidates() => Assert.Empty(ScenarioShrinker.Simpler(Simplest));

    private static void AllCandidatesAreSimplerAndLegal(Scenario scenario)
    {
        UInt128[] before = Simplicity.Of(scenario);

        // Of long lists, every so many-th: reading each of thousands would take minutes.
        Scenario[] candidates = [.. ScenarioShrinker.Simpler(scenario)];
        int step = 1 + (candidates.Length / 40);
        for (int i = 0; i < candidates.Length; i++)
        {
            Assert.True(Simplicity.IsLess(Simplicity.Of(candidates[i]), before), $"{candidates[i]} after {scenario}");
            if (i % step == 0)
            {
                Legality.Check(candidates[i]);
                byte[] written = Encoding.UTF8.GetBytes(ScenarioWriter.WriteLine(candidates[i]));
                ReadResult<Scenario> read = ScenarioReader.Read(written, DeviceCatalogue.Shipped.Limits);
                Assert.True(read.IsOk, $"{read.Problem} in {candidates[i]}");
            }
        }
    }

    private static Scenario WithCatalogueNames(Scenario scenario) => scenario with
    {
        Devices =
        [
            .. scenario.Devices.Select(d => d.CatalogueEntry is null
                ? d
                : d with { CatalogueEntry = DeviceCatalogue.Shipped.Entries[0].Name }),
        ],
    };
}
