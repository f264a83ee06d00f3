namespace DmabufVerify.Tests.Cli;

public sealed class MutationScoreTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Canaries = """[ { "line": "canary;", "replacement": "c", "status": "Killed", "reason": "a test asks" } ]""";

    [Fact]
    public void Score_is_told_and_held_to_a_threshold()
    {
        ToolRun enough = Score("Killed", "--least", "50");
        ToolRun below = Score("Killed", "--least", "50.5");

        Assert.Equal((0, "50.0 % killed: 1 by tests, 0 adjudicated, of 2 mutants"), (enough.ExitCode, enough.Lines[0]));
        Assert.Equal((1, enough.Lines[0], "  below the threshold of 50.5 %"), (below.ExitCode, below.Lines[0], below.Lines[^1]));
    }

    [Fact]
    public void Wrong_canary_voids_the_score()
    {
        ToolRun run = Score("Survived");

        Assert.Equal((1, "score void: the run cannot be trusted"), (run.ExitCode, run.Lines[0]));
        Assert.Equal("  canary `canary;` with `c`: Survived, must be Killed (a test asks)", run.Lines[1]);
    }

    [Fact]
    public void Report_that_is_cut_off_is_one_line()
    {
        folder.File("cut.json", """{ "schemaVersion": "2", "files": {""");

        Assert.Contains("cut.json", Tool.Run("mutation-score", folder.In("cut.json")).BadInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_each_law_is_worth_stands_below_the_score()
    {
        string matrix = folder.File("matrix.json", """
            { "laws": ["A.Holds", "B.Holds"], "settings": { "seeds": [1, 2, 3], "questions": 4, "histories": 1 }, "rows": [
              { "subject": { "kind": "Mutant", "name": "0" }, "fate": "Killed", "asked": 9, "kills": [ { "law": "B.Holds", "cases": [2, null, 5] } ] } ] }
            """);

        ToolRun run = Score("Killed", "--matrix", matrix);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            [
                "law                                   notices    alone   median cases",
                "B.Holds                                     1        1              5",
                "A.Holds                                     0        0              -",
                "laws that notice nothing: A.Holds",
            ],
            run.Lines.TakeLast(4));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{ "laws": [] }""")]
    public void Matrix_that_is_none_is_one_line(string text)
    {
        string matrix = folder.File("none.json", text);

        Assert.Contains("expected what kill-matrix --out wrote", Score("Killed", "--matrix", matrix).BadInput(), StringComparison.Ordinal);
    }

    private ToolRun Score(string canary, params string[] options)
    {
        string report = $$"""
            { "schemaVersion": "2", "files": {
              "mutation/canaries/Canary.cs": { "source": "canary;\n", "mutants": [ {{Mutant("c", canary)}} ] },
              "A.cs": { "source": "code;\n", "mutants": [ {{Mutant("a", "Killed")}}, {{Mutant("b", "Survived")}} ] } } }
            """;
        folder.File("report.json", report);
        folder.File("canaries.json", Canaries);
        folder.File("adjudicated.json", "[]");
        return Tool.Run(
        [
            "mutation-score", folder.In("report.json"), "--canaries", folder.In("canaries.json"), "--adjudicated", folder.In("adjudicated.json"), .. options,
        ]);
    }

    private static string Mutant(string replacement, string status) => $$"""
        { "id": "1", "mutatorName": "m", "replacement": "{{replacement}}", "status": "{{status}}",
          "location": { "start": { "line": 1, "column": 1 }, "end": { "line": 1, "column": 3 } } }
        """;
}
