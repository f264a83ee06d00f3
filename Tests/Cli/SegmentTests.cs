namespace DmabufVerify.Tests.Cli;

/// <summary>Tables worked out by hand.</summary>
public class SegmentTests
{
    /// <summary>From byte 0x800 of page 16: two pages a segment, the partial first one included, and an end in the fourth page.</summary>
    [Fact]
    public void Partial_pages_count_as_pages_of_a_segment() => Answers(
        0,
        """{"device":"d","valid":true,"count":2,"segments":[{"address":"0x10800","length":6144},{"address":"0x12000","length":4097}]}""",
        """
        { "buffer": { "size": 10241 }, "layout": { "offset": "0x800", "runs": [ { "pfn": 16, "pages": 4 } ] },
          "devices": [ { "name": "d", "maxSegmentSize": 12287 } ] }
        """);

    /// <summary>Windows of 16 KiB: the run of pages 2 to 9 is cut at 4 and 8.</summary>
    [Fact]
    public void No_segment_crosses_a_boundary() => Answers(
        0,
        """{"device":"d","valid":true,"count":3,"segments":[{"address":"0x2000","length":8192},{"address":"0x4000","length":16384},{"address":"0x8000","length":8192}]}""",
        """
        { "buffer": { "size": "32KiB" }, "layout": { "runs": [ { "pfn": 2, "pages": 8 } ] },
          "devices": [ { "name": "d", "segmentBoundaryMask": "0x3fff" } ] }
        """);

    /// <summary>Bus address = physical - offset, and the boundary is one of bus addresses: pages 2 to 5 are 1 to 4 there.</summary>
    [Fact]
    public void Addresses_are_those_of_the_device_s_bus() => Answers(
        0,
        """{"device":"d","valid":true,"count":2,"segments":[{"address":"0x1000","length":12288},{"address":"0x4000","length":4096}]}""",
        """
        { "buffer": { "size": "16KiB" }, "layout": { "runs": [ { "pfn": 2, "pages": 4 } ] },
          "devices": [ { "name": "d", "segmentBoundaryMask": "0x3fff", "busOffset": 4096 } ] }
        """);

    private const string Two = """
        { "buffer": { "size": "16KiB" }, "layout": { "runs": [ { "pfn": 2, "pages": 4 } ] }, "mode": "MODE",
          "devices": [ { "name": "a", "maxSegmentSize": 4096 }, { "name": "b", "maxSegmentCount": 2 } ] }
        """;

    /// <summary>a needs a segment for each page; b takes two: together they cannot, apart they can.</summary>
    [Theory]
    [InlineData("shared", 1,
        """{"device":"a","valid":false,"reason":"needs 4 segments, may have 2","needed":4,"limit":"maxSegmentCount","limitOf":"b"}""",
        """{"device":"b","valid":false,"reason":"needs 4 segments, may have 2","needed":4,"limit":"maxSegmentCount","limitOf":"b"}""")]
    [InlineData("tailored", 0,
        """{"device":"a","valid":true,"count":4,"segments":[{"address":"0x2000","length":4096}],"elided":3}""",
        """{"device":"b","valid":true,"count":1,"segments":[{"address":"0x2000","length":16384}]}""")]
    public void Devices_share_a_table_or_have_their_own(string mode, int exitCode, string a, string b)
    {
        ToolRun run = Tool.RunWith(Two.Replace("MODE", mode, StringComparison.Ordinal), "segment", "-", "--max-segments", "1");

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Errors));
        Assert.Equal([a, b], run.Lines);
    }

    /// <summary>Three scattered pages become a range that starts at four pages, the next power of two.</summary>
    [Fact]
    public void Behind_an_iommu_the_pages_are_one_range() => Answers(
        0,
        """{"device":"d","valid":true,"count":1,"segments":[{"address":"0x4000","length":12288}]}""",
        """
        { "buffer": { "size": "12KiB" }, "layout": { "pfns": [ 9, 5, 7 ] },
          "devices": [ { "name": "d", "maxSegmentCount": 1, "iommu": {} } ] }
        """);

    private const string Oversize = """
        { "buffer": { "size": "16KiB" }, "layout": { "runs": [ { "pfn": 2, "pages": 4 } ] }, "policy": { "enforcement": "WHICH" },
          "devices": [ { "name": "d", "maxSegmentCount": 1, "maxSegmentSize": 4096 } ] }
        """;

    /// <summary>dma-direct looks at neither size nor boundary; the count stays.</summary>
    [Theory]
    [InlineData("strict", 1, """{"device":"d","valid":false,"reason":"needs 4 segments, may have 1","needed":4,"limit":"maxSegmentCount","limitOf":"d"}""")]
    [InlineData("kernel", 0, """{"device":"d","valid":true,"count":1,"segments":[{"address":"0x2000","length":16384}]}""")]
    public void The_kernel_sets_a_direct_device_s_segment_size_aside(string enforcement, int exitCode, string expected) =>
        Answers(exitCode, expected, Oversize.Replace("WHICH", enforcement, StringComparison.Ordinal));

    [Fact]
    public void An_address_out_of_reach_is_named() => Answers(
        1,
        """{"device":"d","valid":false,"reason":"address 0x100000fff is above 0xffffffff, at page 0 of the buffer","needed":4294971391,"limit":"addressMask","limitOf":"d"}""",
        """
        { "buffer": { "size": 4096 }, "layout": { "pfns": [ "0x100000" ] }, "devices": [ { "name": "d" } ] }
        """);

    [Fact]
    public void Without_devices_there_are_no_tables()
    {
        ToolRun run = Tool.RunWith("""{ "buffer": { "size": 1 }, "layout": { "pfns": [ 1 ] }, "devices": [] }""", "segment", "-");

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    private static void Answers(int exitCode, string expected, string scenario)
    {
        ToolRun run = Tool.RunWith(scenario, "segment", "-");

        Assert.Equal(expected, Assert.Single(run.Lines));
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Errors));
    }
}
