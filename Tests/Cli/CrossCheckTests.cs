using System.Diagnostics;
using System.Text.Json;
using DmabufVerify.Solving;
using DmabufVerify.Tests.Solving.Cross;

namespace DmabufVerify.Tests.Cli;

/// <summary>A second solver beside the first, most often a script in its place: right, wrong, slow, dead, or none at all.</summary>
public sealed class CrossCheckTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Law = "Solver.CrossCheck";

    private const string Sat = """{"buffer":{"size":8192},"layout":{"pfns":[1,3]},"devices":[{"name":"d","maxSegmentCount":2}]}""";

    [Theory]
    [InlineData("check --cross-check --time 50", "--cross-check: ")]
    [InlineData("check --law Solver.CrossCheck --time 50", "--cross-check: ")]
    [InlineData("decide --cross-check --device vc4-gen4", "--cross-check: ")]
    [InlineData("replay p-00c0ffee00c0ffee --law Solver.CrossCheck", "--law: ")]
    [InlineData("find Solver.CrossCheck", "Solver.CrossCheck: ")]
    public void Without_cvc5_one_line_says_what_to_install(string arguments, string lead)
    {
        RequireZ3();
        string nowhere = folder.In("nowhere");
        Assert.Equal(
            $"{lead}no cvc5: {Cvc5.PathVariable} names {nowhere}, which does not run",
            Tool.Shell($"{Cvc5.PathVariable}={nowhere} \"$@\" {arguments}").BadInput());
        Assert.Equal(
            $"{lead}no cvc5: install the Debian package cvc5, or name the program in {Cvc5.PathVariable}",
            Tool.Shell($"dotnet=$(command -v \"$1\"); shift; unset {Cvc5.PathVariable}; PATH=/nowhere \"$dotnet\" \"$@\" {arguments}").BadInput());
    }

    [Fact]
    public void What_is_not_cvc5_is_told() => Assert.StartsWith(
        "--cross-check: /bin/echo is not cvc5: ",
        Tool.Shell($"{Cvc5.PathVariable}=/bin/echo \"$@\" check --cross-check --time 50").BadInput(),
        StringComparison.Ordinal);

    [Fact]
    public void One_that_lies_is_found_blamed_shrunk_and_replayed()
    {
        string liar = Script("liar", "echo sat");
        ToolRun run = Check(liar, "liar", "--cases 200");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{Law} is broken: verdict", run.Lines);
        Assert.Contains("  wrong     cvc5", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("cvc5 9.9 was asked ", StringComparison.Ordinal));

        const string lead = "replay: ./verify ";
        string replay = Assert.Single(run.Lines, line => line.StartsWith(lead, StringComparison.Ordinal))[lead.Length..];
        ToolRun again = Tool.Shell($"{Cvc5.PathVariable}={liar} \"$@\" {replay}");
        Assert.Equal((1, $"{Law,-36} BROKEN"), (again.ExitCode, again.Lines[0]));
        Assert.Contains("  wrong     cvc5", again.Lines);
    }

    [Fact]
    public void The_report_counts()
    {
        JsonElement report = Check(Script("always", "echo sat"), "counts", "--cases 200 --json").Json.GetProperty("crossCheck");

        long Count(string name) => report.GetProperty(name).GetInt64();
        Assert.Equal(Count("asked"), Count("agreed") + Count("contradicted") + Count("undecided"));
        Assert.Equal(Count("agreed"), Count("sat") + Count("unsat"));
        Assert.True(Count("sat") > 0 && Count("contradicted") > 0);
        Assert.Equal((0, "9.9"), (Count("unsat"), report.GetProperty("cvc5").GetString()));
        Assert.Equal(Z3Library.Status.Version, report.GetProperty("z3").GetString());
    }

    [Fact]
    public void One_that_hangs_is_ended_with_its_children()
    {
        string pids = folder.In("pids");
        long started = Stopwatch.GetTimestamp();
        ToolRun run = Check(Script("hangs", $"sleep 300 & echo $! >> {pids}; wait"), "hangs", "--time 3 --workers 1 --json");

        Assert.Equal(3, run.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40));
        JsonElement report = run.Json.GetProperty("crossCheck");
        Assert.True(report.GetProperty("undecided").GetInt32() > 0 && report.GetProperty("leftOut").GetInt32() > 0, report.GetRawText());
        Assert.Equal(0, report.GetProperty("agreed").GetInt32());
        Assert.Equal("the wall time of 1000 ms is spent", ReasonOf(report));
        Assert.All(File.ReadAllLines(pids), pid => Assert.True(
            SpinWait.SpinUntil(() => !Lives(pid), TimeSpan.FromSeconds(10)), $"{pid} still sleeps"));
    }

    [Fact]
    public void One_that_is_killed_has_said_nothing()
    {
        ToolRun run = Check(Script("dies", "kill -9 $$"), "dies", "--cases 100 --json");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("cvc5 says nothing (exit code 137)", ReasonOf(run.Json.GetProperty("crossCheck")));
    }

    [Cvc5Fact]
    public void The_real_one_agrees()
    {
        RequireZ3();
        ToolRun run = Tool.Run(
            "check", "--law", Law, "--seed", "5", "--cases", "160", "--solver-every", "1", "--cross-every", "4", "--no-capture", "--out", folder.In("real"));

        Assert.Contains(run.Lines, line => line.StartsWith($"  {Law} ", StringComparison.Ordinal) && line.EndsWith("holds", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith($"cvc5 {Cvc5.Status.Version} was asked ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains(", contradicted on 0, ", StringComparison.Ordinal));
        Assert.All(run.Lines, line => Assert.True(line.Length <= 80 || line.Contains(folder.Path, StringComparison.Ordinal), line));
    }

    [Fact]
    public void Check_without_it_says_nothing_of_it()
    {
        ToolRun run = Tool.Run("check", "--seed", "5", "--cases", "50", "--no-capture", "--json", "--out", folder.In("without"));

        Assert.DoesNotContain("cvc5", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Law, run.Output, StringComparison.Ordinal);
    }

    [Cvc5Fact]
    public void Decide_has_one_more_vote()
    {
        RequireZ3();
        ToolRun run = Tool.RunWith(Sat, "decide", "-", "--cross-check", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""{"spec":"sat","optimised":"sat","solver":"sat","cvc5":"sat"}""", run.Json.GetProperty("votes").GetRawText());
        Assert.Contains("solver sat, cvc5 sat  (", Tool.RunWith(Sat, "decide", "-", "--cross-check").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_believes_nobody_when_one_lies()
    {
        RequireZ3();
        string scenario = folder.File("sat.json", Sat);
        ToolRun run = Tool.Shell($"{Cvc5.PathVariable}={Script("unsat", "echo unsat")} \"$@\" decide --cross-check {scenario}");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("  THE VOTERS CONTRADICT EACH OTHER: cvc5 is the odd one out; believe none", run.Lines);
    }

    /// <summary>One that has ended and whose parent has not heard of it has no command line any more.</summary>
    private static bool Lives(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string ReasonOf(JsonElement report) => report.GetProperty("unknown").EnumerateArray()
        .Single(u => u.GetProperty("voter").GetString() == "cvc5").GetProperty("reason").GetString()!;

    private static void RequireZ3() => Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);

    /// <summary>A program in cvc5's place that says its version and does this with questions.</summary>
    private string Script(string name, string body)
    {
        string file = folder.File(name, $"""
            #!/bin/sh
            case "$*" in *--version*) echo "This is cvc5 version 9.9 [git]"; exit;; esac
            cat > /dev/null
            {body}

            """);
        // A copy made by another process: a file that this one has written is busy while any thread of it starts a process.
        string program = file + ".sh";
        Assert.Equal(0, Tool.Shell($"cp {file} {program} && chmod 500 {program}").ExitCode);
        return program;
    }

    private ToolRun Check(string cvc5, string name, string more)
    {
        RequireZ3();
        return Tool.Shell($"{Cvc5.PathVariable}={cvc5} \"$@\" check --cross-check --law {Law} --seed 5 --solver-every 1 --cross-every 4 "
            + $"--no-capture --out {folder.In(name + ".out")} {more}");
    }
}
