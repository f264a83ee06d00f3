using DmabufVerify.Properties.Killing;
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
    private const int Questions = 600;

    /// <summary>Fewer: a history is looked at after each of its operations, and by schedules of threads.</summary>
    private const int Histories = 150;

    private static readonly KillScenarios Drawn = new(20150127, RealData.Shipped);

    /// <summary>The laws that two voters are enough for.</summary>
    public static TheoryData<string> Names => [.. AllLaws.List.Where(law => law.CanBeAsked(TestVoters.Two)).Select(law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Law_holds(string name)
    {
        Law law = AllLaws.List.Single(l => l.Name == name);
        int most = law.Subject == LawSubject.Lifecycle ? Histories : Questions;
        int held = 0;

        foreach (Scenario scenario in Drawn.For(law, most))
        {
            // A case of its own for each law: an answer kept for the next law would hide from it that it runs the mutant.
            LawResult result = Examination.Check(law, new Case(scenario, TestVoters.Two));

            Assert.True(result.Violation is null, $"{result.Violation} in {scenario}");
            held += result.Outcome == LawOutcome.Holds ? 1 : 0;
        }

        Assert.True(held > 10, $"looked at {held} cases only");
    }
}
