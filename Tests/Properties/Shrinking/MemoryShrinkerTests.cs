using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Shrinking;

/// <summary>What is tried in place of an exporter and its memory, seen through the candidates of the scenario.</summary>
public sealed class MemoryShrinkerTests
{
    private static readonly MemoryExtent Low = new(new PfnRun(0, 4), "system");

    private static readonly MemoryExtent High = new(new PfnRun(8, 2), "carveout");

    private static readonly Scenario Both = Sharing([new(0, 1)], Free("d0")) with
    {
        Memory = [Low, High],
        Steps = [new Step(new Operation.Export())],
    };

    [Fact]
    public void Layout_or_memory_goes_but_never_both()
    {
        Scenario memory = Both with { Layout = null };

        Assert.Contains(memory, ScenarioShrinker.Simpler(Both));
        Assert.Contains(Both with { Memory = [] }, ScenarioShrinker.Simpler(Both));
        Assert.DoesNotContain(ScenarioShrinker.Simpler(memory), s => s is { Memory.Count: 0, Layout: null });
    }

    [Fact]
    public void Storage_is_given_where_memory_was_in_one_order_or_another()
    {
        Scenario memory = Both with { Layout = null, Memory = [Low], BufferSizeBytes = 3 * Page };

        Assert.Contains(memory with { Memory = [], Layout = new Layout(0, [new(0, 3)]) }, ScenarioShrinker.Simpler(memory));
        Assert.Contains(
            memory with { Memory = [], Layout = new Layout(0, [new(1, 3), new(0, 1)]), BufferSizeBytes = 4 * Page },
            ScenarioShrinker.Simpler(memory with { BufferSizeBytes = 4 * Page }));
        Assert.DoesNotContain(ScenarioShrinker.Simpler(memory with { BufferSizeBytes = 5 * Page }), s => s.Memory.Count == 0);
    }

    [Fact]
    public void Question_about_free_memory_stays_one()
    {
        Scenario placement = Both with { Layout = null, Steps = [] };

        Assert.All(ScenarioShrinker.Simpler(placement), s => Assert.IsType<PlacementQuestion>(Question.Of(s).Parts[0]));
        Assert.Contains(placement with { Memory = [High] }, ScenarioShrinker.Simpler(placement));
    }

    [Fact]
    public void Layout_of_a_question_stays() =>
        Assert.DoesNotContain(ScenarioShrinker.Simpler(Both with { Steps = [] }), s => s.Layout is null);

    [Fact]
    public void Extents_become_fewer_shorter_lower_and_of_one_heap()
    {
        ValueList<MemoryExtent>[] tried = [.. ScenarioShrinker.Simpler(Both).Select(s => s.Memory)];

        Assert.Contains([High], tried);
        Assert.Contains([Low, High with { Heap = "system" }], tried);
        Assert.Contains([High with { Heap = "system" }], ScenarioShrinker.Simpler(Both with { Memory = [High] }).Select(s => s.Memory));
        Assert.Contains([Low with { Pages = new PfnRun(2, 2) }, High], tried);
        Assert.Contains([Low with { Pages = new PfnRun(0, 2) }, High], tried);
        Assert.Contains([Low, High with { Pages = new PfnRun(4, 2) }], tried);
        Assert.DoesNotContain([Low, High with { Pages = new PfnRun(0, 2) }], tried);
    }

    [Fact]
    public void Buffer_and_extents_get_smaller_together()
    {
        // Fails for want of one page in each extent.
        Scenario scenario = Both with { Layout = null, BufferSizeBytes = 9 * Page, Memory = [new(new PfnRun(64, 8), "system")] };

        Shrunk shrunk = Shrinker.Shrink(scenario, s =>
            s.Steps.Count > 0 && s.Memory.All(e => e.Pages.Pages + 1 == s.PageSize.PagesFor(s.BufferSizeBytes)));

        Assert.Equal((Page, new PfnRun(0, 1)), (shrunk.Scenario.BufferSizeBytes - Page, shrunk.Scenario.Memory.Single().Pages));
    }

    [Fact]
    public void Memory_that_is_too_little_stays_too_little()
    {
        // One page is missing, however many extents there are.
        IEnumerable<PfnRun> extents = Enumerable.Range(0, 64).Select(i => new PfnRun((ulong)i * 32, (ulong)(i % 7) + 1));
        ValueList<MemoryExtent> memory = [.. extents.Select(run => new MemoryExtent(run, "system"))];
        ulong pages = (ulong)memory.Sum(e => (long)e.Pages.Pages);
        Scenario scenario = Both with { Layout = null, Steps = [], Memory = memory, BufferSizeBytes = (pages + 1) * Page };

        Shrunk shrunk = Shrinker.Shrink(scenario, s =>
            s.PageSize.PagesFor(s.BufferSizeBytes) == (ulong)s.Memory.Sum(e => (long)e.Pages.Pages) + 1);

        Assert.True(shrunk.Finished);
        Assert.Equal((2 * Page, new PfnRun(0, 1)), (shrunk.Scenario.BufferSizeBytes, shrunk.Scenario.Memory.Single().Pages));
    }

    [Fact]
    public void What_bounces_keeps_storage_to_bounce_from()
    {
        Device[] devices = [Free("d0", (LimitKind.AddressMask, 0xffffffff)) with { MayBounce = true }];
        Scenario over = Sharing([new(0x100000, 80), new(0x200000, 5)], devices) with { Mode = SharingMode.Tailored };
        Scenario within = over with { Layout = null, Memory = [new(new PfnRun(0x100000, 90), "system")] };

        foreach (Scenario scenario in new[] { over, within })
        {
            Shrunk shrunk = Shrinker.Shrink(scenario, s => s.Devices.Any(d => d.MayBounce));

            Assert.True(shrunk.Finished);
            Assert.True(shrunk.Scenario is { Layout: not null } or { Memory.Count: 1 });
            Assert.All(ScenarioShrinker.Simpler(scenario), s => Assert.True(s.Layout is not null || s.Memory.Count > 0));
        }
    }

    [Fact]
    public void Exporter_goes_to_the_default_at_once_or_by_a_field()
    {
        Exporter all = new()
        {
            Allocates = AllocationTime.Export,
            Tables = ExporterTables.Cached,
            IsMovable = true,
            HasPages = false,
            HooksReadConstraints = true,
        };

        Exporter[] tried = [.. ScenarioShrinker.Simpler(Both with { Exporter = all }).Select(s => s.Exporter).Where(e => e != all)];

        Assert.Equal(
            [
                Exporter.Default,
                all with { Allocates = AllocationTime.FirstMap },
                all with { Tables = ExporterTables.PerAttachment },
                all with { IsMovable = false },
                all with { HasPages = true },
                all with { HooksReadConstraints = false },
            ],
            tried);
    }

    [Fact]
    public void Habits_of_a_device_go_to_the_default()
    {
        Device device = Free("d0") with
        {
            Access = DeviceAccess.PerAccess,
            Importer = ImporterHabit.Pins,
            MayBounce = true,
            NeedsPages = true,
        };

        Device[] tried = [.. ScenarioShrinker.Simpler(Both with { Devices = [device] }).SelectMany(s => s.Devices)];

        Assert.Contains(device with { Access = DeviceAccess.Coherent }, tried);
        Assert.Contains(device with { Importer = ImporterHabit.MapsAroundUse }, tried);
        Assert.Contains(device with { MayBounce = false }, tried);
        Assert.Contains(device with { NeedsPages = false }, tried);
    }

    [Fact]
    public void Heaps_of_a_device_become_fewer_and_none()
    {
        Device device = Free("d0") with { Heaps = ["system", "carveout"] };

        ValueList<string>[] tried = [.. ScenarioShrinker.Simpler(Placing(1, [Low, High], device)).SelectMany(s => s.Devices).Select(d => d.Heaps)];

        Assert.Contains([], tried);
        Assert.Contains(["system"], tried);
        Assert.Contains(["carveout"], tried);
    }

    [Fact]
    public void Heaps_that_have_gone_are_named_no_more()
    {
        Scenario scenario = Placing(1, [Low, High], Free("d0") with { Heaps = ["carveout"] }, Free("d1") with { Heaps = ["system", "carveout"] });

        Scenario[] tried = [.. ScenarioShrinker.Simpler(scenario)];

        Assert.Contains(scenario.WithHeaps("d0", []).WithHeaps("d1", ["system"]) with { Memory = [Low] }, tried);
        Assert.Contains(scenario.WithHeaps("d1", ["carveout"]) with { Memory = [High] }, tried);
        Assert.All(tried, s => Assert.All(s.Devices.SelectMany(d => d.Heaps), heap => Assert.Contains(s.Memory, e => e.Heap == heap)));
    }

    [Fact]
    public void Two_devices_become_one_with_the_heaps_of_both_if_there_are_any()
    {
        Scenario scenario = Placing(1, [Low, High], Free("d0") with { Heaps = ["carveout"] }, Free("d1") with { Heaps = ["system", "carveout"] });

        Assert.Contains(scenario with { Devices = [scenario.Devices[0]] }, ScenarioShrinker.Simpler(scenario));
        Assert.Contains(
            scenario with { Devices = [Free("d0") with { Heaps = ["system"] }] },
            ScenarioShrinker.Simpler(Placing(1, [Low, High], Free("d0"), Free("d1") with { Heaps = ["system"] })));
        Assert.DoesNotContain(
            ScenarioShrinker.Simpler(scenario.WithHeaps("d1", ["system"])), s => s.Devices is [{ Heaps.Count: 0 }]);
    }

    [Fact]
    public void Buffer_with_steps_does_not_outgrow_what_may_have_steps()
    {
        Scenario part = Both with { Layout = new Layout(0, [new PfnRun(0, Scenario.MaxPagesWithSteps + 1)]) };

        Assert.All(
            ScenarioShrinker.Simpler(part),
            s => Assert.True(s.Steps.Count == 0 || s.BufferSizeBytes <= Scenario.MaxPagesWithSteps * Page));
        Assert.Contains(ScenarioShrinker.Simpler(part with { Steps = [] }), s => s.BufferSizeBytes > Scenario.MaxPagesWithSteps * Page);
    }
}
