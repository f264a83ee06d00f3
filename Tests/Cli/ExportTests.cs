using DmabufVerify.Tests.Cli.Exporting;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Tests.Vocabulary;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Cli;

/// <summary><c>--export</c> of replay and decide, as a user meets it.</summary>
public sealed class ExportTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Boundary =
        """{"buffer":{"size":8192},"layout":{"pfns":[3,4]},"devices":[{"name":"d0","segmentBoundaryMask":"0x3fff"}]}""";

    private const string Sat = """{"buffer":{"size":8192},"layout":{"pfns":[1,3]},"devices":[{"name":"d","maxSegmentCount":2}]}""";

    private static readonly string CaptureToDisplay = RepoFiles.Path("data/examples/capture-to-display.json");

    [Theory]
    [InlineData("xunit", "// Optimised.EqualsSpec is broken: ", "public sealed class OptimisedEqualsSpecXunit")]
    [InlineData("smt2", "; Optimised.EqualsSpec is broken: ", "; expected: sat (spec")]
    [InlineData("c", "// SPDX-License-Identifier: GPL-2.0\n", "kunit_test_suite(")]
    [InlineData("scenario", "{\n  \"schema\": \"dmabuf-scenario/1\",", "\"segmentBoundaryMask\"")]
    [InlineData("markdown", "# Optimised.EqualsSpec is broken: ", "```json")]
    public void A_counterexample_is_written_beside_the_report(string kind, string start, string part)
    {
        string scenario = folder.File($"{kind}.json", Boundary);
        string file = folder.In($"deeper/{kind}.out");
        string[] replay = ["replay", scenario, "--fault", "optimised.boundary-ignored", "--law", "Optimised.EqualsSpec", "--no-solver", "--export", kind];

        ToolRun written = Tool.Run([.. replay, "--out", file]);
        ToolRun printed = Tool.Run(replay);

        Assert.Equal((1, $"dmabuf-verify: {kind} is in {file}\n"), (written.ExitCode, written.Errors));
        Assert.Contains("Optimised.EqualsSpec is broken: ", written.Output, StringComparison.Ordinal);
        Assert.StartsWith(start, File.ReadAllText(file));
        Assert.Contains(part, File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal((1, File.ReadAllText(file), ""), (printed.ExitCode, printed.Output, printed.Errors));
    }

    [Theory]
    [InlineData("xunit", "// capture and display cannot share")]
    [InlineData("smt2", "; capture and display cannot share")]
    [InlineData("c", "// SPDX-License-Identifier: GPL-2.0\n/*\n * capture and display cannot share")]
    [InlineData("scenario", "{\n")]
    [InlineData("markdown", "# capture and display cannot share")]
    public void An_unsat_decision_too(string kind, string start)
    {
        ToolRun run = Tool.Run("decide", CaptureToDisplay, "--no-solver", "--export", kind);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith(start, run.Output);
    }

    [Fact]
    public void An_exported_scenario_is_decided_the_same()
    {
        string file = folder.In("again.json");

        ToolRun first = Tool.Run("decide", "--device", "mgb4", "tidss-am65", "--size", "8MiB", "--no-solver", "--json", "--export", "scenario", "--out", file);
        ToolRun second = Tool.Run("decide", file, "--no-solver", "--json");

        Assert.Equal((1, 1), (first.ExitCode, second.ExitCode));
        Assert.Equal(first.Json.GetProperty("core").ToString(), second.Json.GetProperty("core").ToString());
    }

    [Fact]
    public void A_history_is_exported_as_far_as_there_is_a_question()
    {
        const string fault = "engine.boundary-kept-at-detach";
        Scenario history = Exports.FindingsOf(fault, TestVoters.Two, cases: 800).First(f => f.Finding.Law.Name == "Engine.EqualsSpec").Scenario;
        string file = folder.In("history.cs");
        string[] replay = ["replay", folder.File("history.json", ScenarioWriter.Write(history)), "--fault", fault, "--no-solver", "--law", "Engine.EqualsSpec"];

        Assert.Equal(1, Tool.Run([.. replay, "--export", "xunit", "--out", file]).ExitCode);
        Assert.Contains("public sealed class EngineEqualsSpecHistory\n", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal("--export c: no C test for a history: use --export scenario", Tool.Run([.. replay, "--export", "c"]).BadInput());
        Assert.Equal("--export smt2: no SMT-LIB text for a history: use --export scenario", Tool.Run([.. replay, "--export", "smt2"]).BadInput());
    }

    [Theory]
    [InlineData("replay", 0, "no law is broken, so there is nothing for --export")]
    [InlineData("decide", 0, "the answer is sat, so there is nothing for --export")]
    public void Where_nothing_is_wrong_nothing_is_written(string command, int exitCode, string message)
    {
        string file = folder.In($"nothing-{command}");

        ToolRun run = Tool.RunWith(Sat, command, "-", "--no-solver", "--export", "c", "--out", file);

        Assert.Equal((exitCode, $"dmabuf-verify: {message}\n"), (run.ExitCode, run.Errors));
        Assert.NotEmpty(run.Output);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void The_first_of_several_broken_laws_is_exported_and_that_is_said()
    {
        ToolRun run = Tool.Run(
            "replay", folder.File("several.json", Boundary), "--fault", "optimised.boundary-ignored", "--no-solver", "--export", "markdown");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^dmabuf-verify: [0-9]+ laws are broken; Table.WithinLimits is exported, --law chooses another\n$", run.Errors);
        Assert.StartsWith("# Table.WithinLimits is broken: ", run.Output);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_and_left_alone()
    {
        string kept = folder.File("kept", "kept");

        ToolRun run = Tool.Run("decide", CaptureToDisplay, "--no-solver", "--export", "xunit", "--out", Path.Combine(kept, "below"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"dmabuf-verify: --out {kept}/below: cannot be written: ", run.Errors);
        Assert.Equal("kept", File.ReadAllText(kept));
    }

    [Theory]
    [InlineData("replay a.json --export xunti", "--export xunti: no such kind; did you mean xunit?")]
    [InlineData("replay a.json --export pdf", "--export pdf: no such kind; expected xunit, smt2, c, scenario, markdown")]
    [InlineData("decide a.json --out b", "--out: expected --export too, one of xunit, smt2, c, scenario, markdown")]
    [InlineData("decide a.json --export c --smt2", "decide: expected --smt2 or --export, not both")]
    [InlineData("decide a.json --export c --json", "decide: --json and --export both write to standard output; expected --out too")]
    [InlineData("decide a.jsonl --export c", "a.jsonl: --export takes one scenario; expected a .json file")]
    public void A_mistake_is_one_line(string arguments, string expected) =>
        Assert.StartsWith(expected, Tool.Run(arguments.Split(' ')).BadInput(), StringComparison.Ordinal);
}
