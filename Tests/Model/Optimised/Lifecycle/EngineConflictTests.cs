using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineConflictTests
{
    private readonly Random _random = new(15);

    /// <summary>The conflict is played again with its pairs as the only limits there are: refused with all of them, let in without any one.</summary>
    [Theory]
    [InlineData(AllocationTime.FirstMap, ExporterTables.PerAttachment)]
    [InlineData(AllocationTime.FirstMap, ExporterTables.Cached)]
    [InlineData(AllocationTime.Export, ExporterTables.PerAttachment)]
    [InlineData(AllocationTime.Export, ExporterTables.Cached)]
    public void Conflicts_conflict_and_are_minimal(AllocationTime allocates, ExporterTables tables)
    {
        int conflicts = 0;
        int ofSeveral = 0;
        for (int i = 0; i < 1500; i++)
        {
            Scenario scenario = Random() with { Exporter = Exporter.Default with { Allocates = allocates, Tables = tables } };
            if (Play(scenario) is not { Grounds: { } grounds } refused)
            {
                continue;
            }

            ValueList<BitingLimit> pairs = grounds.Limits;
            Assert.NotEmpty(pairs);
            conflicts++;
            ofSeveral += pairs.Select(p => p.Device).Distinct().Count() > 1 ? 1 : 0;
            foreach (BitingLimit pair in pairs)
            {
                Limits declared = scenario.Devices.Single(d => d.Name == pair.Device).Limits;
                Assert.Equal(declared[pair.Limit] is null, pair.IsDefault);
                Assert.Equal(declared.Resolve(scenario.Policy.Defaults)[pair.Limit], pair.Value);
            }

            Assert.NotNull(Play(With(scenario, pairs)));
            Assert.All(pairs, dropped => Assert.Null(Play(With(scenario, pairs.Where(p => p != dropped)))));
        }

        Assert.InRange(conflicts, 300, 1499);
        Assert.InRange(ofSeveral, 30, conflicts);
    }

    /// <summary>Attaches the devices in order, up to the first refusal.</summary>
    private static StepResult? Play(Scenario scenario)
    {
        var engine = new DmaBufEngine(scenario);
        Done(engine.Export());
        return scenario.Devices.Select(d => engine.Attach(d.Name)).FirstOrDefault(r => r.Errno != Errno.Ok);
    }

    private static Scenario With(Scenario scenario, IEnumerable<BitingLimit> pairs) => scenario with
    {
        Devices = [.. scenario.Devices.Select(d => d with
        {
            Limits = pairs.Where(p => p.Device == d.Name).Aggregate(Free, (limits, p) => limits.With(p.Limit, p.Value)),
        })],
    };

    private Scenario Random()
    {
        Device[] devices = [.. Enumerable.Range(0, 4).Select(i => new Device($"d{i}", RandomLimits())
        {
            BusOffsetBytes = _random.Next(5) == 0 ? -0x2000 : 0,
            MayBounce = _random.Next(6) == 0,
            Iommu = _random.Next(6) == 0 ? new("x", 4096) : null,
        })];
        Scenario scenario = Of(devices).Pages((ulong)_random.Next(3, 24)) with
        {
            Mode = (SharingMode)_random.Next(2),
            Policy = new(DefaultsPolicy.Mainline, (Enforcement)(_random.Next(4) / 3), Splitting.Early),
        };
        return scenario.In((0x13, 60, "low"), ((ulong)_random.Next(0x100, 0x104), 25, "b"), (0x200, 25, "b"), (0x300, 6, "b"));
    }

    private Limits RandomLimits()
    {
        ulong? Maybe(ulong value) => _random.Next(3) switch { 0 => value, 1 => value, _ => null };
        return Free with
        {
            MaxSegmentCount = Maybe((ulong)_random.Next(1, 9)) ?? ulong.MaxValue,
            MaxSegmentSizeBytes = Maybe((ulong)_random.Next(2, 17) * Page),
            SegmentBoundaryMask = Maybe((4 * Page << _random.Next(4)) - 1) ?? ulong.MaxValue,
            AddressMask = _random.Next(4) == 0 ? 0x1fffff : null,
            VirtBoundaryMask = _random.Next(8) == 0 ? 0x1fffUL : 0,
        };
    }
}
