using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Spec;

namespace DmabufVerify.Tests.Conformance.Questions;

public sealed class LifecycleQuestionTests
{
    /// <summary>The answers are those of Linux 6.1.</summary>
    [Theory]
    [InlineData("B plain ss a0 m0t u0 d0 a0 r1a a1 o1a a1 d1 d0", "0 0 0 0 0 0 -1 0 0 0 0")]
    [InlineData("B caching sd a0 m0t m0f a1 m1t u1 d1 u0 d0", "0 0 -16 0 0 0 0 0 0")]
    [InlineData("B moving ds a0 a0 v m0b v u0 v a1 v d1 v p0 v q0 v", "0 0 0:1,0 0@1 -16 0 0:1,0 0 -16 0 0:1,0 0 -16 0 0:1,0")]
    [InlineData("B notice ddd a0 a1 a2 m1b m0t v m1b m1b v d1 m0t", "0 0 0 0@0 0@0 0:2,1,0 0@1 0@1 0:2,1,0 0 0@0")]
    [InlineData("B moving sd r0p a0 o0p r0m a0 r0n o0m a0 o0n a0 r1m a1 m1b r1p m1b", "0 -12 0 0 -5 0 0 -12 0 0 0 0 -5 0 -12")]
    [InlineData("B plain s br e rc bw oc bw re e oe e", "0 0 0 -13 0 0 0 -5 0 0")]
    [InlineData("B moving s a0 p0 q0 d0", "0 0 0 0 warn=2")]
    [InlineData("B moving s a0 p0 q0 p0 q0 p0 q0 p0 q0 p0 q0 d0", "0 0 0 0 0 0 0 0 0 0 0 0 warn=10")]
    public void Kernel_core_and_model_say_the_same(string text, string kernel)
    {
        LifecycleQuestion question = LifecycleQuestion.Parse(text);

        Assert.Equal(text, question.Text);
        Assert.Equal(kernel, question.Normal(kernel));
        Assert.Equal(kernel, question.ByTheCore());
        Assert.Equal(kernel, question.Expected(new SpecVoter()));
        Assert.Equal(kernel, question.Expected(new OptimisedVoter()));
        Assert.False(question.MapsAnew || question.NestsAccess);
    }

    [Theory]
    [InlineData("B plain s a0 m0t m0f u0 u0 d0", "0 0 0 0 0 0", "0 0 -16 0 -22 0", true, false)]
    [InlineData("B moving d a0 m0b r0n m0b", "0 0@0 0 -12", "0 0@0 0 0@0", true, false)]
    [InlineData("B plain s br bw e e", "0 0 0 0", "0 -16 0 -22", false, true)]
    public void Where_the_core_goes_its_own_way_it_is_known(string text, string kernel, string model, bool mapsAnew, bool nests)
    {
        LifecycleQuestion question = LifecycleQuestion.Parse(text);

        Assert.Equal(kernel, question.ByTheCore());
        Assert.Equal((mapsAnew, nests), (question.MapsAnew, question.NestsAccess));
        Assert.Equal(model, question.Expected(new SpecVoter()));
        Assert.Equal(model, question.Expected(new OptimisedVoter()));
    }

    [Theory]
    [InlineData("B plain s m0b")]
    [InlineData("B plain s a0 v")]
    [InlineData("B plain s a0 m0b d0")]
    [InlineData("B moving d a0 p0 d0")]
    [InlineData("B moving d a0 bw v")]
    [InlineData("B plain s e")]
    [InlineData("B plain s r1a")]
    public void What_nobody_may_ask_has_no_answer(string text) => Assert.Equal("", LifecycleQuestion.Parse(text).ByTheCore());

    [Fact]
    public void Smaller_sequences_can_be_asked()
    {
        KernelQuestion[] smaller = [.. LifecycleQuestion.Parse("B plain sss a0 m0t u0 d0 a1").Smaller()];

        Assert.NotEmpty(smaller);
        Assert.All(smaller.Cast<LifecycleQuestion>(), question => Assert.NotEqual("", question.ByTheCore()));
        Assert.DoesNotContain(smaller, question => question.Text == "B plain sss m0t u0 d0 a1");
        Assert.Contains(smaller, question => question.Text == "B plain ss a0 m0t u0 d0 a1");
        Assert.Contains(LifecycleQuestion.Parse("B moving dsd r2p a0 m2b v").Smaller(), question => question.Text == "B moving dd r1p a0 m1b v");
    }
}
