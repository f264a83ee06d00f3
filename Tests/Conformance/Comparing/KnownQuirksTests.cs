using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Comparing;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Spec;

namespace DmabufVerify.Tests.Conformance.Comparing;

/// <summary>What quirks.json says of the model is so.</summary>
public sealed class KnownQuirksTests
{
    [Fact]
    public void A_quirk_is_followed_or_refused_and_its_answer_is_foretold() => Assert.All(KnownQuirks.All, quirk =>
    {
        KernelQuestion question = KernelQuestions.Parse(quirk.Question);
        string model = question.Expected(new SpecVoter());

        Assert.Equal(quirk.Question, question.Text);
        Assert.Equal(quirk.Model == "follows", model == quirk.Answer);
        Assert.Equal(quirk.Model == "follows" ? null : quirk.Id, KnownQuirks.Behind(question, quirk.Answer)?.Id);
    });

    [Fact]
    public void Ids_are_distinct_and_everything_is_said()
    {
        Assert.NotEmpty(KnownQuirks.All);
        Assert.Equal(KnownQuirks.All.Count, KnownQuirks.All.Select(quirk => quirk.Id).Distinct().Count());
        Assert.All(KnownQuirks.All, quirk => Assert.DoesNotContain("", new[] { quirk.What, quirk.Source, quirk.Why }));
        Assert.All(KnownQuirks.All, quirk => Assert.NotEmpty(quirk.Kernels));
        Assert.All(KnownQuirks.All, quirk => Assert.Subset(KernelBuild.Versions.ToHashSet(), quirk.Kernels.ToHashSet()));
        Assert.All(KnownQuirks.All, quirk => Assert.Contains(quirk.Model, new[] { "follows", "refuses" }));
    }
}
