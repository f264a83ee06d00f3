using System.Text.Json;
using DmabufVerify.Tests.Cli.Exporting;
using DmabufVerify.Tests.Mutants.Reviewing;

namespace DmabufVerify.Tests.Cli;

/// <summary>The command, over a project of one file.</summary>
public sealed class MutantsTests : IDisposable
{
    private const string Source = "public static class C\n{\n    public static int Least(int a, int b) => a < b ? a : b;\n}\n";

    private readonly TempFolder _folder = new();

    private readonly SampleProject _project;

    public MutantsTests() => _project = new(_folder);

    private string Ledger => _folder.In("equivalent.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_proof_goes_on_record_and_nothing_is_left()
    {
        _project.Write(Source);
        ToolRun run = Mutants(_project.Report(Source, ("a < b", "a <= b")), "--write-ledger");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("100.0 % killed or proved equivalent: 0 by tests, 0 adjudicated, 1 proved, of 1 mutants", run.Lines[0]);
        Assert.StartsWith("  equivalent: proved in ", run.Lines[^1], StringComparison.Ordinal);
        JsonElement entry = Assert.Single(JsonDocument.Parse(File.ReadAllText(Ledger)).RootElement.EnumerateArray());
        Assert.Equal(("Sample.cs", "a < b", "a <= b"), (entry.GetProperty("file").GetString(), entry.GetProperty("original").GetString(), entry.GetProperty("replacement").GetString()));
        Assert.Equal(64, entry.GetProperty("codeHash").GetString()!.Length);
    }

    [Fact]
    public void A_proved_mutant_whose_code_changes_by_one_character_is_reopened_and_killed()
    {
        _project.Write(Source);
        Assert.Equal(0, Mutants(_project.Report(Source, ("a < b", "a <= b")), "--write-ledger").ExitCode);
        string before = File.ReadAllText(Ledger);

        // Now equal operands give another value, and <= is no longer the same as <.
        string changed = Source.Replace(": b;", ": 7;", StringComparison.Ordinal);
        _project.Write(changed);
        string tests = _folder.In("Kills.cs");
        ToolRun run = Mutants(_project.Report(changed, ("a < b", "a <= b")), "--tests", tests);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("0.0 % killed or proved equivalent: 0 by tests, 0 adjudicated, 0 proved, of 1 mutants", run.Lines[0]);
        Assert.Contains(run.Lines, line => line.EndsWith(", re-opened: the ledger's proof is of other code", StringComparison.Ordinal));
        Assert.Equal(before, File.ReadAllText(Ledger));
        AssertKills(File.ReadAllText(tests), changed, changed.Replace("a < b", "a <= b", StringComparison.Ordinal));
    }

    [Fact]
    public void A_proof_of_other_code_counts_only_when_it_is_on_record_anew()
    {
        _project.Write(Source);
        Assert.Equal(0, Mutants(_project.Report(Source, ("a < b", "a <= b")), "--write-ledger").ExitCode);
        string changed = Source.Replace("a : b", "a + 0 : b", StringComparison.Ordinal);
        _project.Write(changed);
        string report = _project.Report(changed, ("a < b", "a <= b"));

        Assert.Equal(1, Mutants(report, "--write-ledger").ExitCode);
        Assert.Equal(0, Mutants(report).ExitCode);
    }

    [Fact]
    public void What_is_wrong_is_one_line_and_nothing_is_written()
    {
        _project.Write(Source);
        string report = _project.Report(Source, ("a < b", "a <= b"));
        File.AppendAllText(_project.Source, "// more\n");

        Assert.EndsWith("Sample.cs: changed since the report was written; run the mutants again", Mutants(report, "--write-ledger").BadInput(), StringComparison.Ordinal);
        File.Delete(_project.Source);
        Assert.Contains("no such file; expected the sources", Mutants(report, "--write-ledger").BadInput(), StringComparison.Ordinal);
        File.WriteAllText(report, File.ReadAllText(report)[..90]);
        Assert.Contains("cut off; expected a whole", Mutants(report, "--write-ledger").BadInput(), StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));
    }

    [Fact]
    public void Without_a_solver_nothing_is_said()
    {
        _project.Write(Source);
        string report = _project.Report(Source, ("a < b", "a <= b"));
        ToolRun run = Tool.Shell($"DMABUF_VERIFY_Z3=/nowhere \"$@\" mutants {report} --write-ledger --ledger {Ledger}");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("dmabuf-verify: nothing can be proved: ", Assert.Single(run.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));
    }

    private ToolRun Mutants(string report, params string[] more) => Tool.Run(
        ["mutants", report, "--ledger", Ledger, "--canaries", _folder.In("none"), "--adjudicated", _folder.In("none"), "--preconditions", _folder.In("none"), .. more]);

    private static void AssertKills(string tests, string original, string mutant)
    {
        Assert.Contains("[Fact]", tests, StringComparison.Ordinal);
        Assert.Empty(CompiledTest.Failures(tests, original));
        Assert.Single(CompiledTest.Failures(tests, mutant));
    }
}
