using System.Text.Json;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Cli;

/// <summary>A decoder that may write to the secure heap only, and a display that needs one piece: data/examples/secure-heap.json.</summary>
public sealed class HeapsTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private static readonly string Secure = RepoFiles.Path("data/examples/secure-heap.json");

    [Fact]
    public void Decide_names_heap_and_limit_and_what_each_would_have_to_be()
    {
        ToolRun run = Tool.Run("decide", Secure, "--no-solver");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal("UNSAT: decoder and display cannot share 8100 KiB within 3 extents", run.Lines[0]);
        Assert.Contains("  display.maxSegmentCount            1            declared", run.Lines);
        Assert.Contains("  decoder.heaps                      [secure]     declared", run.Lines);
        Assert.Contains("  heaps leave 10 MiB in 2 extents: secure", run.Lines);
        Assert.Contains("  display.maxSegmentCount  1 -> 2", run.Lines);
        Assert.Contains("  decoder.heaps  [secure] -> [secure, cma]", run.Lines);
    }

    [Fact]
    public void Over_a_layout_heaps_are_not_asked_about_and_that_is_said()
    {
        const string over = """
            { "buffer": { "size": "4KiB" }, "layout": { "runs": [ { "pfn": 1, "pages": 1 } ] }, "devices": [ { "name": "a" }, { "name": "b", "heaps": [ "secure" ] } ] }
            """;

        Assert.Contains("  not asked about, as no storage is to be found: devices[1].heaps", Tool.RunWith(over, "decide", "-", "--no-solver").Lines);
        Assert.Equal("""["devices[1].heaps"]""", Tool.RunWith(over, "decide", "-", "--no-solver", "--json").Json.GetProperty("notAsked").GetRawText());
        Assert.False(Tool.Run("decide", Secure, "--no-solver", "--json").Json.TryGetProperty("notAsked", out _));
    }

    [Fact]
    public void Machines_are_told_the_same()
    {
        JsonElement decision = Tool.Run("decide", Secure, "--no-solver", "--json").Json;

        Assert.Equal(
            """[{"device":"display","limit":"maxSegmentCount","value":1,"isDefault":false},{"device":"decoder","limit":"heaps","value":["secure"],"isDefault":false}]""",
            decision.GetProperty("core").GetRawText());
        Assert.Equal(
            """{"device":"decoder","limit":"heaps","from":["secure"],"to":["secure","cma"],"isLeast":true}""",
            decision.GetProperty("relaxations")[1].GetRawText());
    }

    [Fact]
    public void Each_change_makes_it_sat_and_the_storage_is_where_it_should_be()
    {
        string text = File.ReadAllText(Secure);
        ToolRun anyHeap = Tool.RunWith(text.Replace("[ \"secure\" ]", "[ \"secure\", \"cma\" ]", StringComparison.Ordinal), "decide", "-", "--no-solver", "--json");
        ToolRun twoSegments = Tool.RunWith(text.Replace("\"maxSegmentCount\": 1", "\"maxSegmentCount\": 2", StringComparison.Ordinal), "decide", "-", "--no-solver", "--json");

        Assert.Equal((0, 0), (anyHeap.ExitCode, twoSegments.ExitCode));
        Assert.Single(Runs(anyHeap), pfn => pfn >= 0xb0000);
        Assert.Equal(2, Runs(twoSegments).Count(pfn => pfn is >= 0x9e000 and < 0xa0000));
    }

    [Fact]
    public void Explain_says_it_to_a_driver_author()
    {
        ToolRun run = Tool.Run("explain", Secure, "--no-solver");
        string text = string.Join(' ', run.Lines.Select(line => line.Trim()));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("- `decoder`: described by hand; it can use memory of the heap `secure` only", text, StringComparison.Ordinal);
        Assert.Contains("`decoder` can use memory of the heap `secure` only (heaps, declared), which cannot be met together.", text, StringComparison.Ordinal);
        Assert.Contains(
            "The memory that `decoder` can use is 10 MiB in 2 extents, of the heap `secure`. A buffer of 8100 KiB needs more segments wherever in that memory it is; "
            + "`display` takes 1.",
            text,
            StringComparison.Ordinal);
        Assert.Contains("- `decoder.heaps` from [secure] to [secure, cma]: no call of the DMA API sets it; the heap `cma` must be open", text, StringComparison.Ordinal);
        Assert.All(run.Lines.Where(line => !line.StartsWith("    ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Devices_without_a_common_heap_are_told_so()
    {
        string text = File.ReadAllText(Secure).Replace("\"maxSegmentCount\": 1", "\"heaps\": [ \"cma\" ]", StringComparison.Ordinal);

        ToolRun decided = Tool.RunWith(text, "decide", "-", "--no-solver");
        string explained = string.Join(' ', Tool.RunWith(text, "explain", "-", "--no-solver").Lines);

        Assert.Equal(1, decided.ExitCode);
        Assert.Contains("  heaps leave nothing: none is open to all of them", decided.Lines);
        Assert.Contains("There is no heap that all of `decoder` and `display` can use. The buffer has 8100 KiB.", explained, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_of_changes_name_heaps_too()
    {
        const string text = """
            { "buffer": { "size": 8192 },
              "memory": { "extents": [ { "base": 0, "size": 4096, "heap": "secure" }, { "base": 8192, "size": 8192, "heap": "cma" } ] },
              "devices": [ { "name": "a", "heaps": [ "secure" ] }, { "name": "b", "heaps": [ "secure" ] } ] }
            """;

        ToolRun decided = Tool.RunWith(text, "decide", "-", "--no-solver");

        Assert.Contains("no one change is enough", decided.Lines);
        Assert.Contains("  b.heaps  [secure] -> [secure, cma]", decided.Lines);
        Assert.Contains("    and a.heaps  [secure] -> [secure, cma]", decided.Lines);
        Assert.Contains("No one change is enough. Each of these pairs is:", Tool.RunWith(text, "explain", "-", "--no-solver").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_heap_is_one_line_with_the_nearest_one()
    {
        string file = folder.File("typo.json", File.ReadAllText(Secure).Replace("[ \"secure\" ]", "[ \"secur\" ]", StringComparison.Ordinal));

        Assert.Equal(
            $"{file}: devices[0].heaps[0] (line 12): \"secur\": no extent is of this heap; did you mean \"secure\"?", Tool.Run("decide", file).BadInput());
    }

    private static IEnumerable<ulong> Runs(ToolRun run) => run.Json.GetProperty("layout").GetProperty("runs").EnumerateArray()
        .Select(r => Convert.ToUInt64(r.GetProperty("pfn").GetString(), 16));
}
