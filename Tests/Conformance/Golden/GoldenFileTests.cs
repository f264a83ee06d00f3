using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Golden;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Spec;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Conformance.Golden;

/// <summary>What a real kernel once answered, against the model, without a kernel.</summary>
public sealed class GoldenFileTests
{
    [Theory]
    [InlineData("tables.jsonl")]
    [InlineData("map-direct.jsonl")]
    [InlineData("map-bounce.jsonl")]
    [InlineData("map-iommu.jsonl")]
    [InlineData("map-vtd.jsonl")]
    [InlineData("lifecycle.jsonl")]
    public void The_model_answers_as_the_kernel_did(string name)
    {
        IReadOnlyList<GoldenCase> cases = GoldenFile.Read(RepoFiles.Path($"data/golden/{name}"));
        var judging = new Judging([new SpecVoter(), new OptimisedVoter()]);

        Disagreement[] others = [.. cases.Select(one => judging.Of(KernelQuestions.Parse(one.Question), one.Kernel)).OfType<Disagreement>()];

        Assert.InRange(cases.Count, 200, 5000);
        Assert.DoesNotContain(others, other => other.Kind != DisagreementKind.KernelQuirk);
        Assert.InRange(others.Length, 0, cases.Count / 3);
    }

    [Fact]
    public void Every_file_is_compared() => Assert.Equal(
        ["lifecycle.jsonl", "map-bounce.jsonl", "map-direct.jsonl", "map-iommu.jsonl", "map-vtd.jsonl", "tables.jsonl"],
        Directory.GetFiles(RepoFiles.Path("data/golden")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var file = new TempText(GoldenFile.Text([new GoldenCase("P 0 1 1000 1+1", "0 1:0:1")]));

        Assert.Equal([new GoldenCase("P 0 1 1000 1+1", "0 1:0:1")], GoldenFile.Read(file.Path));
    }

    private sealed class TempText : IDisposable
    {
        public TempText(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
