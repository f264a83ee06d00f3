using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

/// <summary>What a scenario says about the life of its buffer.</summary>
public class StepReaderTests
{
    private static readonly Dictionary<string, Limits> NoCatalogue = [];

    [Fact]
    public void Every_field_of_memory_exporter_and_habits_is_read()
    {
        Scenario scenario = Ok("""
            {
              "pageSize": "16KiB",
              "buffer": { "size": 1 },
              "memory": { "extents": [ { "base": "0x80000000", "size": "16MiB", "heap": "cma" }, { "base": 0, "size": 16384 } ] },
              "exporter": { "allocates": "export", "tables": "cached", "movable": true, "structPages": false, "hooksReadConstraints": true },
              "devices": [ { "name": "a", "access": "perAccess", "importer": "pins", "bounce": true, "needsPages": true } ]
            }
            """);

        var expected = new Scenario
        {
            PageSize = new PageSize(16384),
            BufferSizeBytes = 1,
            Memory = [new MemoryExtent(new PfnRun(0x20000, 1024), "cma"), new MemoryExtent(new PfnRun(0, 1), "system")],
            Exporter = new Exporter
            {
                Allocates = AllocationTime.Export,
                Tables = ExporterTables.Cached,
                IsMovable = true,
                HasPages = false,
                HooksReadConstraints = true,
            },
            Devices =
            [
                new Device("a", Limits.Unset)
                {
                    Access = DeviceAccess.PerAccess,
                    Importer = ImporterHabit.Pins,
                    MayBounce = true,
                    NeedsPages = true,
                },
            ],
        };
        Assert.Equal(expected, scenario);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        Scenario scenario = Ok("""{ "buffer": { "size": 1 }, "devices": [ { "name": "a" } ], "exporter": { }, "memory": null, "steps": [] }""");

        Assert.Equal(new Scenario { BufferSizeBytes = 1, Devices = [new Device("a", Limits.Unset)] }, scenario);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_is_read_and_written_in_one_form(string text, Step step)
    {
        Scenario scenario = Ok($$"""
            { "buffer": { "size": 1 }, "layout": { "pfns": [ 1 ] }, "devices": [ { "name": "d" } ], "steps": [ {{text}} ] }
            """);

        Assert.Equal([step], scenario.Steps);
        Assert.Contains($"\n    {text}\n", ScenarioWriter.Write(scenario), StringComparison.Ordinal);
    }

    public static TheoryData<string, Step> Steps { get; } = new()
    {
        { """{ "op": "export" }""", new(new Operation.Export()) },
        { """{ "op": "attach", "device": "d" }""", new(new Operation.Attach("d")) },
        { """{ "op": "detach", "device": "d", "thread": 7 }""", new(new Operation.Detach("d"), 7) },
        { """{ "op": "map", "device": "d" }""", new(new Operation.Map("d", MapDirection.Bidirectional)) },
        { """{ "op": "map", "device": "d", "direction": "toDevice" }""", new(new Operation.Map("d", MapDirection.ToDevice)) },
        { """{ "op": "unmap", "device": "d" }""", new(new Operation.Unmap("d")) },
        { """{ "op": "testMap", "device": "d", "direction": "fromDevice" }""", new(new Operation.TestMap("d", MapDirection.FromDevice)) },
        { """{ "op": "pin", "device": "d" }""", new(new Operation.Pin("d")) },
        { """{ "op": "unpin", "device": "d" }""", new(new Operation.Unpin("d")) },
        { """{ "op": "move" }""", new(new Operation.Move()) },
        { """{ "op": "beginCpuAccess" }""", new(new Operation.BeginCpuAccess(Writes: false)) },
        { """{ "op": "beginCpuAccess", "writes": true, "thread": 1 }""", new(new Operation.BeginCpuAccess(Writes: true), 1) },
        { """{ "op": "endCpuAccess" }""", new(new Operation.EndCpuAccess()) },
        { """{ "op": "cpuRead" }""", new(new Operation.CpuUse(Writes: false)) },
        { """{ "op": "cpuWrite" }""", new(new Operation.CpuUse(Writes: true)) },
        { """{ "op": "deviceRead", "device": "d" }""", new(new Operation.DeviceUse("d", Writes: false, Snoops: false)) },
        { """{ "op": "deviceWrite", "device": "d", "snoops": true }""", new(new Operation.DeviceUse("d", Writes: true, Snoops: true)) },
        { """{ "op": "getConstraints" }""", new(new Operation.GetConstraints()) },
        { """{ "op": "recalcConstraints" }""", new(new Operation.RecalcConstraints()) },
        { """{ "op": "changeLimits", "device": "d" }""", new(new Operation.ChangeLimits("d", Limits.Unset)) },
        {
            """{ "op": "changeLimits", "device": "d", "maxSegmentCount": 0, "maxSegmentSize": 1, "segmentBoundaryMask": "0xfff0", "addressMask": "unlimited" }""",
            new(new Operation.ChangeLimits(
                "d", new Limits { MaxSegmentCount = 0, MaxSegmentSizeBytes = 1, SegmentBoundaryMask = 0xfff0, AddressMask = ulong.MaxValue }))
        },
        { """{ "op": "exporterRefuses", "device": "d" }""", new(new Operation.ExporterRefuses("d", Refuses: true)) },
        { """{ "op": "exporterRefuses", "device": "d", "refuses": false }""", new(new Operation.ExporterRefuses("d", Refuses: false)) },
    };

    [Fact]
    public void Every_operation_is_among_them() => Assert.Equal(
        StepShapes.Names.Order(StringComparer.Ordinal),
        Steps.Select(row => ((Step)row[1]).Operation.Name()).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_history_may_have_all_the_steps_and_the_buffer_all_the_pages_that_are_allowed()
    {
        string steps = string.Concat(Enumerable.Repeat("""{ "op": "attach", "device": "d", "thread": 7 },""", Scenario.MaxSteps));

        Scenario scenario = Ok($$"""
            { "buffer": { "size": "1GiB" }, "memory": { "extents": [ { "base": "0xfffffffffffff000", "size": 4096 } ] },
              "devices": [ { "name": "d" } ], "steps": [ {{steps}} ] }
            """);

        Assert.Equal((Scenario.MaxSteps, PfnRun.MaxEndPfn), (scenario.Steps.Count, scenario.Memory[0].Pages.EndPfn));
    }

    private static Scenario Ok(string text)
    {
        ReadResult<Scenario> result = ScenarioReader.Read(Encoding.UTF8.GetBytes(text), NoCatalogue);
        Assert.True(result.IsOk, result.Problem?.ToString());
        return result.Value;
    }
}
