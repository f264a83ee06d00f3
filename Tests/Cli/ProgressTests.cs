using System.Text.RegularExpressions;

namespace DmabufVerify.Tests.Cli;

/// <summary>Progress as a terminal, a log file and a pipe see it.</summary>
public sealed partial class ProgressTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void Standard_output_is_the_same_with_and_without_progress()
    {
        const string fault = "optimised.partial-page-counts";
        ToolRun quiet = Check("--cases", "150", "--json", "--fault", fault, "--quiet", "--progress-every", "0.05");
        ToolRun plain = Check("--cases", "150", "--json", "--fault", fault, "--plain", "--progress-every", "0.05");

        Assert.Equal((1, ""), (quiet.ExitCode, quiet.Errors));
        Assert.Equal(WithoutTime(quiet.Output), WithoutTime(plain.Output));
        string[] lines = plain.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches("^[0-9]+ (of 150 )?scenarios, .*; [0-9]+ of [0-9]+ laws looked at; ", line));
        Assert.Contains(lines, line => PlainLine().IsMatch(line));
    }

    [Theory]
    [InlineData("find", "shared=sat and tailored=unsat", "^[0-9,]+ of 400 cases, [0-9]+ s \\([0-9]+ %\\), .* a second(, ETA [0-9]+ s)?; nothing found$")]
    [InlineData("find", "Table.Fewest", "^[0-9,]+ of 400 cases, [0-9]+ s \\([0-9]+ %\\), .* a second(, ETA [0-9]+ s)?; nothing found$")]
    public void Searches_say_how_far_they_are(string command, string goal, string expected)
    {
        ToolRun run = Tool.Run(
            command, goal, "--seed", "1", "--cases", "400", "--no-solver", "--out", folder.In("found.json"), "--plain", "--progress-every", "0.02");

        Assert.Equal(3, run.ExitCode);
        Assert.Matches(expected, run.Errors.Split('\n')[0]);
        Assert.StartsWith("not found in ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_say_which_they_are_at()
    {
        ToolRun published = Tool.Run(
            "published", "--defect", "F8", "F18", "--seeds", "2", "--cases", "300", "--out", folder.In("published"), "--progress-every", "0.02");
        ToolRun claims = Tool.Run("claims", "--id", "D6.1", "--no-solver", "--out", folder.In("claims"), "--progress-every", "0.01");

        Assert.Matches("^0 of 2 defects, [0-9]+ s \\(0 %\\), 0 a second; now published.F8: [0-9,]+ histories\n", published.Errors);
        Assert.Contains("now published.F18: ", published.Errors, StringComparison.Ordinal);
        Assert.Matches("^0 of 1 claims, .*; now D6.1\n", claims.Errors);
    }

    [Fact]
    public void Decide_says_that_it_is_at_work()
    {
        ToolRun run = Tool.Run("decide", "--device", "vc4-gen4", "--device", "nvme-pci", "--progress-every", "0.001");

        Assert.Matches("^deciding, [0-9]+ s; no answer yet\n", run.Errors);
        Assert.DoesNotContain("deciding", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_rows_are_taken_back_before_the_report()
    {
        string screen = OnTerminal($"check --seed 1 --time 4 --no-capture --law 'Merge.*' --out '{folder.In("live")}'");

        Assert.Contains(" scenarios, ", screen, StringComparison.Ordinal);
        int report = screen.IndexOf("  law  ", StringComparison.Ordinal);
        Assert.True(report > 0, screen);

        // Every row is erased from the last up to the first, and the cursor is back at its start.
        Assert.EndsWith("\u001b[2K\u001b[1A\u001b[2K\u001b[?25h", screen[..report], StringComparison.Ordinal);
        Assert.DoesNotContain("scenarios, 4 of", screen[report..], StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_plain_means_lines()
    {
        string screen = OnTerminal(
            $"check --seed 1 --time 2 --no-capture --law 'Merge.*' --plain --progress-every 0.5 --out '{folder.In("lines")}'");

        Assert.Matches("[0-9,]+ scenarios, [0-9] of 2 s \\([0-9]+ %\\), .*\r\n", screen);
        Assert.DoesNotContain("\u001b[1A", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_standard_error_does_not_end_the_run()
    {
        ToolRun run = Tool.Shell($"\"$@\" check --seed 1 --cases 60 --no-capture --plain --progress-every 0.02 --json --out '{folder.In("closed")}' 2>/dev/full");

        Assert.InRange(run.ExitCode, 0, 3);
        Assert.NotEqual(2, run.ExitCode);
        Assert.Equal(60, run.Json.GetProperty("scenarios").GetInt32());
    }

    /// <summary>What a terminal is sent, by script of util-linux, which every Debian has.</summary>
    private string OnTerminal(string arguments)
    {
        string screen = folder.In("screen");
        ToolRun run = Tool.Shell($"""
            TERM=xterm script -qec "dotnet exec '{Tool.Assembly}' {arguments}" '{screen}' </dev/null >/dev/null
            """);
        Assert.Contains(run.ExitCode, new[] { 0, 3 });
        return File.ReadAllText(screen);
    }

    private ToolRun Check(params string[] more) => Tool.Run(
        ["check", "--seed", "1", "--no-capture", "--out", folder.In("check"), .. more]);

    private static string WithoutTime(string json) => Elapsed().Replace(json, "");

    [GeneratedRegex("\"elapsedSeconds\":[0-9.]+,")]
    private static partial Regex Elapsed();

    [GeneratedRegex("^[0-9]+ of 150 scenarios, [0-9]+ s \\([0-9]+ %\\), [0-9.,]+ a second, ETA [0-9]+ s; findings [0-9]+: .*; starved so far [0-9]+ of [0-9]+ kinds of cases: \".*; time goes to [A-Z]")]
    private static partial Regex PlainLine();
}
