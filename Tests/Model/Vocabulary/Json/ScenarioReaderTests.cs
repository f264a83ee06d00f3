using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

public class ScenarioReaderTests
{
    private static readonly Dictionary<string, Limits> Catalogue = new()
    {
        ["vc4-gen4"] = new() { MaxSegmentCount = 1, AddressMask = 0x3fffffff },
        ["entry"] = new() { VirtBoundaryMask = 4095 },
        ["tiny"] = new() { MaxSegmentSizeBytes = 2048 },
    };

    [Fact]
    public void Every_field_is_read()
    {
        Scenario scenario = Ok("""
            {
              "schema": "dmabuf-scenario/1",
              "pageSize": "16KiB", // comments and trailing commas are fine
              "buffer": { "size": "1MiB" },
              "layout": { "offset": "0x10", "runs": [ { "pfn": "0x1000", "pages": 64 }, { "pfn": 1, "pages": 1 }, ] },
              "devices": [
                { "name": "display", "maxSegmentCount": 1, "maxSegmentSize": "64KiB", "segmentBoundaryMask": "0xffffffff",
                  "virtBoundaryMask": 0, "minAlignMask": 4095, "addressMask": "0xdfffffff", "busOffset": "-0xc0000000", "iommu": null },
                { "name": "gpu", "use": "catalogue:vc4-gen4", "maxSegmentCount": "unlimited", "iommu": { "domain": "d", "granule": 4096 } },
                { "name": "codec", "iommu": {} },
              ],
              "mode": "tailored",
              "policy": { "defaults": "linux3.19", "enforcement": "kernel", "splitting": "late" },
            }
            """);

        var display = new Limits
        {
            MaxSegmentCount = 1,
            MaxSegmentSizeBytes = 65536,
            SegmentBoundaryMask = 0xffffffff,
            VirtBoundaryMask = 0,
            MinAlignMask = 4095,
            AddressMask = 0xdfffffff,
        };
        var expected = new Scenario
        {
            PageSize = new PageSize(16384),
            BufferSizeBytes = 1 << 20,
            Layout = new Layout(16, [new PfnRun(0x1000, 64), new PfnRun(1, 1)]),
            Devices =
            [
                new Device("display", display) { BusOffsetBytes = -0xc0000000L },
                new Device("gpu", new Limits { MaxSegmentCount = ulong.MaxValue, AddressMask = 0x3fffffff })
                {
                    CatalogueEntry = "vc4-gen4",
                    Iommu = new Iommu("d", 4096),
                },
                new Device("codec", Limits.Unset) { Iommu = new Iommu("codec", 16384) },
            ],
            Mode = SharingMode.Tailored,
            Policy = new Policy(DefaultsPolicy.Linux319, Enforcement.Kernel, Splitting.Late),
        };
        Assert.Equal(expected, scenario);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        Scenario scenario = Ok("""{ "buffer": { "size": 1 }, "devices": [] }""");

        Assert.Equal(new Scenario { BufferSizeBytes = 1, Devices = [] }, scenario);
    }

    [Fact]
    public void Page_frame_numbers_become_maximal_runs()
    {
        Scenario scenario = Ok("""{ "buffer": { "size": 1 }, "layout": { "pfns": [ 7, 8, "0x9", 3, 2, 10 ] }, "devices": [] }""");

        Assert.Equal(new Layout(0, [new(7, 3), new(3, 1), new(2, 1), new(10, 1)]), scenario.Layout);
    }

    [Fact]
    public void Null_unsets_what_the_catalogue_declares()
    {
        Scenario scenario = Ok("""
            { "buffer": { "size": 1 }, "devices": [ { "name": "a", "use": "catalogue:vc4-gen4", "maxSegmentCount": null } ] }
            """);

        Assert.Equal(new Limits { AddressMask = 0x3fffffff }, scenario.Devices[0].Limits);
    }

    [Fact]
    public void Unlimited_has_one_encoding_for_each_limit()
    {
        string fields = string.Join(", ", LimitKinds.All.Select(k => $"\"{k.FieldName()}\": \"unlimited\""));
        Scenario scenario = Ok($$"""{ "buffer": { "size": 1 }, "devices": [ { "name": "a", {{fields}} } ] }""");

        Assert.All(LimitKinds.All, kind => Assert.Equal(kind.Unlimited(), scenario.Devices[0].Limits[kind]));
    }

    [Fact]
    public void The_last_byte_of_memory_may_be_part_of_a_layout()
    {
        Scenario small = Ok("""{ "buffer": { "size": 1 }, "layout": { "runs": [ { "pfn": "0xfffffffffffff", "pages": 1 } ] }, "devices": [] }""");
        Scenario large = Ok("""
            { "pageSize": 65536, "buffer": { "size": 1 }, "layout": { "runs": [ { "pfn": "0xffffffffffff", "pages": 1 } ] }, "devices": [] }
            """);

        Assert.Equal(1UL << 52, small.Layout!.Runs[0].EndPfn);
        Assert.Equal(1UL << 48, large.Layout!.Runs[0].EndPfn);
    }

    [Fact]
    public void A_run_of_all_memory_is_not_expanded()
    {
        Scenario scenario = Ok($$"""
            { "buffer": { "size": "0x8000000000000000" }, "layout": { "runs": [ { "pfn": 0, "pages": {{1UL << 52}} } ] }, "devices": [] }
            """);

        Assert.Equal(Scenario.MaxBufferSizeBytes, scenario.BufferSizeBytes);
        Assert.Equal(1UL << 52, scenario.Layout!.Pages);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        byte[] text = [0xef, 0xbb, 0xbf, .. """{ "buffer": { "size": 1 }, "devices": [] }"""u8];

        Assert.True(ScenarioReader.Read(text, Catalogue).IsOk);
    }

    [Fact]
    public void A_problem_is_one_line_with_path_line_value_and_what_is_accepted()
    {
        InputProblem problem = Bad("{\n  \"buffer\": {\n    \"size\": \"64KB\"\n  },\n  \"devices\": []\n}");

        Assert.Equal("buffer.size (line 3): \"64KB\": write \"64KiB\"", problem.ToString());
    }

    [Fact]
    public void Of_several_mistakes_the_first_is_told()
    {
        InputProblem problem = Bad("""{ "buffer": { "size": 0 }, "layout": { "pfns": [] }, "devices": 5, "mode": "both" }""");

        Assert.Equal("buffer.size", problem.JsonPath);
    }

    [Theory]
    [MemberData(nameof(BadInputs.All), MemberType = typeof(BadInputs))]
    [MemberData(nameof(BadLives.All), MemberType = typeof(BadLives))]
    [MemberData(nameof(BadHeaps.All), MemberType = typeof(BadHeaps))]
    public void Bad_input_is_told_with_path_and_what_is_accepted(string input, string path, string words)
    {
        InputProblem problem = Bad(input);

        Assert.Equal(path, problem.JsonPath);
        Assert.Contains(words, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, problem.Line);
        Assert.DoesNotContain('\n', problem.ToString());
        Assert.InRange(problem.ToString().Length, 1, 400);
    }

    /// <summary>Damaged files: bytes changed, cut out and doubled. Whatever comes of it is a value or one line, never an exception.</summary>
    [Fact]
    public void No_damage_makes_the_reader_throw()
    {
        ReadOnlySpan<byte> marks = "{}[]\",:-.0x \\\t\nKeu/"u8;
        var random = new Random(5);
        var scenarios = new RandomScenarios(seed: 5);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            List<byte> text = [.. Encoding.UTF8.GetBytes(ScenarioWriter.Write(scenarios.Next()))];
            for (int damage = random.Next(1, 4); damage > 0; damage--)
            {
                int at = random.Next(text.Count);
                switch (random.Next(4))
                {
                    case 0: text[at] = marks[random.Next(marks.Length)]; break;
                    case 1: text[at] = (byte)random.Next(256); break;
                    case 2: text.RemoveRange(at, random.Next(Math.Min(20, text.Count - at))); break;
                    default: text.InsertRange(at, text.GetRange(at, random.Next(Math.Min(20, text.Count - at)))); break;
                }
            }

            ReadResult<Scenario> result = ScenarioReader.Read(text.ToArray(), Catalogue);
            if (result.Problem is { } problem)
            {
                refused++;
                Assert.DoesNotContain('\n', problem.ToString());
                Assert.InRange(problem.ToString().Length, 1, 600);
                Assert.InRange(problem.Line ?? 0, 1, 1 + text.Count(b => b == '\n'));
            }
        }

        Assert.InRange(refused, 3000, 4999);
    }

    [Fact]
    public void Invalid_utf8_is_told_with_its_line()
    {
        byte[] text = [.. "{\n\"buffer\": {},\n\""u8, 0xff, .. "\": 1 }"u8];

        InputProblem problem = ScenarioReader.Read(text, Catalogue).Problem!;

        Assert.Equal((3, true), (problem.Line, problem.Message.Contains("UTF-8", StringComparison.Ordinal)));
    }

    [Fact]
    public void Megabytes_of_spaces_are_empty_input()
    {
        byte[] text = new byte[32 << 20];
        text.AsSpan().Fill((byte)' ');

        Assert.Contains("empty", ScenarioReader.Read(text, Catalogue).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_nested_lists_are_refused_at_once()
    {
        InputProblem problem = Bad(new string('[', 1_000_000));

        Assert.Contains("depth", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlap_is_found_among_a_hundred_thousand_runs()
    {
        var text = new StringBuilder("""{ "buffer": { "size": 1 }, "devices": [], "layout": { "runs": [ """);
        for (int i = 0; i < 100_000; i++)
        {
            text.Append($$"""{ "pfn": {{10 * (i ^ 0x15555)}}, "pages": {{(i == 70_000 ? 11 : 10)}} },""");
        }

        InputProblem problem = Bad(text.Append("] } }").ToString());

        Assert.StartsWith("layout.runs[", problem.JsonPath, StringComparison.Ordinal);
        Assert.Contains("runs[70000]", problem.ToString(), StringComparison.Ordinal);
    }

    private static ReadResult<Scenario> Read(string text) => ScenarioReader.Read(Encoding.UTF8.GetBytes(text), Catalogue);

    private static Scenario Ok(string text)
    {
        ReadResult<Scenario> result = Read(text);
        Assert.True(result.IsOk, result.Problem?.ToString());
        return result.Value;
    }

    private static InputProblem Bad(string text)
    {
        ReadResult<Scenario> result = Read(text);
        Assert.False(result.IsOk);
        return result.Problem;
    }
}
