using System.Text.RegularExpressions;
using DmabufVerify.Tests.Cli;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Docs;

/// <summary>docs/examples is what the tool prints of its scenarios, run anew.</summary>
public sealed partial class ExamplesTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Regenerate = "DMABUF_VERIFY_REGENERATE";

    private static readonly Dictionary<string, string[]> Commands = new()
    {
        ["wrong-table"] = Replay("wrong-table", "Table.WithinLimits", "optimised.boundary-ignored"),
        ["wrong-merge"] = Replay("wrong-merge", "Merge.OnlyTightens", "optimised.merge-reach-is-and"),
        ["lifecycle"] = Replay("lifecycle", "Attach.Atomic", "published.F3"),
        ["unsatisfiable"] = ["decide", "data/examples/secure-heap.json"],
        ["solver-disagreement"] = Replay("solver-disagreement", "Placement.VotersAgree", "solver.gap-ignored"),
    };

    public static TheoryData<string> Examples => [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Text_is_what_the_command_prints(string name)
    {
        string[] command = Commands[name];
        ToolRun run = Tool.RunIn(RepoFiles.Path(""), command);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Compare($"docs/examples/{name}.txt", $"$ ./verify {string.Join(' ', command)}\n{run.Output}");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Page_is_what_report_writes(string name)
    {
        string page = folder.In($"{name}.html");
        ToolRun run = Tool.RunIn(RepoFiles.Path(""), ["report", .. Commands[name].Skip(1), "--output", page]);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Compare($"docs/examples/{name}.html", File.ReadAllText(page));
    }

    [Fact]
    public void Index_names_every_example()
    {
        string index = File.ReadAllText(RepoFiles.Path("docs/examples/README.md"));

        Assert.All(Commands.Keys, name => Assert.Contains($"[text]({name}.txt), [page]({name}.html)", index, StringComparison.Ordinal));
        Assert.Equal(
            Commands.Keys.Select(name => $"{name}.txt").Order(),
            Directory.GetFiles(RepoFiles.Path("docs/examples"), "*.txt").Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Guide_quotes_an_example_word_for_word()
    {
        string[] printed = File.ReadAllLines(RepoFiles.Path("docs/examples/lifecycle.txt"));
        string[] quoted =
        [
            .. Fenced().Matches(File.ReadAllText(RepoFiles.Path("docs/reading-a-counterexample.md")))
                .SelectMany(block => block.Groups[1].Value.TrimEnd().Split('\n'))
                .Where(line => !line.Contains("...", StringComparison.Ordinal)),
        ];

        Assert.True(quoted.Length > 20);
        Assert.Empty(quoted.Except(printed));
    }

    private static string[] Replay(string scenario, string law, string fault) =>
        ["replay", $"docs/examples/{scenario}.json", "--law", law, "--fault", fault];

    private static void Compare(string file, string text)
    {
        string path = RepoFiles.Path(file);
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            File.WriteAllText(path, WithoutMachine(text));
        }

        Assert.True(File.Exists(path), $"{file} is missing; {Remedy}");
        Assert.True(File.ReadAllText(path) == WithoutMachine(text), $"{file} is out of date; {Remedy}");
    }

    private static string Remedy => $"to write it anew: {Regenerate}=1 dotnet test Tests -c Release --filter {nameof(ExamplesTests)}";

    /// <summary>Versions and times differ from machine to machine.</summary>
    private static string WithoutMachine(string text) =>
        Spent().Replace(Values().Replace(Provenance().Replace(SolverAndTime().Replace(text, "(Z3)"), "tool …"), "$1<dl></dl>"), "steps.");

    [GeneratedRegex(@"^```\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\(\d+(?:\.\d+)+, \d+ ms\)")]
    private static partial Regex SolverAndTime();

    [GeneratedRegex(@"^tool \S+, runtime (?s:.*?)\bkernel \S+$", RegexOptions.Multiline)]
    private static partial Regex Provenance();

    [GeneratedRegex(@"steps in \d+ ms\.")]
    private static partial Regex Spent();

    [GeneratedRegex("(>Provenance</h2>)<dl>.*?</dl>", RegexOptions.Singleline)]
    private static partial Regex Values();
}
