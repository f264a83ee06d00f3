using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Conformance.Questions;

public sealed class SgTableQuestionTests
{
    [Theory]
    [InlineData("P 100 2000 10000 5+2 9+1", "0 5:100:1f00 9:0:100")]
    [InlineData("P 0 3000 2fff 5+3", "0 5:0:2000 7:0:1000")]
    [InlineData("P 0 3000 fff 5+3", "-22")]
    [InlineData("P 0 1 1000 fffffffffffff+1", "0 fffffffffffff:0:1")]
    public void The_model_answers_in_the_kernels_words(string text, string expected)
    {
        KernelQuestion question = KernelQuestions.Parse(text);

        Assert.Equal(text, question.Text);
        Assert.Equal(expected, question.Expected(new SpecVoter()));
        Assert.Equal(expected, question.Expected(new OptimisedVoter()));
        Assert.Null(question.OutsideModel);
    }

    [Fact]
    public void Pages_behind_the_last_byte_are_outside_the_model() =>
        Assert.NotNull(SgTableQuestion.Parse("P 0 1 1000 1+2").OutsideModel);

    [Fact]
    public void Warnings_are_left_out() => Assert.Equal("-22", SgTableQuestion.Parse("P 0 1 fff 1+1").Normal("-22 warn=1"));

    [Fact]
    public void Smaller_questions_are_legal_and_come_to_an_end()
    {
        KernelQuestion question = SgTableQuestion.Parse("P 123 8000 12345 9+4 40+9");
        int steps = 0;
        while (question.Smaller().FirstOrDefault() is SgTableQuestion smaller)
        {
            Assert.InRange(smaller.SizeBytes, 1UL, (smaller.Pages << 12) - smaller.OffsetBytes);
            question = smaller;
            Assert.InRange(++steps, 0, 200);
        }

        Assert.Equal("P 0 1 1000 1+1", question.Text);
    }
}
