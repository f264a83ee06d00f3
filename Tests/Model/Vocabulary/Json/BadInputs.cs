namespace DmabufVerify.Tests.Vocabulary.Json;

/// <summary>One mistake each: the text on one line, the path that must be told, and words that must be in the message.</summary>
internal static class BadInputs
{
    private static readonly (string Device, string Path, string Words)[] Devices =
    [
        ("""{ }""", "devices[0].name", "missing"),
        ("""{ "name": "" }""", "devices[0].name", "1 to 200 characters"),
        ("""{ "name": "a\nb" }""", "devices[0].name", "control characters"),
        ("""{ "name": 3 }""", "devices[0].name", "expected a name"),
        ("""{ "name": "a" }, { "name": "a" }""", "devices[1].name", "devices[0] has this name"),
        ("""{ "name": "a", "name": "b" }""", "devices[0].name", "given twice"),
        ("""{ "name": "a", "maxSegmentCout": 1 }""", "devices[0].maxSegmentCout", "unknown field; did you mean maxSegmentCount?"),
        ("""{ "name": "a", "colour": 1 }""", "devices[0].colour", "a device has name, use, maxSegmentCount"),
        ("""{ "name": "a", "maxSegmentCount": 0 }""", "devices[0].maxSegmentCount", "at least 1"),
        ("""{ "name": "a", "maxSegmentCount": "64KiB" }""", "devices[0].maxSegmentCount", "whole number"),
        ("""{ "name": "a", "maxSegmentCount": 1.5 }""", "devices[0].maxSegmentCount", "1.5: expected a whole number"),
        ("""{ "name": "a", "maxSegmentCount": "unlimitd" }""", "devices[0].maxSegmentCount", "\"unlimited\""),
        ("""{ "name": "a", "maxSegmentSize": 4095 }""", "devices[0].maxSegmentSize", "at least one page, 4096 bytes"),
        ("""{ "name": "a", "maxSegmentSize": "64KB" }""", "devices[0].maxSegmentSize", "write \"64KiB\""),
        ("""{ "name": "a", "maxSegmentSize": "1 mb" }""", "devices[0].maxSegmentSize", "write \"1MiB\""),
        ("""{ "name": "a", "maxSegmentSize": "16777216TiB" }""", "devices[0].maxSegmentSize", "expected bytes"),
        ("""{ "name": "a", "maxSegmentSize": "0x10000000000000000" }""", "devices[0].maxSegmentSize", "expected bytes"),
        ("""{ "name": "a", "maxSegmentSize": 18446744073709551616 }""", "devices[0].maxSegmentSize", "expected bytes"),
        ("""{ "name": "a", "maxSegmentSize": true }""", "devices[0].maxSegmentSize", "true: expected bytes"),
        ("""{ "name": "a", "segmentBoundaryMask": "0xfff0" }""", "devices[0].segmentBoundaryMask", "2^k - 1"),
        ("""{ "name": "a", "segmentBoundaryMask": "0x7ff" }""", "devices[0].segmentBoundaryMask", "at least 0xfff"),
        ("""{ "name": "a", "segmentBoundaryMask": "64KiB" }""", "devices[0].segmentBoundaryMask", "2^k - 1"),
        ("""{ "name": "a", "virtBoundaryMask": 2 }""", "devices[0].virtBoundaryMask", "2^k - 1"),
        ("""{ "name": "a", "minAlignMask": "0x1001" }""", "devices[0].minAlignMask", "2^k - 1"),
        ("""{ "name": "a", "addressMask": 0 }""", "devices[0].addressMask", "above 0"),
        ("""{ "name": "a", "addressMask": -1 }""", "devices[0].addressMask", "highest address"),
        ("""{ "name": "a", "busOffset": "0x800" }""", "devices[0].busOffset", "multiple of the page size, 4096"),
        ("""{ "name": "a", "busOffset": -1 }""", "devices[0].busOffset", "multiple of the page size"),
        ("""{ "name": "a", "busOffset": "0x8000000000000000" }""", "devices[0].busOffset", "between -2^63 and 2^63"),
        ("""{ "name": "a", "busOffset": "--4096" }""", "devices[0].busOffset", "between -2^63"),
        ("""{ "name": "a", "busOffset": [] }""", "devices[0].busOffset", "an array: expected bytes"),
        ("""{ "name": "a", "iommu": true }""", "devices[0].iommu", "true: expected an IOMMU"),
        ("""{ "name": "a", "iommu": { "granule": 3 } }""", "devices[0].iommu.granule", "power of two"),
        ("""{ "name": "a", "iommu": { "granule": 0 } }""", "devices[0].iommu.granule", "power of two"),
        ("""{ "name": "a", "iommu": { "granule": 8192 } }""", "devices[0].iommu.granule", "at most a page, 4096"),
        ("""{ "name": "a", "iommu": { "domain": 1 } }""", "devices[0].iommu.domain", "expected a name"),
        ("""{ "name": "a", "iommu": { "granul": 1 } }""", "devices[0].iommu.granul", "did you mean granule?"),
        ("""{ "name": "a", "use": "catalogue:vc4" }""", "devices[0].use", "did you mean \"catalogue:vc4-gen4\"?"),
        ("""{ "name": "a", "use": "vc4-gen5" }""", "devices[0].use", "did you mean \"catalogue:vc4-gen4\"?"),
        ("""{ "name": "a", "use": "catalogue:xyzzyxyzzy" }""", "devices[0].use", "catalogue:NAME"),
        ("""{ "name": "a", "use": 5 }""", "devices[0].use", "catalogue:NAME"),
        ("""{ "name": "a", "use": "catalogue:tiny" }""", "devices[0].use", "declares maxSegmentSize 2048; expected at least one page"),
        ("""{ "name": "\ud800" }""", "$", "surrogate"),
        ("5", "devices[0]", "5: expected a device: an object with name"),
    ];

    private static readonly (string Layout, string Path, string Words)[] Layouts =
    [
        ("""[]""", "layout", "an array: expected a layout"),
        ("""{ }""", "layout.runs", "missing; expected runs or pfns"),
        ("""{ "runs": [], "pfns": [] }""", "layout.pfns", "not both"),
        ("""{ "runs": [] }""", "layout.runs", "an empty list"),
        ("""{ "pfns": [] }""", "layout.pfns", "an empty list"),
        ("""{ "runs": { } }""", "layout.runs", "an object: expected a list of runs"),
        ("""{ "runs": [ { "pfn": 1, "pages": 0 } ] }""", "layout.runs[0].pages", "0: expected 1 to 2^52 pages"),
        ("""{ "runs": [ { "pfn": 1 } ] }""", "layout.runs[0].pages", "missing; expected 1 to 2^52 pages"),
        ("""{ "runs": [ { "pages": 1 } ] }""", "layout.runs[0].pfn", "missing"),
        ("""{ "runs": [ { "pfn": -1, "pages": 1 } ] }""", "layout.runs[0].pfn", "below 2^52"),
        ("""{ "runs": [ { "pfn": "4KiB", "pages": 1 } ] }""", "layout.runs[0].pfn", "page frame number"),
        ("""{ "runs": [ { "pfn": 1, "page": 1 } ] }""", "layout.runs[0].page", "did you mean pages?"),
        ("""{ "runs": [ 4096 ] }""", "layout.runs[0]", "expected a run"),
        ("""{ "runs": [ { "pfn": "0xfffffffffffff", "pages": 2 } ] }""", "layout.runs[0]", "at page 0x10000000000000 at most"),
        ("""{ "runs": [ { "pfn": 5, "pages": 2 }, { "pfn": 9, "pages": 1 }, { "pfn": 6, "pages": 1 } ] }""", "layout.runs[2]", "page 0x6: is in runs[0] too"),
        ("""{ "runs": [ { "pfn": 6, "pages": 1 }, { "pfn": 5, "pages": 2 } ] }""", "layout.runs[1]", "page 0x6: is in runs[0] too"),
        ("""{ "pfns": [ 1, 2, 1 ] }""", "layout.pfns[2]", "1: is in the list already"),
        ("""{ "pfns": [ "0x10000000000000" ] }""", "layout.pfns[0]", "below 2^52"),
        ("""{ "pfns": [ 1, null ] }""", "layout.pfns[1]", "null: expected a page frame number"),
        ("""{ "offset": 4096, "pfns": [ 1, 2 ] }""", "layout.offset", "less than a page, 4096"),
        ("""{ "offset": -1, "pfns": [ 1, 2 ] }""", "layout.offset", "less than a page"),
        ("""{ "offset": 1, "pfns": [ 1 ] }""", "layout", "1 pages: hold 4095 bytes from the offset on; expected room for the buffer's 4096"),
    ];

    private static readonly (string Text, string Path, string Words)[] Wholes =
    [
        ("", "$", "the input is empty; expected a scenario"),
        ("// nothing but a comment", "$", "not valid JSON"),
        ("[]", "$", "an array: expected a scenario: an object with schema, pageSize"),
        ("\"text\"", "$", "\"text\": expected a scenario"),
        ("{", "$", "not valid JSON"),
        ("""{ "buffer": { "size": 1 }, "devices": [] } x""", "$", "not valid JSON"),
        ("{ }", "buffer", "missing; expected an object such as"),
        ("""{ "buffer": { "size": 1 } }""", "devices", "missing; expected a list of devices"),
        ("""{ "buffer": { "size": 1 }, "devices": { } }""", "devices", "an object: expected a list of devices"),
        ("""{ "buffer": 5, "devices": [] }""", "buffer", "5: expected a buffer: an object with size"),
        ("""{ "buffer": { }, "devices": [] }""", "buffer.size", "missing; expected 1 to 2^63 bytes"),
        ("""{ "buffer": { "size": 0 }, "devices": [] }""", "buffer.size", "0: expected 1 to 2^63 bytes"),
        ("""{ "buffer": { "size": -4096 }, "devices": [] }""", "buffer.size", "-4096: expected 1 to 2^63 bytes"),
        ("""{ "buffer": { "size": 1e6 }, "devices": [] }""", "buffer.size", "1e6: expected 1 to 2^63 bytes"),
        ("""{ "buffer": { "size": 0.5 }, "devices": [] }""", "buffer.size", "0.5: expected"),
        ("""{ "buffer": { "size": "1.5MiB" }, "devices": [] }""", "buffer.size", "\"1.5MiB\": expected"),
        ("""{ "buffer": { "size": "65536" }, "devices": [] }""", "buffer.size", "such as 65536"),
        ("""{ "buffer": { "size": "0x8000000000000001" }, "devices": [] }""", "buffer.size", "1 to 2^63 bytes"),
        ("""{ "buffer": { "size": null }, "devices": [] }""", "buffer.size", "missing"),
        ("""{ "buffer": { "size": 1, "sise": 1 }, "devices": [] }""", "buffer.sise", "did you mean size?"),
        ("""{ "schema": "dmabuf-scenario/2", "buffer": { "size": 1 }, "devices": [] }""", "schema", "expected \"dmabuf-scenario/1\""),
        ("""{ "schema": 1, "buffer": { "size": 1 }, "devices": [] }""", "schema", "expected \"dmabuf-scenario/1\""),
        ("""{ "pageSize": 2048, "buffer": { "size": 1 }, "devices": [] }""", "pageSize", "power of two of 4096 to 65536"),
        ("""{ "pageSize": 5000, "buffer": { "size": 1 }, "devices": [] }""", "pageSize", "power of two of 4096 to 65536"),
        ("""{ "pageSize": "64KiB", "buffer": { "size": 1 }, "layout": { "pfns": [ "0x1000000000000" ] }, "devices": [] }""", "layout.pfns[0]", "page 0x1000000000000 at most"),
        ("""{ "pageSize": "64KiB", "buffer": { "size": 1 }, "devices": [ { "name": "a", "maxSegmentSize": "32KiB" } ] }""", "devices[0].maxSegmentSize", "at least one page, 65536"),
        ("""{ "buffer": { "size": 1 }, "devices": [], "mode": "both" }""", "mode", "\"both\": expected \"shared\" or \"tailored\""),
        ("""{ "buffer": { "size": 1 }, "devices": [], "policy": "mainline" }""", "policy", "expected a policy"),
        ("""{ "buffer": { "size": 1 }, "devices": [], "policy": { "defaults": "linux" } }""", "policy.defaults", "\"linux3.19\""),
        ("""{ "buffer": { "size": 1 }, "devices": [], "policy": { "enforcement": 1 } }""", "policy.enforcement", "\"strict\" or \"kernel\""),
        ("""{ "buffer": { "size": 1 }, "devices": [], "policy": { "splitting": "Early" } }""", "policy.splitting", "\"early\" or \"late\""),
        ("""{ "buffer": { "size": 1 }, "device": [] }""", "device", "did you mean devices?"),
        ("""{ "buffer": { "size": 1 }, "devices": [], "\u001b[31m": 1 }""", "\\u001b[31m", "unknown field"),
    ];

    public static TheoryData<string, string, string> All { get; } = Make();

    private static TheoryData<string, string, string> Make()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (device, path, words) in Devices)
        {
            data.Add($$"""{ "buffer": { "size": 1 }, "devices": [ {{device}} ] }""", path, words);
        }

        foreach (var (layout, path, words) in Layouts)
        {
            data.Add($$"""{ "buffer": { "size": 4096 }, "layout": {{layout}}, "devices": [] }""", path, words);
        }

        foreach (var (text, path, words) in Wholes)
        {
            data.Add(text, path, words);
        }

        return data;
    }
}
