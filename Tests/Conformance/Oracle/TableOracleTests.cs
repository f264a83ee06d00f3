using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Golden;
using DmabufVerify.Conformance.Oracle;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Conformance.Oracle;

public sealed class TableOracleTests
{
    /// <summary>The golden answers are those of the whole kernel in its machine.</summary>
    [OracleFact]
    public void The_compiled_source_answers_as_the_whole_kernel()
    {
        IReadOnlyList<GoldenCase> golden = GoldenFile.Read(RepoFiles.Path("data/golden/tables.jsonl"));

        KernelAnswers answers = new TableOracle(OracleFactAttribute.Build).Ask([.. golden.Select(one => one.Question)]);

        Assert.Null(answers.Problem);
        Assert.Equal(golden.Select(one => one.Kernel), golden.Zip(answers.Lines, (one, line) => KernelQuestions.Parse(one.Question).Normal(line)));
    }

    [OracleFact]
    public void Other_questions_are_not_answered()
    {
        KernelAnswers answers = new TableOracle(OracleFactAttribute.Build).Ask(["P 0 1 1000 1+1", "B plain s a0"]);

        Assert.Equal(["0 1:0:1"], answers.Lines);
        Assert.Equal("no answer here to B plain s a0", answers.Problem);
    }

    /// <summary>docs/kernel/sg-split.md: when this fails, the splitter was mended.</summary>
    [OracleTheory]
    [InlineData(3, 0, 5000, new long[] { 4096, 4096, 0 })]
    [InlineData(3, 0, 100, new long[] { 4096, 4096, 0 })]
    [InlineData(3, 4096, 100, new long[] { 0, 4096, 0 })]
    [InlineData(3, 0, 8192, new long[] { 4096, 4096 })]
    [InlineData(3, 0, 8292, new long[] { 4096, 4096, 100 })]
    public void A_split_that_ends_inside_an_entry_goes_on(uint pages, ulong skip, ulong bytes, long[] lengths) =>
        Assert.Equal(lengths, new TableOracle(OracleFactAttribute.Build).Split(pages, skip, bytes));
}
