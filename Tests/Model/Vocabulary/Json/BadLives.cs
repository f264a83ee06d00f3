using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Vocabulary.Json;

/// <summary>As <see cref="BadInputs"/>, in what a scenario says about memory, exporter, habits and steps.</summary>
internal static class BadLives
{
    private const string Names = "export, attach, detach, map, unmap, testMap, pin, unpin, move, beginCpuAccess";

    private static readonly (string Step, string Path, string Words)[] Steps =
    [
        ("""5""", "steps[1]", "5: expected a step: an object such as"),
        ("""{ }""", "steps[1].op", $"missing; expected an operation: {Names}"),
        ("""{ "op": null }""", "steps[1].op", "missing"),
        ("""{ "op": 5 }""", "steps[1].op", $"5: no such operation; there are {Names}"),
        ("""{ "op": "atach" }""", "steps[1].op", "\"atach\": no such operation; did you mean \"attach\"?"),
        ("""{ "op": "Export" }""", "steps[1].op", "did you mean \"export\"?"),
        ("""{ "op": "xyzzyxyzzy" }""", "steps[1].op", "no such operation; there are export, "),
        ("""{ "op": "export", "op": "move" }""", "steps[1].op", "given twice"),
        ("""{ "op": "attach" }""", "steps[1].device", "missing; expected the name of one of the scenario's devices"),
        ("""{ "op": "attach", "device": "dispaly" }""", "steps[1].device", "no such device; did you mean \"display\"?"),
        ("""{ "op": "attach", "device": "xyzzyxyzzy" }""", "steps[1].device", "no such device; expected the name of one"),
        ("""{ "op": "attach", "device": 1 }""", "steps[1].device", "1: no such device"),
        ("""{ "op": "attach", "device": "display", "direction": "toDevice" }""", "steps[1].direction", "unknown field; attach has op, device, thread"),
        ("""{ "op": "move", "device": "display" }""", "steps[1].device", "unknown field; move has op, thread"),
        ("""{ "op": "map", "device": "display", "directon": "toDevice" }""", "steps[1].directon", "did you mean direction?"),
        ("""{ "op": "map", "device": "display", "direction": "todevice" }""", "steps[1].direction", "\"toDevice\" or \"fromDevice\""),
        ("""{ "op": "map", "device": "display", "direction": 1 }""", "steps[1].direction", "1: expected \"bidirectional\" or"),
        ("""{ "op": "beginCpuAccess", "writes": "yes" }""", "steps[1].writes", "\"yes\": expected true or false"),
        ("""{ "op": "beginCpuAccess", "writes": 1 }""", "steps[1].writes", "1: expected true or false"),
        ("""{ "op": "deviceRead", "device": "display", "snoop": true }""", "steps[1].snoop", "did you mean snoops?"),
        ("""{ "op": "cpuRead", "thread": 8 }""", "steps[1].thread", "8: expected the number of a thread, 0 to 7"),
        ("""{ "op": "cpuRead", "thread": -1 }""", "steps[1].thread", "-1: expected the number of a thread, 0 to 7"),
        ("""{ "op": "cpuRead", "thread": "0x1" }""", "steps[1].thread", "0 to 7"),
        ("""{ "op": "cpuRead", "thread": 1.5 }""", "steps[1].thread", "0 to 7"),
        ("""{ "op": "changeLimits", "device": "display", "maxSegmentCount": -1 }""", "steps[1].maxSegmentCount", "any whole number"),
        ("""{ "op": "changeLimits", "device": "display", "addressMask": "64KB" }""", "steps[1].addressMask", "write \"64KiB\""),
        ("""{ "op": "changeLimits", "device": "display", "minAlignMask": [] }""", "steps[1].minAlignMask", "an array: expected any number"),
        ("""{ "op": "changeLimits", "device": "display", "busOffset": 0 }""", "steps[1].busOffset", "unknown field"),
        ("""{ "op": "exporterRefuses", "device": "display", "refuse": true }""", "steps[1].refuse", "did you mean refuses?"),
    ];

    private static readonly (string Memory, string Path, string Words)[] Memories =
    [
        ("""5""", "memory", "5: expected memory: an object with extents"),
        ("""{ }""", "memory.extents", "missing; expected a list of extents"),
        ("""{ "extents": [] }""", "memory.extents", "an empty list: expected a list of extents"),
        ("""{ "extents": { } }""", "memory.extents", "an object: expected a list of extents"),
        ("""{ "extent": [] }""", "memory.extent", "did you mean extents?"),
        ("""{ "extents": [ 5 ] }""", "memory.extents[0]", "expected an extent: an object with base, size, heap"),
        ("""{ "extents": [ { "size": 4096 } ] }""", "memory.extents[0].base", "missing; expected a physical address"),
        ("""{ "extents": [ { "base": 0 } ] }""", "memory.extents[0].size", "missing; expected bytes, at least a page"),
        ("""{ "extents": [ { "base": 0, "size": 0 } ] }""", "memory.extents[0].size", "0: expected bytes, at least a page"),
        ("""{ "extents": [ { "base": "0x800", "size": 4096 } ] }""", "memory.extents[0].base", "\"0x800\": expected a multiple of the page size, 4096"),
        ("""{ "extents": [ { "base": 0, "size": 4097 } ] }""", "memory.extents[0].size", "4097: expected a multiple of the page size, 4096"),
        ("""{ "extents": [ { "base": 0, "size": "16MB" } ] }""", "memory.extents[0].size", "write \"16MiB\""),
        ("""{ "extents": [ { "base": "0xfffffffffffff000", "size": 8192 } ] }""", "memory.extents[0]", "at page 0x10000000000000 at most"),
        ("""{ "extents": [ { "base": 0, "size": 8192 }, { "base": 4096, "size": 4096 } ] }""", "memory.extents[1]", "page 0x1: is in extents[0] too"),
        ("""{ "extents": [ { "base": 0, "size": 4096, "heap": "" } ] }""", "memory.extents[0].heap", "1 to 200 characters"),
        ("""{ "extents": [ { "base": 0, "size": 4096, "heap": 1 } ] }""", "memory.extents[0].heap", "expected a name"),
    ];

    private static readonly (string Fields, string Path, string Words)[] Others =
    [
        (""" "exporter": true """, "exporter", "true: expected an exporter: an object with allocates"),
        (""" "exporter": { "allocate": "export" } """, "exporter.allocate", "did you mean allocates?"),
        (""" "exporter": { "allocates": "attach" } """, "exporter.allocates", "\"firstMap\" or \"export\""),
        (""" "exporter": { "tables": "one" } """, "exporter.tables", "\"perAttachment\" or \"cached\""),
        (""" "exporter": { "movable": 0 } """, "exporter.movable", "0: expected true or false"),
        (""" "exporter": { "structPages": "no" } """, "exporter.structPages", "\"no\": expected true or false"),
        (""" "steps": { } """, "steps", "an object: expected a list of steps"),
        (""" "steps": [ { "op": "export" } ] """, "steps", "need storage; expected layout or memory beside them"),
        (""" "memory": null, "steps": [ { "op": "export" } ] """, "steps", "need storage"),
    ];

    private static readonly (string Fields, string Path, string Words)[] Devices =
    [
        (""" "access": "noncoherent" """, "devices[0].access", "\"coherent\" or \"nonCoherent\" or \"perAccess\""),
        (""" "importer": "pin" """, "devices[0].importer", "\"mapsAroundUse\" or \"cachesMapping\" or \"pins\" or \"movesOnNotice\""),
        (""" "bounce": "true" """, "devices[0].bounce", "\"true\": expected true or false"),
        (""" "needPages": true """, "devices[0].needPages", "did you mean needsPages?"),
    ];

    public static TheoryData<string, string, string> All { get; } = Make();

    private static TheoryData<string, string, string> Make()
    {
        const string memory = """ "memory": { "extents": [ { "base": 0, "size": "2GiB" } ] } """;
        var data = new TheoryData<string, string, string>();
        foreach (var (step, path, words) in Steps)
        {
            data.Add(
                $$"""{ "buffer": { "size": 1 }, {{memory}}, "devices": [ { "name": "display" } ], "steps": [ { "op": "move" }, {{step}} ] }""",
                path,
                words);
        }

        foreach (var (value, path, words) in Memories)
        {
            data.Add($$"""{ "buffer": { "size": 1 }, "memory": {{value}}, "devices": [] }""", path, words);
        }

        foreach (var (fields, path, words) in Others)
        {
            data.Add($$"""{ "buffer": { "size": 1 }, "devices": [], {{fields}} }""", path, words);
        }

        foreach (var (fields, path, words) in Devices)
        {
            data.Add($$"""{ "buffer": { "size": 1 }, "devices": [ { "name": "a", {{fields}} } ] }""", path, words);
        }

        ulong tooLarge = (Scenario.MaxPagesWithSteps << 12) + 1;
        string steps = string.Concat(Enumerable.Repeat("{\"op\":\"move\"},", Scenario.MaxSteps + 1));
        data.Add(
            $$"""{ "buffer": { "size": {{tooLarge}} }, {{memory}}, "devices": [], "steps": [ { "op": "move" } ] }""",
            "buffer.size",
            "at most 262144 pages");
        data.Add(
            $$"""{ "buffer": { "size": 1 }, {{memory}}, "devices": [], "steps": [ {{steps}} ] }""",
            "steps",
            "100001 steps: expected at most 100000");
        return data;
    }
}
