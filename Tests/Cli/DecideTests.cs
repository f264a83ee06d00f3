using System.Text.Json;
using DmabufVerify.Solving;

namespace DmabufVerify.Tests.Cli;

/// <summary>Decisions worked out by hand.</summary>
public class DecideTests
{
    /// <summary>256 pages in one run: display takes one segment, gpu cuts after 64 KiB, and one table has to suit both.</summary>
    private const string Conflict = """
        { "buffer": { "size": "1MiB" }, "layout": { "runs": [ { "pfn": "0x1000", "pages": 256 } ] },
          "devices": [ { "name": "display", "maxSegmentCount": 1, "maxSegmentSize": "unlimited" }, { "name": "gpu" } ] }
        """;

    [Fact]
    public void All_voters_say_sat_and_the_tables_are_given()
    {
        RequireSolver();
        ToolRun run = Tool.RunWith(
            Conflict.Replace("\"name\": \"gpu\"", "\"name\": \"gpu\", \"maxSegmentSize\": \"1MiB\"", StringComparison.Ordinal),
            "decide", "-", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Single(run.Lines);
        JsonElement decision = run.Json;
        Assert.Equal("sat", decision.GetProperty("verdict").GetString());
        Assert.Equal("""{"spec":"sat","optimised":"sat","solver":"sat"}""", decision.GetProperty("votes").GetRawText());
        Assert.Equal(
            """{"device":"gpu","valid":true,"count":1,"segments":[{"address":"0x1000000","length":1048576}]}""",
            decision.GetProperty("tables")[1].GetRawText());
        Assert.Equal("[][]", decision.GetProperty("core").GetRawText() + decision.GetProperty("relaxations").GetRawText());
    }

    [Fact]
    public void All_voters_say_unsat_and_the_conflict_and_its_fixes_are_named()
    {
        RequireSolver();
        ToolRun run = Tool.RunWith(Conflict, "decide", "-", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        JsonElement decision = run.Json;
        Assert.Equal("unsat", decision.GetProperty("verdict").GetString());
        Assert.Equal("""{"spec":"unsat","optimised":"unsat","solver":"unsat"}""", decision.GetProperty("votes").GetRawText());
        Assert.Equal(
            """[{"device":"display","limit":"maxSegmentCount","value":1,"isDefault":false},{"device":"gpu","limit":"maxSegmentSize","value":65536,"isDefault":true}]""",
            decision.GetProperty("core").GetRawText());
        Assert.Equal(
            """[{"device":"display","limit":"maxSegmentCount","from":1,"to":16,"isLeast":true},{"device":"gpu","limit":"maxSegmentSize","from":65536,"to":1048576,"isLeast":true}]""",
            decision.GetProperty("relaxations").GetRawText());
        Assert.Equal("sat", decision.GetProperty("withoutDefaults").GetString());
    }

    [Fact]
    public void The_text_says_the_same_within_eighty_columns()
    {
        ToolRun run = Tool.RunWith(Conflict, "decide", "-", "--no-solver");

        Assert.Equal("UNSAT: display and gpu cannot share 1 MiB in 1 run", run.Lines[0]);
        Assert.Contains("  needs 16 segments, may have 1", run.Lines);
        Assert.Contains("  gpu.maxSegmentSize  64 KiB -> 1 MiB", run.Lines);
        Assert.Contains("rests on a default: if no default counted, the answer would be sat", run.Lines);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line));
    }

    [Fact]
    public void The_picture_is_drawn_where_there_is_something_wrong_or_somebody_asks()
    {
        string sat = Conflict.Replace("\"maxSegmentCount\": 1", "\"maxSegmentCount\": 16", StringComparison.Ordinal);

        Assert.Contains("▲ display.maxSegmentCount", Tool.RunWith(Conflict, "decide", "-", "--no-solver").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("├", Tool.RunWith(sat, "decide", "-", "--no-solver").Output, StringComparison.Ordinal);
        Assert.Contains("├", Tool.RunWith(sat, "decide", "-", "--no-solver", "--picture").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("├", Tool.RunWith(Conflict, "decide", "-", "--no-solver", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Ascii_is_kept_to_on_request_and_where_the_locale_has_nothing_else()
    {
        Assert.True(Tool.RunWith(Conflict, "decide", "-", "--no-solver", "--ascii").Output.All(char.IsAscii));
        ToolRun inC = Tool.Shell("""echo '{"buffer":{"size":8192},"layout":{"pfns":[1,3]},"devices":[{"name":"d","maxSegmentCount":1}]}' | LC_ALL=C "$@" decide - --no-solver""");
        Assert.Contains("^ d.maxSegmentCount", inC.Output, StringComparison.Ordinal);
        Assert.True(inC.Output.All(char.IsAscii));
    }

    [Fact]
    public void A_voter_left_out_has_no_vote() => Assert.Equal(
        """{"spec":"unsat","optimised":"unsat"}""",
        Tool.RunWith(Conflict, "decide", "-", "--json", "--no-solver").Json.GetProperty("votes").GetRawText());

    [Fact]
    public void Without_devices_the_answer_is_sat_and_says_why()
    {
        const string empty = """{ "buffer": { "size": 1 }, "devices": [] }""";
        const string why = "the scenario has no devices, so nothing is asked of the buffer";

        ToolRun text = Tool.RunWith(empty, "decide", "-");
        Assert.Equal((0, $"SAT: {why}"), (text.ExitCode, text.Lines[0]));
        JsonElement json = Tool.RunWith(empty, "decide", "-", "--json").Json;
        Assert.Equal(("sat", why), (json.GetProperty("verdict").GetString(), json.GetProperty("reason").GetString()));
    }

    /// <summary>Four segments of two pages hold 32 KiB, and not a byte more.</summary>
    [Theory]
    [InlineData(32768, 0, "sat")]
    [InlineData(32769, 1, "unsat")]
    public void Without_a_layout_the_question_is_about_any(int size, int exitCode, string verdict)
    {
        ToolRun run = Tool.RunWith(
            $$"""{ "buffer": { "size": {{size}} }, "devices": [ { "name": "d", "maxSegmentCount": 4, "maxSegmentSize": 8192 } ] }""",
            "decide", "-", "--json");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(verdict, run.Json.GetProperty("verdict").GetString());
        Assert.Equal("32768", run.Json.GetProperty("capacityBytes").GetString());
        Assert.False(run.Json.TryGetProperty("tables", out _));
    }

    [Fact]
    public void Catalogue_devices_are_decided_without_a_file()
    {
        ToolRun run = Tool.Run("decide", "--device", "vc4-gen4:iommu", "nvme-pci", "--size", "64KiB", "--json");

        Assert.Equal((0, "sat"), (run.ExitCode, run.Json.GetProperty("verdict").GetString()));
    }

    [Fact]
    public void How_far_each_limit_may_tighten_is_told()
    {
        const string sixteen = """
            { "buffer": { "size": "1MiB" }, "layout": { "runs": [ { "pfn": "0x1000", "pages": 256 } ] },
              "devices": [ { "name": "a", "maxSegmentCount": 20, "maxSegmentSize": "64KiB", "addressMask": "unlimited" } ] }
            """;

        ToolRun json = Tool.RunWith(sixteen, "decide", "-", "--json", "--no-solver");
        Assert.Equal(
            """[{"device":"a","limit":"maxSegmentCount","from":20,"to":16,"breaksAt":15,"isExact":true},{"device":"a","limit":"maxSegmentSize","from":65536,"to":53248,"breaksAt":49152,"isExact":true}]""",
            json.Json.GetProperty("slack").GetRawText());
        Assert.Equal("maxSegmentCount", json.Json.GetProperty("nearestBreak").GetProperty("limit").GetString());

        ToolRun text = Tool.RunWith(sixteen, "decide", "-", "--no-solver");
        Assert.Contains("  a.maxSegmentCount  20 -> 16", text.Lines);
        Assert.Contains("  a.maxSegmentSize   64 KiB -> 52 KiB", text.Lines);
        Assert.Equal("breaks first: a.maxSegmentCount at 15, 1.33 times tighter", text.Lines[^1]);
        Assert.All(text.Lines, line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line));
    }

    [Fact]
    public void Two_changes_are_told_where_one_is_not_enough()
    {
        const string both = """
            { "buffer": { "size": 4096 }, "layout": { "pfns": [ "0x100000" ] }, "devices": [ { "name": "a" }, { "name": "b" } ] }
            """;

        ToolRun text = Tool.RunWith(both, "decide", "-", "--no-solver");
        Assert.Contains("no change of one limit is enough", text.Lines);
        Assert.Contains("  b.addressMask  0xffffffff -> 0x100000fff", text.Lines);
        Assert.Contains("    and a.addressMask  0xffffffff -> 0x100000fff", text.Lines);
        Assert.All(text.Lines, line => Assert.InRange(line.Length, 1, 80));
        JsonElement pairs = Tool.RunWith(both, "decide", "-", "--no-solver", "--json").Json.GetProperty("pairRelaxations");
        Assert.Equal((1, 2), (pairs.GetArrayLength(), pairs[0].GetArrayLength()));
    }

    [Fact]
    public void What_the_solver_spent_is_told()
    {
        RequireSolver();
        ToolRun run = Tool.RunWith(Conflict, "decide", "-", "--json", "--budget-ms", "60000");

        Assert.Equal("unsat", run.Json.GetProperty("votes").GetProperty("solver").GetString());
        Assert.True(run.Json.GetProperty("solverEffort").GetProperty("steps").GetUInt64() > 0);
    }

    [Fact]
    public void The_question_is_printed_for_other_solvers()
    {
        RequireSolver();
        ToolRun run = Tool.RunWith(Conflict, "decide", "-", "--smt2");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("(set-", run.Lines.First(line => !line.StartsWith(';')), StringComparison.Ordinal);
        Assert.Contains("(check-sat)", run.Lines);
    }

    private static void RequireSolver() => Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
}
