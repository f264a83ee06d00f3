using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Killing;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Voting;

namespace DmabufVerify.Tests.Properties.Killing;

public sealed class TrialTests
{
    private static readonly Law[] Laws = [.. AllLaws.List.Where(law => law.Name is "Optimised.EqualsSpec" or "Table.Fewest" or "Attach.SaysWhat")];
    private static readonly Trial Small = new(Laws, new KillSettings([20150127, 1], 40, 20), RealData.Shipped);

    [Fact]
    public void Sound_voters_break_nothing() => Assert.Empty(Small.Kills(Small.Everything, TestVoters.Two));

    [Fact]
    public void Defect_is_noticed_by_the_laws_about_it_and_cases_are_counted_from_one()
    {
        Voters planted = AllFaults.Named("published.F1")!.Plant(TestVoters.Two);

        Kill kill = Assert.Single(Small.Kills(Small.Everything, planted));

        Assert.Equal("Attach.SaysWhat", kill.Law);
        int law = Array.FindIndex(Laws, l => l.Name == kill.Law);
        for (int seed = 0; seed < 2; seed++)
        {
            int first = kill.Cases[seed]!.Value - 1;
            Assert.Equal(
                Enumerable.Repeat(LawOutcome.Violated, 1),
                Enumerable.Range(0, first + 1).Select(index => Small.Ask(new(seed, law, index), planted).Outcome).Where(o => o == LawOutcome.Violated));
            Assert.Equal(LawOutcome.Violated, Small.Ask(new(seed, law, first), planted).Outcome);
        }
    }

    [Fact]
    public void What_is_not_shown_cannot_be_noticed()
    {
        Voters planted = AllFaults.Named("published.F1")!.Plant(TestVoters.Two);

        Assert.Empty(Small.Kills(Small.Everything.Where(shown => Laws[shown.Law].Name != "Attach.SaysWhat"), planted));
        Kill second = Assert.Single(Small.Kills(Small.Everything.Where(shown => shown.Seed == 1), planted));
        Assert.Null(second.Cases[0]);
        Assert.NotNull(second.Cases[1]);
    }

    [Fact]
    public void Each_law_is_asked_as_many_as_its_subject_has() => Assert.Equal(
        Laws.Select(law => law.Subject == LawSubject.Lifecycle ? 20 : 40),
        Enumerable.Range(0, Laws.Length).Select(law => Small.Everything.Count(shown => shown.Seed == 0 && shown.Law == law)));
}
