using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Mutants.Score;

public sealed class ScoringTests
{
    private const string Source = "class C\n{\n    first;\n    second;\n}\n";

    private static readonly Canary Dies = new("first;", "died", MutantStatus.Killed, "a test asks");

    private static readonly Canary Lives = new("second;", "lives", MutantStatus.Survived, "the same function");

    private static readonly ReportedFile Right = File(
        "/repo/mutation/canaries/Canary.cs", Mutated(3, "died", MutantStatus.Killed), Mutated(4, "lives", MutantStatus.Survived));

    [Fact]
    public void Share_is_of_those_tried_without_canaries()
    {
        MutationScore score = Of(
            Mutated(3, "a", MutantStatus.Killed), Mutated(3, "b", MutantStatus.Killed), Mutated(3, "c", MutantStatus.Survived),
            Mutated(4, "d", MutantStatus.NoCoverage), Mutated(4, "e", MutantStatus.CompileError), Mutated(4, "f", MutantStatus.Ignored));

        Assert.Equal((2, 4, 50.0, false), (score.Killed, score.Tried, score.Percent, score.IsVoid));
        Assert.Equal(["c", "d"], score.Survivors.Select(s => s.Mutant.Replacement));
        Assert.Equal(["e"], score.CompileErrors.Select(s => s.Mutant.Replacement));
        Assert.Equal(1, score.Ignored);
    }

    [Theory]
    [InlineData(MutantStatus.Timeout)]
    [InlineData(MutantStatus.RuntimeError)]
    public void What_the_tests_did_not_answer_is_a_kill_only_once_looked_at(MutantStatus status)
    {
        Mutant unanswered = Mutated(3, "a", status);
        var kill = new Adjudication("Capacity.cs", "first;", "a", status, IsKill: true, "never ends");

        Assert.Equal((0, 1, 0.0), Numbers(Of(unanswered)));
        Assert.Equal((1, 0, 100.0), Numbers(Of([kill], unanswered)));
        Assert.Equal((0, 1, 0.0), Numbers(Of([kill with { IsKill = false }], unanswered)));
        Assert.Equal((0, 1, 0.0), Numbers(Of([kill with { Line = "first; // was changed" }], unanswered)));
        Assert.Equal((0, 1, 0.0), Numbers(Of([kill with { File = "city.cs" }], unanswered)));
        Assert.Equal((0, 1, 0.0), Numbers(Of([kill with { Status = MutantStatus.Killed }], unanswered)));

        static (int, int, double?) Numbers(MutationScore score) => (score.Adjudicated, score.Unanswered.Count, score.Percent);
    }

    [Theory]
    [InlineData(MutantStatus.Survived, MutantStatus.Survived)]
    [InlineData(MutantStatus.Timeout, MutantStatus.Survived)]
    [InlineData(MutantStatus.Killed, MutantStatus.Killed)]
    [InlineData(MutantStatus.Killed, MutantStatus.Ignored)]
    public void Canary_with_the_wrong_fate_voids_the_score(MutantStatus first, MutantStatus second)
    {
        ReportedFile canaries = File(Scoring.CanaryFile, Mutated(3, "died", first), Mutated(4, "lives", second));

        MutationScore score = Scoring.Of(Report(canaries), [Dies, Lives], []);

        Assert.True(score.IsVoid);
        Assert.Single(score.Canaries, c => !c.IsRight);
        Assert.StartsWith("score void", ScoreText.Lines(score).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Canary_that_is_missing_or_elsewhere_or_twice_voids_the_score()
    {
        Mutant died = Mutated(3, "died", MutantStatus.Killed);

        Assert.True(Scoring.Of(Report(), [Dies], []).IsVoid);
        Assert.True(Scoring.Of(Report(File("Other.cs", died)), [Dies], []).IsVoid);
        Assert.True(Scoring.Of(Report(File(Scoring.CanaryFile, died, died)), [Dies], []).IsVoid);
        Assert.False(Scoring.Of(Report(File(Scoring.CanaryFile, died)), [Dies], []).IsVoid);
        Assert.True(Scoring.Of(Report(File(Scoring.CanaryFile, died)), [], []).IsVoid);
    }

    [Fact]
    public void Run_that_was_cut_off_is_void()
    {
        Assert.True(Of(Mutated(3, "a", MutantStatus.Killed), Mutated(4, "b", MutantStatus.Pending)).IsVoid);
    }

    [Fact]
    public void Without_mutants_there_is_no_share_and_nothing_is_void()
    {
        Assert.Equal((null, false), (Of().Percent, Of().IsVoid));
        Assert.Equal("no mutant was tried: nothing to score", ScoreText.Lines(Of()).First());
    }

    private static MutationScore Of(params Mutant[] mutants) => Of([], mutants);

    private static MutationScore Of(ValueList<Adjudication> adjudications, params Mutant[] mutants) =>
        Scoring.Of(Report(Right, File("Model/Optimised/Capacity.cs", mutants)), [Dies, Lives], adjudications);

    private static StrykerReport Report(params ReportedFile[] files) => new("2", "/repo", [.. files]);

    private static ReportedFile File(string path, params Mutant[] mutants) => new(path, Source, [.. mutants]);

    private static Mutant Mutated(int line, string replacement, MutantStatus status) =>
        new("0", "any", replacement, new Location(new Position(line, 5), new Position(line, 6)), status);
}
