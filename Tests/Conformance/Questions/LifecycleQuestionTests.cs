using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Spec;

namespace DmabufVerify.Tests.Conformance.Questions;

public sealed class LifecycleQuestionTests
{
    /// <summary>The kernel's column is what Linux 6.1 answered.</summary>
    [Theory]
    [InlineData("B plain a0 m0t u0 d0 a0 r1 a1 o1 a1 d1 d0", "0 0 0 0 0 0 -1 0 0 0 0", "0 0 0 0 0 0 -1 0 0 0 0")]
    [InlineData("B caching a0 m0t m0f u0 m0f m0t u0 d0 a0 m0b m0f", "0 0 -16 0 -16 0 0 0 0 0 0", "0 0 -16 0 -16 0 0 0 0 0 0")]
    [InlineData("B plain a0 m0t m0f u0 u0 d0", "0 0 0 0 0 0", "0 0 -16 0 -22 0")]
    public void Kernel_core_and_model(string text, string kernel, string model)
    {
        LifecycleQuestion question = LifecycleQuestion.Parse(text);

        Assert.Equal(text, question.Text);
        Assert.Equal(kernel, question.ByTheCore());
        Assert.Equal(kernel != model, question.MapsAnew);
        Assert.Equal(model, question.Expected(new SpecVoter()));
        Assert.Equal(model, question.Expected(new OptimisedVoter()));
    }

    [Fact]
    public void Smaller_sequences_can_be_asked()
    {
        KernelQuestion[] smaller = [.. LifecycleQuestion.Parse("B plain a0 m0t u0 d0 a1").Smaller()];

        Assert.NotEmpty(smaller);
        Assert.All(smaller.Cast<LifecycleQuestion>(), question =>
        {
            Assert.NotEqual("1", question.ByTheCore());
            Assert.InRange(question.Steps.Count, 1, 4);
        });
        Assert.DoesNotContain(smaller, question => question.Text == "B plain m0t u0 d0 a1");
    }
}
