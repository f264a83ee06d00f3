using System.Text.Json;

namespace DmabufVerify.Tests.Cli;

/// <summary>Many scenarios in one file, and readers that go away.</summary>
public sealed class StreamingTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const int Scenarios = 10_000;

    /// <summary>Runs of one scenario; a run takes 16 bytes, so that all of them together take twice the heap they are read with.</summary>
    private const int LeastRuns = 100;

    private const int HeapBytes = Scenarios * LeastRuns * 16 / 2;

    [Fact]
    public void Ten_thousand_scenarios_are_answered_in_order_and_in_the_memory_of_one()
    {
        string file = folder.File("many.jsonl", string.Concat(Enumerable.Range(1, Scenarios).Select(Line)));

        ToolRun run = Tool.Shell($"DOTNET_GCHeapHardLimit={HeapBytes:x} \"$@\" segment '{file}' --max-segments 1");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(Scenarios, run.Lines.Count);
        for (int i = 1; i <= Scenarios; i++)
        {
            using JsonDocument answer = JsonDocument.Parse(run.Lines[i - 1]);
            JsonElement device = answer.RootElement.GetProperty("devices")[0];
            Assert.Equal(i, answer.RootElement.GetProperty("line").GetInt32());
            Assert.Equal($"d{i}", device.GetProperty("device").GetString());
            Assert.Equal(Segments(i), device.GetProperty("count").GetInt32());
        }
    }

    [Theory]
    [InlineData("segment")]
    [InlineData("decide")]
    public void A_reader_that_goes_away_ends_the_command(string command)
    {
        // Enough for a pipe to fill several times: an answer is more than 50 bytes.
        string file = folder.File($"{command}.jsonl", string.Concat(Enumerable.Range(1, 5_000).Select(Line)));

        ToolRun run = Tool.Shell($"{{ \"$@\" {command} '{file}'; echo exit $? >&2; }} | head -n 1");

        Assert.Single(run.Lines);
        Assert.Equal("exit 141\n", run.Errors);
    }

    [Fact]
    public void Two_commands_can_write_to_one_file()
    {
        string file = folder.File("one.json", Line(3));
        string both = folder.In("both");

        Tool.Shell($"{{ \"$@\" segment '{file}'; \"$@\" segment '{file}'; echo end; }} > '{both}'");

        string[] lines = File.ReadAllLines(both);
        Assert.Equal(3, lines.Length);
        Assert.Equal(lines[0], lines[1]);
    }

    /// <summary>Every other page of memory, so that each page is a run and a segment of its own.</summary>
    private static string Line(int i)
    {
        string pfns = string.Join(',', Enumerable.Range(0, Segments(i)).Select(page => (2 * page) + i));
        return $$"""{"buffer":{"size":{{4096 * Segments(i)}}},"layout":{"pfns":[{{pfns}}]},"devices":[{"name":"d{{i}}"}]}""" + "\n";
    }

    private static int Segments(int i) => LeastRuns + (i % 10);
}
