using System.Text.Json;

namespace DmabufVerify.Tests.Cli;

/// <summary>Many scenarios in one file, and readers that go away.</summary>
public sealed class StreamingTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const int Scenarios = 10_000;

    /// <summary>Bytes of blanks that make a line long, so that the file is several times the heap that it is read with.</summary>
    private const int Blanks = 8 << 10;

    [Fact]
    public void Ten_thousand_scenarios_are_answered_in_order_and_in_the_memory_of_one()
    {
        string file = folder.File("many.jsonl", string.Concat(Enumerable.Range(1, Scenarios).Select(Line)));
        Assert.InRange(new FileInfo(file).Length, (long)Scenarios * Blanks, long.MaxValue);

        ToolRun run = Tool.Shell($"DOTNET_GCHeapHardLimit={16 << 20:x} \"$@\" segment '{file}'");

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
        string file = folder.File($"{command}.jsonl", string.Concat(Enumerable.Range(1, 5_000).Select(i => Line(i).Replace(" ", "", StringComparison.Ordinal))));

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

    /// <summary>Runs of 1 to 40 pages, with segments of 64 KiB by mainline's default.</summary>
    private static string Line(int i) =>
        $$$"""{{{{new string(' ', Blanks)}}}"buffer":{"size":"{{{4 * Pages(i)}}}KiB"},"layout":{"runs":[{"pfn":{{{16 * i}}},"pages":{{{Pages(i)}}}}]},"devices":[{"name":"d{{{i}}}"}]}""" + "\n";

    private static int Pages(int i) => (i % 40) + 1;

    private static int Segments(int i) => (Pages(i) + 15) / 16;
}
