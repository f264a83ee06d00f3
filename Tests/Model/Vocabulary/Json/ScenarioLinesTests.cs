using System.Text;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Vocabulary.Json;

public class ScenarioLinesTests
{
    private static readonly Dictionary<string, Limits> NoCatalogue = [];

    [Fact]
    public void Blank_lines_count_and_bad_lines_do_not_end_the_reading()
    {
        ScenarioLine[] lines = Read("""
            {"buffer":{"size":1},"devices":[]}

            {"buffer":{"size":0},"devices":[]}
            {"buffer":{"size":3},"devices":[]}
            """);

        Assert.Equal([1, 3, 4], lines.Select(l => l.LineNumber));
        Assert.Equal([1UL, null, 3UL], lines.Select(l => l.Result.Value?.BufferSizeBytes));
        Assert.Equal(3, lines[1].Result.Problem!.Line);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(100_000)]
    public void A_line_that_is_too_long_is_skipped_and_told(int chunk)
    {
        string fits = """{"buffer":{"size":1},"devices":[]}""";
        string over = fits + " ";
        string text = $"{fits}\n{over}\n{fits}\r\n{new string(' ', 500)}\n{over}\n{fits}";
        using var stream = new SlowStream(Encoding.UTF8.GetBytes(text), chunk);
        ScenarioLine[] lines = [.. ScenarioLines.Read(stream, NoCatalogue, fits.Length)];

        Assert.Equal([true, false, false, false, false, true], lines.Select(l => l.Result.IsOk));
        Assert.All(lines[1..5], l => Assert.Contains($"longer than {fits.Length} bytes", l.Result.Problem!.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void What_is_read_does_not_depend_on_how_the_stream_delivers(int chunk)
    {
        var scenarios = new RandomScenarios(seed: 3);
        Scenario[] expected = [.. Enumerable.Range(0, 20).Select(_ => scenarios.Next() with { Devices = [], Steps = [] })];
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', expected.Select(ScenarioWriter.WriteLine)) + "\n");

        using var stream = new SlowStream(text, chunk);
        ScenarioLine[] lines = [.. ScenarioLines.Read(stream, NoCatalogue)];

        Assert.Equal(expected, lines.Select(l => l.Result.Value!));
    }

    [Fact]
    public void A_line_longer_than_the_first_buffer_is_read()
    {
        string line = """{"buffer":{"size":1},"devices":[]}""" + new string(' ', 1 << 20);

        Assert.Equal([true, true], Read($"{line}\n{line}").Select(l => l.Result.IsOk));
    }

    private static ScenarioLine[] Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. ScenarioLines.Read(stream, NoCatalogue)];
    }

    /// <summary>Delivers a few bytes at a time, as a pipe does.</summary>
    private sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(chunk, buffer.Length)]);
    }
}
