using System.Text.Json;
using DmabufVerify.Tests.Cli.Killing;

namespace DmabufVerify.Tests.Cli;

/// <summary>One assembly for all: what its mutants must come to is known.</summary>
public sealed class KillMatrixTests(KillMatrixTests.Mutated mutated) : IClassFixture<KillMatrixTests.Mutated>
{
    private const string Canaries = """
        [
          { "line": "public static bool IsAtMost(int a, int b) => a <= b;", "replacement": "a < b", "status": "Killed", "reason": "asked on the line" },
          { "line": "public static int Smaller(int a, int b) => a < b ? a : b;", "replacement": "a <= b", "status": "Survived", "reason": "the same function" },
          { "line": "public static bool IsUnasked(int a, int b) => a < b;", "replacement": "a > b", "status": "NoCoverage", "reason": "nobody asks" }
        ]
        """;

    [Fact]
    public void Mutants_canaries_and_processes_that_hang_or_die_are_told_as_they_are()
    {
        ToolRun run = Run(Canaries, "--out", mutated.Folder.In("matrix.json"), "--report", mutated.Folder.In("answered.json"));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("25.0 % killed: 1 by tests, 0 adjudicated, of 4 mutants", run.Lines[0]);
        Assert.Contains("  canaries: 3 of 3 told rightly", run.Lines);
        Assert.Contains("  survivors 1, without an answer 2; not compiled 0, left out 0", run.Lines);
        Assert.Equal(
            ["Killed", "Survived", "NotReached", "Killed", "Survived", "Died", "TimedOut"],
            Json("matrix.json").GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("fate").GetString()));
        Assert.Equal(
            ["Killed", "Survived", "NoCoverage", "Killed", "Survived", "RuntimeError", "Timeout"],
            Json("answered.json").GetProperty("files").EnumerateObject()
                .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray()).Select(mutant => mutant.GetProperty("status").GetString()));
    }

    [Fact]
    public void Without_all_laws_that_notice_it_a_mutant_lives()
    {
        string[] killers = [.. Kills(Canaries)];
        Assert.NotEmpty(killers);

        ToolRun without = Run(Canaries, [.. killers.SelectMany(law => new[] { "--without", law })]);

        Assert.Equal((0, "0.0 % killed: 0 by tests, 0 adjudicated, of 4 mutants"), (without.ExitCode, without.Lines[0]));
        Assert.DoesNotContain(without.Lines, line => line.StartsWith(killers[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Canary_with_another_fate_voids_the_matrix()
    {
        ToolRun run = Run(Canaries.Replace("\"Survived\"", "\"Killed\"", StringComparison.Ordinal));

        Assert.Equal((1, "score void: the run cannot be trusted"), (run.ExitCode, run.Lines[0]));
    }

    [Fact]
    public void Assembly_without_mutants_is_one_line()
    {
        string plain = Path.Combine(AppContext.BaseDirectory, "DmabufVerify.Optimised.dll");
        ToolRun run = Tool.Run("kill-matrix", mutated.Report, "--assembly", plain, "--canaries", mutated.Folder.File("canaries.json", Canaries));

        Assert.Equal($"--assembly {plain}: no mutants in it; expected the assembly that mutation/run keeps", run.BadInput());
    }

    [Fact]
    public void Place_that_cannot_be_written_is_known_before_anything_is_asked()
    {
        ToolRun run = Run(Canaries, "--out", mutated.Folder.Path);

        Assert.Equal($"--out {mutated.Folder.Path}: cannot be written: expected a file", run.BadInput());
    }

    private IEnumerable<string> Kills(string canaries)
    {
        Run(canaries, "--out", mutated.Folder.In("kills.json"));
        return [.. Json("kills.json").GetProperty("rows")[3].GetProperty("kills").EnumerateArray().Select(kill => kill.GetProperty("law").GetString()!)];
    }

    private ToolRun Run(string canaries, params string[] options) => Tool.Run(
    [
        "kill-matrix", mutated.Report, "--assembly", mutated.Assembly, "--canaries", mutated.Folder.File("canaries.json", canaries), "--cases", "12", "--quiet", .. options,
    ]);

    private JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(mutated.Folder.In(file))).RootElement;

    /// <summary>Compiled once.</summary>
    public sealed class Mutated : IDisposable
    {
        public Mutated()
        {
            MutatedAssembly assembly = new MutatedAssembly()
                .With(MutatedAssembly.Canaries, "bool IsAtMost", "a <= b", "a < b")
                .With(MutatedAssembly.Canaries, "int Smaller", "a < b", "a <= b")
                .With(MutatedAssembly.Canaries, "bool IsUnasked", "a < b", "a > b")
                .With(MutatedAssembly.Merge, "Math.Min(a.MaxSegmentCount", "Math.Min(a.MaxSegmentCount, b.MaxSegmentCount)", "Math.Max(a.MaxSegmentCount, b.MaxSegmentCount)")
                .With(MutatedAssembly.Merge, "Math.Min(a.MaxSegmentSize", "Math.Min(a.MaxSegmentSizeBytes, b.MaxSegmentSizeBytes)", "Math.Min(b.MaxSegmentSizeBytes, a.MaxSegmentSizeBytes)")
                .With(MutatedAssembly.Merge, "Math.Min(a.AddressMask", "Math.Min(a.AddressMask, b.AddressMask)", "Tightest(a, b).AddressMask")
                .With(MutatedAssembly.Merge, "Math.Max(a.MinAlignMask", "Math.Max(a.MinAlignMask, b.MinAlignMask)", "(ulong)Enumerable.Range(0, int.MaxValue).Sum(i => Math.Sqrt(i))");
            Report = assembly.Report(Folder);
            Assembly = assembly.Write(Folder);
        }

        public TempFolder Folder { get; } = new();

        public string Report { get; }

        public string Assembly { get; }

        public void Dispose() => Folder.Dispose();
    }
}
