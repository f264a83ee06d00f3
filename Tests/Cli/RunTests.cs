using System.Text.Json;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Cli;

/// <summary>Histories led through specification and engine, and what is no history.</summary>
public sealed class RunTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private static readonly string Refused = RepoFiles.Path("data/examples/late-joiner-refused.json");

    private static readonly string Moved = RepoFiles.Path("data/examples/late-joiner-moved.json");

    [Theory]
    [InlineData("""{ "buffer": { "size": 1 }, "devices": [] }""")]
    [InlineData("""{ "buffer": { "size": 1 }, "devices": [], "memory": { "extents": [ { "base": 0, "size": 4096 } ] }, "steps": [] }""")]
    public void A_scenario_without_steps_is_told(string scenario) => Assert.Equal(
        "standard input: steps: missing; expected what is to be done, such as [ { \"op\": \"attach\", \"device\": \"display\" } ]",
        Tool.RunWith(scenario, "run", "-").BadInput());

    [Fact]
    public void A_mistake_in_a_step_is_one_line_with_place_value_and_remedy()
    {
        string file = folder.File("bad.json", File.ReadAllText(Refused).Replace("\"unmap\"", "\"unmpa\"", StringComparison.Ordinal));

        Assert.Equal(
            $"{file}: steps[3].op (line 15): \"unmpa\": no such operation; did you mean \"unmap\"?", Tool.Run("run", file).BadInput());
    }

    [Fact]
    public void Many_scenarios_are_too_many() => Assert.Equal(
        "many.jsonl: run takes one scenario; expected a .json file", Tool.Run("run", "many.jsonl").BadInput());

    [Fact]
    public void Unknown_published_code_is_told() => Assert.StartsWith(
        "--published RFCv9: no such code; ", Tool.Run("run", Refused, "--published", "RFCv9").BadInput(), StringComparison.Ordinal);

    [Fact]
    public void Decide_and_segment_refuse_what_they_would_ignore()
    {
        const string advice = "; the steps of a scenario are run by ./verify run";
        const string memory = $"memory: there is a layout already; decide and segment take one or the other{advice}";
        const string both = """{"buffer":{"size":1},"layout":{"pfns":[1]},"memory":{"extents":[{"base":0,"size":4096}]},"devices":[]}""";
        const string bounce = "devices[1].bounce: true: what is copied depends on where the storage is; expected a layout or memory beside it, or false";
        const string copies = """{"buffer":{"size":1},"devices":[{"name":"a","iommu":{},"bounce":true},{"name":"b","bounce":true}]}""";
        const string question = """{"buffer":{"size":1},"layout":{"pfns":[1]},"devices":[{"name":"a"}],"steps":[{"op":"attach","device":"a"}]}""";
        string lines = folder.File("mixed.jsonl", $"{question}\n{copies}\n");

        foreach (string command in new[] { "decide", "segment" })
        {
            Assert.Equal($"standard input: {memory}", Tool.RunWith(both, command, "-").BadInput());
            Assert.Equal($"standard input: {bounce}", Tool.RunWith(copies, command, "-").BadInput());
            Assert.Equal(0, Tool.RunWith(question, command, "-").ExitCode);

            ToolRun answers = Tool.Run(command, lines);
            Assert.Equal((2, 2), (answers.ExitCode, answers.Lines.Count));
            string told = bounce.Replace(": true", " (line 2): true", StringComparison.Ordinal);
            Assert.Equal($"dmabuf-verify: {lines}: {told}\n", answers.Errors);
            Assert.Equal(told, JsonDocument.Parse(answers.Lines[1]).RootElement.GetProperty("error").GetString());
        }
    }

    [Fact]
    public void A_late_joiner_is_refused_while_another_maps_and_served_afterwards()
    {
        ToolRun run = Tool.Run("run", Refused);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("      EBUSY: camera has a live mapping", run.Lines);
        Assert.Contains("        display.addressMask                0xffffffff   the policy's default", run.Lines);
        Assert.Contains("             0x100000000 + 1 MiB", run.Lines);
        Assert.Contains("      + attachment 1 display", run.Lines);
        Assert.Contains("              0x80000000 + 1 MiB", run.Lines);
        Assert.Equal("spec and optimised agree at all 7 steps", run.Lines[^1]);
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line));
    }

    [Fact]
    public void A_late_joiner_moves_the_storage_of_one_who_takes_notice()
    {
        ToolRun run = Tool.Run("run", Moved, "--json");

        Assert.Equal((0, "", 6), (run.ExitCode, run.Errors, run.Lines.Count));
        JsonElement[] steps = [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.All(steps, step => Assert.Equal("same", step.GetProperty("verdict").GetString()));
        Assert.False(steps[0].TryGetProperty("step", out _));
        Assert.Equal("""{"op":"attach","device":"display"}""", steps[3].GetProperty("operation").GetRawText());
        JsonElement joined = steps[3].GetProperty("outcomes")[1];
        Assert.Equal(("optimised", "ok", 1), (
            joined.GetProperty("by").GetString(), joined.GetProperty("errno").GetString(), joined.GetProperty("attachment").GetInt32()));
        Assert.Equal("[0]", joined.GetProperty("notified").GetRawText());
        Assert.Contains("\"action\":\"copyStorage\"", joined.GetProperty("cacheActions").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("""{"pfn":"0x80000","pages":256}""", joined.GetProperty("changes").GetRawText(), StringComparison.Ordinal);
    }
}
