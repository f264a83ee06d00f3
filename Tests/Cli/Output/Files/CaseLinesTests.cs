using System.Text.Json;
using DmabufVerify.Cli.Output.Files;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Cli.Output.Files;

/// <summary>Cases as Tyche reads them: the fields are those that its schema and Hypothesis's require, no more.</summary>
public sealed class CaseLinesTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private static readonly string[] Fields =
    [
        "type", "run_start", "property", "status", "status_reason", "representation", "arguments", "how_generated", "features", "timing",
        "coverage", "metadata",
    ];

    [Fact]
    public void Every_scenario_has_a_line_for_each_law_that_was_shown_it()
    {
        string path = folder.In("cases.jsonl");
        (RunReport report, long count) = Write(path);
        JsonElement[] lines = [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(count, lines.Length);
        Assert.All(lines, line => Assert.Equal(Fields, line.EnumerateObject().Select(p => p.Name)));
        Assert.All(lines, line => Assert.Equal("test_case", line.GetProperty("type").GetString()));
        Assert.Single(lines.Select(line => line.GetProperty("run_start").GetDouble()).Distinct());
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Null, line.GetProperty("coverage").ValueKind));
        foreach (LawTally tally in report.Tallies)
        {
            Assert.Equal(
                (tally.Held, tally.Violated),
                (Count(lines, tally.Law.Name, "passed"), Count(lines, tally.Law.Name, "failed")));
        }

        // The three of sixteen that have steps are shown to none of these laws.
        Assert.Equal(39, Count(lines, "Test.Nothing", "gave_up"));
        Assert.Equal(0, Count(lines, "Test.Solver", "gave_up"));

        // Tyche takes what looks the same under two laws for a duplicate.
        Assert.Equal(lines.Length, lines.Select(line => line.GetProperty("representation").GetString()).Distinct().Count());
    }

    [Fact]
    public void A_line_says_what_was_drawn_and_how_to_have_it_again()
    {
        string path = folder.In("one.jsonl");
        RunReport report = Write(path).Report;
        JsonElement[] lines = [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];
        Finding finding = report.Findings.Single();
        JsonElement failed = lines
            .Where(line => line.GetProperty("status").GetString() == "failed")
            .MinBy(line => line.GetProperty("metadata").GetProperty("index").GetInt64());

        Assert.Equal("number: expected <at most \u0001>, actual " + finding.Original.Devices.Count, failed.GetProperty("status_reason").GetString());
        Assert.Equal(ScenarioWriter.WriteLine(finding.Original), failed.GetProperty("arguments").GetProperty("scenario").GetRawText());
        Assert.StartsWith($"Test.AtMostOne({finding.Token} {{\"schema\":", failed.GetProperty("representation").GetString(), StringComparison.Ordinal);
        Assert.Equal(finding.Token.ToString(), failed.GetProperty("metadata").GetProperty("token").GetString());
        Assert.False(failed.GetProperty("metadata").GetProperty("solverVoted").GetBoolean());
        JsonElement features = failed.GetProperty("features");
        Assert.Equal(finding.Original.Devices.Count, features.GetProperty("devices").GetInt32());
        Assert.Contains(features.EnumerateObject(), feature => feature.Value is { ValueKind: JsonValueKind.String } && feature.Value.GetString() == "");
        Assert.InRange(failed.GetProperty("timing").GetProperty("execute:test").GetDouble(), 0, 60);

        JsonElement notSpoken = lines.First(line => line.GetProperty("property").GetString() == "Test.Nothing");
        Assert.Equal("the law does not speak of this case", notSpoken.GetProperty("status_reason").GetString());
        Assert.Empty(notSpoken.GetProperty("arguments").EnumerateObject());
    }

    [Fact]
    public void A_file_has_its_name_only_when_it_is_finished()
    {
        string path = folder.In("unfinished/cases.jsonl");
        Directory.CreateDirectory(folder.In("unfinished"));
        using (CaseLines lines = CaseLines.TryOpen(path, out _)!)
        {
            Broken.Run(observer: lines);
            Assert.False(File.Exists(path));
            Assert.Single(Directory.GetFiles(folder.In("unfinished")));
        }

        Assert.Empty(Directory.GetFiles(folder.In("unfinished")));
    }

    private static (RunReport Report, long Lines) Write(string path)
    {
        using CaseLines lines = CaseLines.TryOpen(path, out string? problem)!;
        Assert.Null(problem);
        RunReport report = Broken.Run(observer: lines);
        Assert.Null(lines.Finish());
        return (report, lines.Count);
    }

    private static long Count(JsonElement[] lines, string law, string status) => lines.LongCount(line =>
        line.GetProperty("property").GetString() == law && line.GetProperty("status").GetString() == status);
}
