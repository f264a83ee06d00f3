using System.Text.Json;

namespace DmabufVerify.Tests.Cli;

/// <summary>Searches as a user starts them.</summary>
public sealed class FindTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public void Two_real_devices_are_found_that_one_table_fails_and_one_each_serves()
    {
        string file = folder.In("real.json");
        ToolRun run = Tool.Run(
            "find", "shared=unsat and tailored=sat", "--real", "--seed", "1", "--cases", "20000", "--no-solver", "--json", "--out", file);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.True(run.Json.GetProperty("found").GetBoolean());
        Assert.Equal("shared unsat, tailored sat", run.Json.GetProperty("facts").GetString());
        Assert.StartsWith("page frames ", run.Json.GetProperty("origin").GetString(), StringComparison.Ordinal);
        JsonElement scenario = run.Json.GetProperty("scenario");
        Assert.Equal(2, scenario.GetProperty("devices").GetArrayLength());
        Assert.All(scenario.GetProperty("devices").EnumerateArray(), device =>
            Assert.StartsWith("catalogue:", device.GetProperty("use").GetString(), StringComparison.Ordinal));

        // The file is what decide takes, and it says so too.
        ToolRun decided = Tool.Run("decide", file, "--no-solver", "--json");
        Assert.Equal((1, "unsat"), (decided.ExitCode, decided.Json.GetProperty("verdict").GetString()));
        string tailored = File.ReadAllText(file).Replace("\"mode\": \"shared\"", "\"mode\": \"tailored\"", StringComparison.Ordinal);
        Assert.Equal(0, Tool.RunWith(tailored, "decide", "-", "--no-solver").ExitCode);
    }

    [Fact]
    public void What_is_found_is_explained()
    {
        string file = folder.In("explained.json");
        ToolRun run = Tool.Run("find", "core.size=2 and devices<=2", "--seed", "1", "--cases", "5000", "--no-solver", "--out", file);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("found in ", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("  core.size 2, devices ", StringComparison.Ordinal));
        Assert.Contains("## Why", run.Lines);
        Assert.Contains($"    ./verify decide {file}", run.Lines);
    }

    [Fact]
    public void A_budget_that_is_spent_is_no_answer()
    {
        string file = folder.In("none.json");
        ToolRun run = Tool.Run("find", "shared=sat and tailored=unsat", "--seed", "1", "--cases", "100", "--no-solver", "--out", file);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("not found in 100 cases, seed 0x1: shared=sat and tailored=unsat", run.Lines[0]);
        Assert.StartsWith("what came nearest: shared ", run.Lines[1], StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_broken_law_is_found_and_replayed()
    {
        string file = folder.In("law.json");
        ToolRun run = Tool.Run(
            "find", "Optimised.EqualsSpec", "--fault", "spec.boundary-is-double", "--seed", "1", "--cases", "5000", "--no-solver", "--json", "--out", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"./verify replay {file} --law Optimised.EqualsSpec --fault spec.boundary-is-double", run.Json.GetProperty("replay").GetString());
        Assert.Equal(1, Tool.Run(
            "replay", file, "--law", "Optimised.EqualsSpec", "--fault", "spec.boundary-is-double", "--no-solver").ExitCode);
    }

    [Fact]
    public void A_law_that_holds_is_not_found_broken()
    {
        ToolRun run = Tool.Run("find", "Merge.Commutes", "--cases", "50", "--seed", "1", "--no-solver", "--out", folder.In("holds.json"));

        Assert.Equal(3, run.ExitCode);
        Assert.Matches("^the law speaks of [0-9]+ of them and holds$", run.Lines[1]);
    }

    [Fact]
    public void A_mistake_is_told_with_its_column() => Assert.Equal(
        "column 12 of \"shared=sat tailored=sat\": \"tailored\"; expected and, or, or the end",
        Tool.Run("find", "shared=sat tailored=sat").BadInput());
}
