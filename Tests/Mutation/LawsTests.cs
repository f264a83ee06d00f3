using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Mutation;

/// <summary>
/// Each law as a test that mutants are put to: fixed scenarios, nothing shrunk. A report of
/// mutants then names the law that kills each. <c>AllLawsTests</c> looks further, and is too slow to be run for each of thousands of mutants.
/// </summary>
public sealed class LawsTests
{
    private const int Cases = 400;

    /// <summary>The laws that two voters are enough for.</summary>
    public static TheoryData<string> Names => [.. AllLaws.List.Where(law => law.CanBeAsked(TestVoters.Two)).Select(law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Law_holds(string name)
    {
        Law law = AllLaws.List.Single(l => l.Name == name);
        int held = 0;

        foreach (Scenario scenario in DrawnScenarios.For(law, Cases))
        {
            // A case of its own for each law: an answer kept for the next law would hide from it that it runs the mutant.
            LawResult result = Examination.Check(law, new Case(scenario, TestVoters.Two));

            Assert.True(result.Violation is null, $"{result.Violation} in {scenario}");
            held += result.Outcome == LawOutcome.Holds ? 1 : 0;
        }

        Assert.True(held > 10, $"looked at {held} cases only");
    }
}
