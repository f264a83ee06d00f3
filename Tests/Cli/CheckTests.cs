using System.Text.Json;
using DmabufVerify.Solving;

namespace DmabufVerify.Tests.Cli;

/// <summary>The main command, on sound voters and on broken ones.</summary>
public sealed class CheckTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Seed = "0x5eed";

    [Fact]
    public void Json_is_one_document_and_nothing_else()
    {
        ToolRun run = Check("json", "200", "--json");

        Assert.Single(run.Lines);
        Assert.Equal("", run.Errors);
        Assert.Equal((200, "0x5eed"), (run.Json.GetProperty("scenarios").GetInt32(), run.Json.GetProperty("seed").GetString()));
        Assert.Equal(run.Output, File.ReadAllText(folder.In("json/report.json")));
    }

    [Fact]
    public void A_run_by_cases_is_the_same_again()
    {
        JsonElement first = Check("first", "100", "--json").Json;
        JsonElement second = Check("second", "100", "--json", "--workers", "1").Json;

        Assert.Equal(first.GetProperty("laws").GetRawText(), second.GetProperty("laws").GetRawText());
        Assert.Equal(first.GetProperty("cells").GetRawText(), second.GetProperty("cells").GetRawText());
    }

    [Fact]
    public void Laws_that_no_case_speaks_of_leave_the_run_undecided()
    {
        ToolRun run = Check("few", "3");

        Assert.Equal(3, run.ExitCode);
        Assert.Matches("^[0-9]+ laws hold, 0 broken, [1-9][0-9]* not looked at; ", run.Lines[^1]);
        Assert.Contains(run.Lines, line => line.EndsWith("  not looked at", StringComparison.Ordinal));
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80 || line.Contains(folder.Path, StringComparison.Ordinal), line));
        Assert.All(run.Lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Theory]
    [InlineData("spec.boundary-is-double", "spec", "Placement.SpecAgreesWithSolver")]
    [InlineData("optimised.partial-page-counts", "optimised", "Table.Fewest")]
    [InlineData("solver.count-one-more", "solver", "Placement.SpecAgreesWithSolver")]
    public void A_planted_fault_is_found_blamed_shrunk_and_replayed(string fault, string voter, string law)
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        ToolRun run = Check(fault, "400", "--fault", fault, "--law", law, "--solver-every", law == "Placement.SpecAgreesWithSolver" ? "1" : "24");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Contains(run.Lines, line => line.StartsWith($"{law} is broken: ", StringComparison.Ordinal));
        Assert.Contains($"  wrong     {voter}", run.Lines);
        AssertSmall(run.Output[run.Output.IndexOf("\n{", StringComparison.Ordinal)..(run.Output.IndexOf("\n}", StringComparison.Ordinal) + 2)]);

        const string lead = "replay: ./verify ";
        string replay = Assert.Single(run.Lines, line => line.StartsWith(lead, StringComparison.Ordinal));
        ToolRun again = Tool.Run(replay[lead.Length..].Split(' '));
        Assert.Equal((1, ""), (again.ExitCode, again.Errors));
        Assert.Equal([$"{fault} is planted in {voter}", $"{law,-36} BROKEN"], again.Lines.Take(2));
        Assert.Contains($"  wrong     {voter}", again.Lines);

        // The same file under sound voters: it was the fault.
        ToolRun sound = Tool.Run([.. replay[lead.Length..replay.IndexOf(" --fault", StringComparison.Ordinal)].Split(' ')]);
        Assert.Equal((0, $"{law,-36} holds\n"), (sound.ExitCode, sound.Output));
    }

    [Fact]
    public void A_token_is_replayed_and_printed()
    {
        ToolRun printed = Tool.Run("replay", "p-00c0ffee00c0ffee", "--print");
        Assert.Equal("dmabuf-scenario/1", printed.Json.GetProperty("schema").GetString());

        ToolRun replayed = Tool.Run("replay", "p-00c0ffee00c0ffee", "--law", "Scenario.*");
        Assert.Equal((0, 2), (replayed.ExitCode, replayed.Lines.Count));
    }

    private ToolRun Check(string name, string cases, params string[] more) =>
        Tool.Run(["check", "--seed", Seed, "--cases", cases, "--no-capture", "--out", folder.In(name), .. more]);

    private static void AssertSmall(string scenario)
    {
        JsonElement root = JsonDocument.Parse(scenario).RootElement;
        Assert.InRange(root.GetProperty("devices").GetArrayLength(), 1, 2);
        if (root.TryGetProperty("layout", out JsonElement layout))
        {
            Assert.InRange(layout.GetProperty("runs").GetArrayLength(), 1, 3);
        }
    }
}
