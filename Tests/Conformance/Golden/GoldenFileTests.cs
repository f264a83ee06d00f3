using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Golden;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Spec;
using DmabufVerify.Tests.Conformance.Asking;
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

    /// <summary>But for tables of pages that the machine does not have. Where this fails the file holds for 6.1 only, and the newer kernel needs one of its own.</summary>
    [KernelFact("6.12")]
    public void A_newer_kernel_answers_alike()
    {
        const ulong machinePages = 512UL << 20 >> 12;
        Assert.Null(Kernel.Of("6.12").Problem);
        int asked = 0;
        foreach (string path in Directory.GetFiles(RepoFiles.Path("data/golden")))
        {
            (KernelQuestion Question, GoldenCase Case)[] cases =
            [
                .. GoldenFile.Read(path).Select(one => (Question: KernelQuestions.Parse(one.Question), one))
                    .Where(one => one.Question is not SgTableQuestion table || table.Runs.All(run => run.EndPfn <= machinePages)),
            ];
            using var vm = new KernelVm(Kernel.Of("6.12"), cases[0].Question.Backend);

            IReadOnlyList<GoldenCase> now = GoldenRun.Ask(vm, [.. cases.Select(one => one.Question)], out string? problem);

            Assert.True(problem is null, problem);
            Assert.Equal(cases.Select(one => one.Case), now);
            asked += now.Count;
        }

        Assert.InRange(asked, 2000, 2500);
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
