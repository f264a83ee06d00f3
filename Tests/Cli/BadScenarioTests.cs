namespace DmabufVerify.Tests.Cli;

/// <summary>Scenarios with one mistake, on each way in.</summary>
public sealed class BadScenarioTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Layout = """ "layout": { "runs": [ { "pfn": 16, "pages": 1 } ] } """;

    /// <summary>Text, what the message says behind the file's name.</summary>
    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { "{ \"buffer\": { \"size\": 1 ", "$ (line 1): not valid JSON: " },
        { "{ \"buffer\" 1 }", "$ (line 1): not valid JSON: " },
        { "", "$ (line 1): the input is empty; expected a scenario as a JSON object" },
        { new string('[', 10_000), "$ (line 1): not valid JSON: The maximum configured depth of 16 has been exceeded" },
        { Buffer("1", "\"devcies\": []"), "devcies (line 1): unknown field; did you mean devices?" },
        { Device("\"maxSegmentCout\": 1"), "devices[0].maxSegmentCout (line 1): unknown field; did you mean maxSegmentCount?" },
        {
            Buffer("1", "\"devices\": [ { \"name\": \"a\" }, { \"name\": \"a\" } ]"),
            "devices[1].name (line 1): \"a\": devices[0] has this name already; expected distinct names"
        },
        { Buffer("0"), "buffer.size (line 1): 0: expected 1 to 2^63 bytes, such as 65536, \"64KiB\" or \"0x10000\"" },
        { Buffer("9223372036854775809"), "buffer.size (line 1): 9223372036854775809: expected 1 to 2^63 bytes" },
        { Buffer("-4096"), "buffer.size (line 1): -4096: expected 1 to 2^63 bytes" },
        { Buffer("0.5"), "buffer.size (line 1): 0.5: expected 1 to 2^63 bytes" },
        { Buffer("\"64KB\""), "buffer.size (line 1): \"64KB\": write \"64KiB\"" },
        { Device("\"maxSegmentSize\": \"64KB\""), "devices[0].maxSegmentSize (line 1): \"64KB\": write \"64KiB\"" },
        { Device("\"maxSegmentCount\": 0"), "devices[0].maxSegmentCount (line 1): 0: expected at least 1; leave the field out" },
        {
            Device("\"segmentBoundaryMask\": \"0xfffe\""),
            "devices[0].segmentBoundaryMask (line 1): \"0xfffe\": expected 2^k - 1 and at least 0xfff (a page less one)"
        },
        {
            Device("\"use\": \"catalogue:vc44-gen4\""),
            "devices[0].use (line 1): \"catalogue:vc44-gen4\": no such entry; did you mean \"catalogue:vc4-gen4\"?"
        },
        {
            Runs("4096", "{ \"pfn\": \"0xfffffffffffff\", \"pages\": 2 }"),
            "layout.runs[0] (line 1): 0xfffffffffffff + 2 pages: expected to end at page 0x10000000000000 at most"
        },
        { Runs("12288", "{ \"pfn\": 4, \"pages\": 2 }, { \"pfn\": 5, \"pages\": 1 }"), "layout.runs[1] (line 1): page 0x5: is in runs[0] too" },
        {
            Runs("12288", "{ \"pfn\": 4, \"pages\": 2 }"),
            "layout (line 1): 2 pages: hold 8192 bytes from the offset on; expected room for the buffer's 12288"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_one_line_with_place_value_and_remedy(string text, string expected)
    {
        string file = folder.File("bad.json", text);

        string decided = Tool.Run("decide", file).BadInput();
        Assert.StartsWith($"{file}: {expected}", decided, StringComparison.Ordinal);
        Assert.Equal(decided.Replace(file, "standard input", StringComparison.Ordinal), Tool.RunWith(text, "segment", "-").BadInput());
    }

    [Fact]
    public void Every_mistake_in_a_file_of_lines_is_told_and_the_others_are_answered()
    {
        // A line without text is no scenario and no mistake.
        string[] texts = [.. Mistakes.Select(row => (string)row[0]).Where(text => text.Length > 0)];
        string[] remedies = [.. Mistakes.Where(row => ((string)row[0]).Length > 0).Select(row => (string)row[1])];
        string good = Buffer("1");
        string file = folder.File("bad.jsonl", string.Concat(texts.Select(text => $"{text}\n{good}\n")));

        foreach (string command in new[] { "decide", "segment" })
        {
            ToolRun run = Tool.Run(command, file);

            Assert.Equal(2, run.ExitCode);
            Assert.Equal(2 * texts.Length, run.Lines.Count);
            string[] told = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(texts.Length, told.Length);
            for (int i = 0; i < texts.Length; i++)
            {
                string expected = remedies[i].Replace("(line 1)", $"(line {(2 * i) + 1})", StringComparison.Ordinal);
                Assert.StartsWith($"dmabuf-verify: {file}: {expected}", told[i], StringComparison.Ordinal);
                Assert.StartsWith($$"""{"line":{{(2 * i) + 1}},"error":""", run.Lines[2 * i], StringComparison.Ordinal);
                Assert.StartsWith($$"""{"line":{{(2 * i) + 2}},""", run.Lines[(2 * i) + 1], StringComparison.Ordinal);
                Assert.DoesNotContain("\"error\"", run.Lines[(2 * i) + 1], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told()
    {
        string file = folder.In("utf8.json");
        File.WriteAllBytes(file, [(byte)'{', (byte)'\n', 0xff, 0xfe, (byte)'}']);

        Assert.Equal(
            $"{file}: $ (line 2): the input is not valid UTF-8; save the file in that encoding", Tool.Run("decide", file).BadInput());
    }

    [Fact]
    public void Segment_says_that_it_needs_a_layout() => Assert.Equal(
        "standard input: layout: missing; segment needs to know where the storage is (decide answers without)",
        Tool.RunWith("""{ "buffer": { "size": 1 }, "devices": [] }""", "segment", "-").BadInput());

    /// <summary>A scenario with this size, and without devices unless they are given.</summary>
    private static string Buffer(string size, string devices = "\"devices\": []") =>
        $$"""{ "buffer": { "size": {{size}} }, {{Layout}}, {{devices}} }""";

    private static string Device(string fields) => Buffer("1", $$""" "devices": [ { "name": "a", {{fields}} } ] """);

    private static string Runs(string size, string runs) =>
        $$"""{ "buffer": { "size": {{size}} }, "layout": { "runs": [ {{runs}} ] }, "devices": [] }""";
}
