using System.Text.Json;

namespace DmabufVerify.Tests.Cli;

/// <summary>The defects of the published patches, looked for from the command line.</summary>
public sealed class PublishedTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void A_defect_is_found_written_replayed_and_shown_beside_the_others()
    {
        ToolRun run = Published("text", "--defect", "F8");
        string file = folder.In("text/published.F8.json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains(run.Lines, line => line.StartsWith("  published.F8 ", StringComparison.Ordinal) && line.EndsWith(file, StringComparison.Ordinal));
        Assert.DoesNotContain("without a switch", run.Output, StringComparison.Ordinal);
        Assert.Equal("1 of 1 defects found from every seed", run.Lines[^1]);

        ToolRun replayed = Tool.Run("replay", file, "--fault", "published.F8", "--no-solver");
        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains(replayed.Lines, line => line.EndsWith(" BROKEN", StringComparison.Ordinal));
        Assert.Equal(0, Tool.Run("replay", file, "--no-solver").ExitCode);

        ToolRun beside = Tool.Run("run", file, "--published", "F8");
        Assert.Equal(0, beside.ExitCode);
        Assert.EndsWith(" by spec, optimised, F8", beside.Lines[0], StringComparison.Ordinal);
        Assert.Contains(beside.Lines, line => line.EndsWith(" published differs", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_is_one_document_with_the_scenario_and_what_cannot_be_switched_on()
    {
        ToolRun run = Published("json", "--defect", "F8", "published.none", "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement hunts = Assert.Single(run.Lines.Select(line => JsonDocument.Parse(line).RootElement));
        Assert.Equal(["published.F8", "published.none"], hunts.GetProperty("defects").EnumerateArray().Select(d => d.GetProperty("defect").GetString()));
        JsonElement first = hunts.GetProperty("defects")[0];
        Assert.Equal((2, 2), (first.GetProperty("seeds").GetInt32(), first.GetProperty("found").GetInt32()));
        Assert.NotEmpty(first.GetProperty("scenario").GetProperty("steps").EnumerateArray());
        Assert.False(hunts.GetProperty("defects")[1].TryGetProperty("median", out _));
        Assert.Contains("F25", hunts.GetProperty("withoutSwitch").EnumerateArray().Select(n => n.GetProperty("number").GetString()));
    }

    [Fact]
    public void Sizes_of_what_every_seed_finds_are_written_also_for_faults_about_questions()
    {
        string file = folder.In("sizes.md");

        ToolRun run = Published("sizes", "--defect", "F8", "optimised.boundary-ignored", "--sizes", file);

        Assert.Equal(0, run.ExitCode);
        string[] rows = [.. File.ReadAllLines(file).Where(line => line.Contains("| 2 of 2 |", StringComparison.Ordinal))];
        Assert.Equal(["| published.F8 ", "| optimised.boundary-ignored "], rows.Select(row => row[..(row.IndexOf('|', 1))]));
        Assert.StartsWith(
            "--sizes /proc/nowhere/sizes.md: cannot be written: ",
            Published("sizes", "--defect", "F8", "--sizes", "/proc/nowhere/sizes.md").BadInput(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Search_in_vain_is_no_success()
    {
        ToolRun run = Tool.Run("published", "--defect", "F18", "--seeds", "1", "--cases", "1", "--out", folder.In("vain"));

        Assert.Equal((1, "0 of 1 defects found from every seed"), (run.ExitCode, run.Lines[^1]));
        Assert.Contains(run.Lines, line => line.Contains("nothing in 1 histories", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(folder.In("vain")));
    }

    [Theory]
    [InlineData("publishd.F8", "did you mean published.F8?")]
    [InlineData("something-else", "docs/thread.md lists those of the patches")]
    public void Unknown_defect_is_told(string name, string remedy) => Assert.StartsWith(
        $"--defect {name}: no such defect, or one that the model cannot show; {remedy}",
        Tool.Run("published", "--defect", name).BadInput(),
        StringComparison.Ordinal);

    private ToolRun Published(string to, params string[] more) =>
        Tool.Run(["published", "--seeds", "2", "--cases", "2000", "--out", folder.In(to), .. more]);
}
