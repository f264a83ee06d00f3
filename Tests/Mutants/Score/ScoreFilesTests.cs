using DmabufVerify.Mutants.Report;
using DmabufVerify.Mutants.Score;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Mutants.Score;

public sealed class ScoreFilesTests
{
    private static readonly string[] CanaryLines =
        [.. File.ReadAllLines(RepoFiles.Path(Scoring.CanaryFile)).Select(line => line.Trim())];

    [Fact]
    public void Each_shipped_canary_is_one_line_of_the_canaries()
    {
        ScoreList<Canary> canaries = ScoreFiles.Canaries(File.ReadAllText(RepoFiles.Path("mutation/canaries.json"))).Value!;

        Assert.All(canaries.Items, canary => Assert.Single(CanaryLines, canary.Line));
        Assert.Superset(
            new HashSet<MutantStatus> { MutantStatus.Killed, MutantStatus.Survived, MutantStatus.NoCoverage, MutantStatus.Timeout },
            canaries.Items.Select(c => c.Status).ToHashSet());
    }

    [Fact]
    public void Shipped_adjudications_are_read() =>
        Assert.True(ScoreFiles.Adjudications(File.ReadAllText(RepoFiles.Path("mutation/adjudicated.json"))).IsOk);

    [Theory]
    [InlineData("[", "$[0]")]
    [InlineData("[ null ]", "$")]
    [InlineData("null", "$")]
    [InlineData("[ {} ]", "$[0]")]
    [InlineData("""[ { "line": "a", "replacement": "b", "status": "Dead", "reason": "c" } ]""", "$[0].status")]
    [InlineData("""[ { "line": "a", "replacement": "b", "status": "Killed", "reason": "c", "resaon": "d" } ]""", "$[0].resaon")]
    public void A_mistake_is_told_with_its_place(string json, string place) =>
        Assert.Equal(place, ScoreFiles.Canaries(json).Problem!.JsonPath);
}
