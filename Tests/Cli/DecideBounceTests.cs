using System.Text.Json;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Cli;

/// <summary>Devices that may bounce, decided by hand: a frame above 4 GiB and a GPU that reaches 32 bits.</summary>
public sealed class DecideBounceTests
{
    private static readonly string Example = RepoFiles.Path("data/examples/frame-out-of-reach.json");

    private static string ZeroCopy => File.ReadAllText(Example).Replace("\"bounce\": true", "\"bounce\": false", StringComparison.Ordinal);

    [Fact]
    public void Text_says_what_is_copied_and_where_to()
    {
        ToolRun run = Tool.Run("decide", Example);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("SAT: capture and gpu can share 8100 KiB in 1 run", run.Lines[0]);
        Assert.Contains(run.Lines, line => line.StartsWith("  votes: spec sat, optimised sat, solver sat", StringComparison.Ordinal));
        Assert.Contains("capture: 127 segments", run.Lines);
        Assert.Contains("gpu: 32 segments", run.Lines);
        Assert.Contains("  not zero-copy: 8100 KiB copied in 32 segments, at most 256 KiB at once", run.Lines);
        Assert.Contains("           0x1000000 + 256 KiB  a copy of 0x100000000", run.Lines);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line));
    }

    [Fact]
    public void Json_says_the_same()
    {
        JsonElement decision = Tool.Run("decide", Example, "--json", "--no-solver").Json;
        JsonElement gpu = decision.GetProperty("tables")[1];

        Assert.Equal("""{"segments":32,"bytes":8294400,"longest":262144}""", gpu.GetProperty("copying").GetRawText());
        Assert.Equal("""{"address":"0x1000000","length":262144,"copyOf":"0x100000000"}""", gpu.GetProperty("segments")[0].GetRawText());
        Assert.False(decision.GetProperty("tables")[0].TryGetProperty("copying", out _));
        Assert.Equal("[]", decision.GetProperty("bounceFixes").GetRawText());
        Assert.DoesNotContain("maxSegmentSize", decision.GetProperty("slack").EnumerateArray()
            .Where(s => s.GetProperty("device").GetString() == "gpu").Select(s => s.GetProperty("limit").GetString()));
    }

    /// <summary>Each of the two in data/examples/capture-to-display.json reaches everything; to let it bounce is to give it a table of its own.</summary>
    [Fact]
    public void A_table_of_ones_own_is_told_where_nothing_is_copied()
    {
        string text = File.ReadAllText(RepoFiles.Path("data/examples/capture-to-display.json")).Replace("\"use\": \"catalogue:mgb4\"", "\"use\": \"catalogue:mgb4\", \"bounce\": true", StringComparison.Ordinal);
        ToolRun run = Tool.RunWith(text, "decide", "-", "--no-solver");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["  mainline defaults, every limit binding,", "    one table for all but those that may bounce"], run.Lines.Skip(1).Take(2));
        int capture = run.Lines.ToList().IndexOf("capture: 127 segments");
        Assert.Equal("  a table of its own, as it may bounce; nothing is copied", run.Lines[capture + 1]);
        Assert.Single(run.Lines, line => line.Contains("a table of its own", StringComparison.Ordinal));
    }

    [Fact]
    public void Segment_lists_the_copies()
    {
        ToolRun run = Tool.Run("segment", Example, "--max-segments", "1");

        Assert.Equal((0, 2), (run.ExitCode, run.Lines.Count));
        Assert.Equal(
            """{"device":"gpu","valid":true,"count":32,"segments":[{"address":"0x1000000","length":262144,"copyOf":"0x100000000"}],"elided":31,"copying":{"segments":32,"bytes":8294400,"longest":262144}}""",
            run.Lines[1]);
    }

    [Fact]
    public void Without_bounce_the_reach_is_in_the_way_and_bouncing_a_way_out()
    {
        ToolRun text = Tool.RunWith(ZeroCopy, "decide", "-");
        Assert.Equal((1, ""), (text.ExitCode, text.Errors));
        Assert.Contains("a further way out, no longer zero-copy (replayed through the specification)", text.Lines);
        Assert.Contains("  gpu.bounce  false -> true  (copies 8100 KiB)", text.Lines);

        JsonElement json = Tool.RunWith(ZeroCopy, "decide", "-", "--json", "--no-solver").Json;
        Assert.Equal(
            """[{"device":"gpu","copying":{"segments":32,"bytes":8294400,"longest":262144}}]""", json.GetProperty("bounceFixes").GetRawText());
        Assert.Equal("addressMask", json.GetProperty("core")[0].GetProperty("limit").GetString());
    }

    [Fact]
    public void A_pool_out_of_reach_is_told_as_such()
    {
        const string isa = """
            { "buffer": { "size": 8192 }, "layout": { "runs": [ { "pfn": "0x2000", "pages": 2 } ] },
              "devices": [ { "name": "sound", "addressMask": "0xffffff", "bounce": true } ] }
            """;

        ToolRun text = Tool.RunWith(isa, "decide", "-");
        Assert.Equal((1, ""), (text.ExitCode, text.Errors));
        Assert.Contains(text.Lines, line => line.StartsWith("  votes: spec unsat, optimised unsat, solver unsat", StringComparison.Ordinal));
        Assert.Contains("  no place in reach to copy to (64 MiB at 0x1000000), at page 0 of the buffer", text.Lines);
        Assert.All(text.Lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Contains("  sound.addressMask  0xffffff -> 0x1001fff", text.Lines);
        Assert.StartsWith(
            "no place in reach to copy to", Tool.RunWith(isa, "segment", "-").Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_in_memory_is_found_for_a_device_that_bounces()
    {
        const string high = """
            { "buffer": { "size": "64KiB" }, "memory": { "extents": [ { "base": "4GiB", "size": "1MiB" } ] },
              "devices": [ { "name": "gpu", "addressMask": "unlimited" }, { "name": "display", "bounce": BOUNCE } ] }
            """;

        JsonElement sat = Tool.RunWith(high.Replace("BOUNCE", "true", StringComparison.Ordinal), "decide", "-", "--json").Json;
        Assert.Equal("""{"spec":"sat","optimised":"sat","solver":"sat"}""", sat.GetProperty("votes").GetRawText());
        Assert.Equal(65536, sat.GetProperty("tables")[1].GetProperty("copying").GetProperty("bytes").GetInt64());
        JsonElement unsat = Tool.RunWith(high.Replace("BOUNCE", "false", StringComparison.Ordinal), "decide", "-", "--json").Json;
        Assert.Equal(("unsat", """[{"device":"display"}]"""), (unsat.GetProperty("verdict").GetString(), unsat.GetProperty("bounceFixes").GetRawText()));
    }
}
