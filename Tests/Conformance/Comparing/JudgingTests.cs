using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Optimised;
using DmabufVerify.Spec;

namespace DmabufVerify.Tests.Conformance.Comparing;

public sealed class JudgingTests
{
    private static readonly Judging Judging = new([new SpecVoter(), new OptimisedVoter()]);

    [Theory]
    [InlineData("P 0 2000 1000 5+2", "0 5:0:1000 6:0:1000", null, "")]
    [InlineData("P 0 2000 1000 5+2", "0 5:0:2000", DisagreementKind.ModelWrong, "")]
    [InlineData("P 0 1 1000 1+1 3+1", "0 1:0:1 3:0:1000", DisagreementKind.KernelQuirk, "sg-size-wraps")]
    [InlineData("P 0 1 1000 1+1 3+1", "0 1:0:1 3:0:1", DisagreementKind.OutsideModel, "pages behind the last byte belong to no table")]
    public void A_difference_has_a_kind(string question, string answer, DisagreementKind? kind, string explanation)
    {
        Disagreement? found = Judging.Of(KernelQuestions.Parse(question), answer);

        Assert.Equal(kind, found?.Kind);
        Assert.Equal(explanation, found?.Explanation ?? "");
        Assert.Equal(kind is null ? null : "spec, optimised", found?.Voter);
    }
}
