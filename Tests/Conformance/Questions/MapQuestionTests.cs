using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Spec;

namespace DmabufVerify.Tests.Conformance.Questions;

public sealed class MapQuestionTests
{
    /// <summary>The answers are those of Linux 6.1.</summary>
    [Theory]
    [InlineData("M direct 0 10000 ffffffffffffffff 0 0 0 3000 5+3", "0 5000:3000", "0 5000:3000")]
    [InlineData("M direct +5fff 10000 ffffffffffffffff 0 0 0 3000 5+3", "-5 warn=1", "-5")]
    [InlineData("M bounce 0 10000 ffffffffffffffff fff 0 123 800 5+1", "0 1b403123:800", "0 123:800")]
    [InlineData("M bounce 0 10000 ffffffffffffffff fff 0 123 80000 0+81", "0 1b440123:3eedd 1b480000:3f000 1b4c0000:2123", "0 123:3eedd 0:3f000 0:2123")]
    [InlineData("M bounce 0 10000 1fff 0 0 0 3000 5+3", "-5", "-5")]
    [InlineData("M iommu 0 3000 ffffffffffffffff 0 0 0 10000 0+4 8+4 10+4 18+4", "0 ffffffff0000:10000", "0 0:10000")]
    [InlineData("M vtd 0 3000 ffffffffffffffff 0 0 0 10000 0+4 8+4 10+4 18+4", "0 fffe0000:10000 dma=36 stopped", "0 0:10000 stopped")]
    [InlineData("M vtd 0 10000 ffffffffffffffff 0 0 123 3000 0+1 5+3", "0 ffff8123:3000 dma=10 stopped", "0 123:3000 stopped")]
    public void Kernel_and_model_say_the_same(string text, string kernel, string expected)
    {
        KernelQuestion question = KernelQuestions.Parse(text);

        Assert.Equal(text, question.Text);
        Assert.Equal(expected, question.Normal(kernel));
        Assert.Equal(expected, question.Expected(new SpecVoter()));
        Assert.Equal(expected, question.Expected(new OptimisedVoter()));
    }

    [Fact]
    public void Bytes_that_did_not_arrive_are_told() => Assert.Equal(
        "0 5000:3000 bad=1", MapQuestion.Parse("M direct 0 10000 ffffffffffffffff 0 0 0 3000 5+3").Normal("0 5000:3000 bad=1"));

    [Theory]
    [InlineData("0 ffff8000:3000 dma=10 late=9", "0 0:3000 late=9")]
    [InlineData("0 ffff8000:3000 dma=10 unreported", "0 0:3000 unreported")]
    [InlineData("0 ffff8000:3000 bad=7 dma=10 stopped", "0 ffff8000:3000 bad=7 stopped")]
    public void What_a_device_should_not_have_done_is_told(string kernel, string normal)
    {
        KernelQuestion question = MapQuestion.Parse("M vtd 0 10000 ffffffffffffffff 0 0 0 3000 5+3");

        Assert.Equal(normal, question.Normal(kernel));
        Assert.NotEqual(normal, question.Expected(new SpecVoter()));
    }

    [Fact]
    public void A_copy_across_a_boundary_is_told() => Assert.Equal(
        "0 0:1000!", MapQuestion.Parse("M bounce 0 10000 fff 0 0 0 1000 5+1").Normal("0 1b400800:1000"));
}
