using System.Text.Json;
using DmabufVerify.Properties.Corpus;
using DmabufVerify.Tests.Properties.Corpus;

namespace DmabufVerify.Tests.Cli;

/// <summary>The command, and what check does with a corpus.</summary>
public sealed class CorpusTests : IDisposable
{
    private static readonly CorpusEntry Planted = Kept.Boundary with { Fault = "spec.boundary-is-double" };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_tells_each_case_and_names_what_is_damaged()
    {
        string file = Keep("a.json", Planted);
        string damaged = _folder.File("b.json", "{");

        ToolRun text = Corpus("list");
        Assert.Equal(2, text.ExitCode);
        Assert.Equal([file, "  Table.Fewest: the number answered", $"  {Planted.Key.Shape}"], text.Lines.Take(3));
        Assert.StartsWith($"dmabuf-verify: {damaged}: $ (line 1): not valid JSON", Assert.Single(text.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);

        ToolRun json = Corpus("list", "--json");
        Assert.Equal((2, ""), (json.ExitCode, json.Errors));
        JsonElement[] documents = [.. json.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal((file, Planted.Size), (documents[0].GetProperty("file").GetString(), documents[0].GetProperty("size").GetInt32()));
        Assert.Equal(["file", "error"], documents[1].EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void Replay_shows_in_full_what_fails()
    {
        string file = Keep("a.json", Planted);
        Keep("b.json", Kept.Boundary);

        ToolRun both = Corpus("replay", "--no-solver");
        Assert.Equal((1, ""), (both.ExitCode, both.Errors));
        Assert.Equal($"{file}: Table.Fewest: still fails: the number answered", both.Lines[0]);
        Assert.Contains("Table.Fewest is broken: the number answered", both.Lines);
        Assert.Contains($"replay: ./verify corpus replay {file}", both.Lines);
        Assert.Equal($"{_folder.In("b.json")}: Table.Fewest: no longer fails", both.Lines[^1]);

        Assert.Equal(0, Tool.Run("corpus", "replay", "--no-solver", _folder.In("b.json")).ExitCode);
        Assert.Equal(2, Tool.Run("corpus", "replay", "--no-solver", _folder.In("none.json")).ExitCode);
    }

    [Fact]
    public void Replay_without_the_voter_that_a_law_is_about_is_undecided()
    {
        Keep("a.json", Kept.Of("Placement.SpecAgreesWithSolver", "verdict", 0));

        Assert.Equal(3, Corpus("replay", "--no-solver").ExitCode);
    }

    [Fact]
    public void Prune_takes_only_open_cases_that_no_longer_fail()
    {
        string fails = Keep("a.json", Planted);
        string holds = Keep("b.json", Kept.Boundary);
        string mustHold = Keep("c.json", Kept.Boundary with { Status = CorpusStatus.Fixed });

        ToolRun dry = Corpus("prune", "--dry-run", "--no-solver");
        Assert.Equal(
            [$"{holds}: Table.Fewest: no longer fails; would be removed", "2 open cases, 1 no longer fail; 1 fixed, left alone"], dry.Lines);
        Assert.True(File.Exists(holds));

        Assert.Equal($"{holds}: Table.Fewest: no longer fails; removed", Corpus("prune", "--no-solver").Lines[0]);
        Assert.Equal([fails, mustHold], Directory.GetFiles(_folder.Path, "*.json").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Prune_can_keep_them_as_cases_that_must_hold()
    {
        string file = Keep("a.json", Kept.Boundary);

        Assert.Equal(0, Corpus("prune", "--keep", "--no-solver").ExitCode);

        Assert.Equal(CorpusStatus.Fixed, Kept.Read(File.ReadAllText(file)).Value!.Status);
    }

    [Fact]
    public void Check_tries_it_first_and_names_what_is_as_it_should_not_be()
    {
        string again = Keep("a.json", Kept.Boundary with { Status = CorpusStatus.Fixed });
        string damaged = _folder.File("b.json", "{}");

        ToolRun faulty = Check("--fault", "spec.boundary-is-double", "--law", "Table.Fewest", "--cases", "1");

        Assert.Equal(1, faulty.ExitCode);
        Assert.Equal(
            ["corpus: 1 case, 1 still fail, 0 no longer fail", $"  {again}: was fixed and FAILS AGAIN: the number answered"], faulty.Lines.Take(2));
        Assert.Contains($"replay: ./verify replay {again} --law Table.Fewest --fault spec.boundary-is-double", faulty.Lines);
        Assert.StartsWith($"dmabuf-verify: {damaged}: ", faulty.Errors, StringComparison.Ordinal);

        ToolRun sound = Check("--law", "Table.Fewest", "--cases", "1");
        Assert.NotEqual(1, sound.ExitCode);
        Assert.Equal("corpus: 1 case, 0 still fail, 1 no longer fail", sound.Lines[0]);
    }

    [Fact]
    public void Check_leaves_cases_of_other_defects_and_laws_alone()
    {
        Keep("a.json", Planted);
        Keep("b.json", Kept.Of("Attach.Atomic", "x", 0));

        Assert.Equal(
            "corpus: 0 cases, 0 still fail, 0 no longer fail, 1 with other planted defects left out",
            Check("--law", "Table.Fewest", "--cases", "1").Lines[0]);
    }

    [Fact]
    public void What_check_finds_is_kept_and_known_to_the_next_run()
    {
        string[] faulty = ["--fault", "spec.boundary-is-double", "--law", "Table.Fewest", "--cases", "300"];

        ToolRun first = Check([.. faulty, "--json"]);
        string kept = Assert.Single(first.Json.GetProperty("corpus").GetProperty("kept").EnumerateArray()).GetString()!;
        CorpusEntry entry = Kept.Read(File.ReadAllText(kept)).Value!;
        Assert.Equal(("Table.Fewest", "spec.boundary-is-double", "spec"), (entry.Law.Name, entry.Fault, entry.OddOneOut));
        Assert.NotNull(entry.Found);
        Assert.NotNull(entry.Token);
        Assert.NotNull(entry.Tool);

        ToolRun second = Check(faulty);
        Assert.Equal(("corpus: 1 case, 1 still fail, 0 no longer fail", ""), (second.Lines[0], second.Errors));
        Assert.Single(second.Lines, line => line.StartsWith("Table.Fewest is broken: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_planted_defect_is_not_kept_unless_somebody_says_where()
    {
        ToolRun run = Tool.Run(
            "check", "--seed", "1", "--cases", "60", "--no-capture", "--no-solver", "--fault", "spec.boundary-is-double", "--out", _folder.Path);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.False(Directory.Exists(_folder.In("corpus")));
    }

    private ToolRun Corpus(params string[] arguments) => Tool.Run(["corpus", .. arguments, "--corpus", _folder.Path]);

    private ToolRun Check(params string[] more) => Tool.Run(
        ["check", "--seed", "1", "--no-capture", "--no-solver", "--corpus", _folder.Path, "--out", _folder.In("out"), .. more]);

    private string Keep(string name, CorpusEntry entry) => _folder.File(name, CorpusText.Write(entry));
}
