using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining;

public sealed class DossierTests
{
    private static readonly Scenario Crosses = Sharing([new(15, 2)], Free("d0", (LimitKind.SegmentBoundaryMask, 0xffff)));

    [Fact]
    public void Question_shows_both_answers_and_where_the_tables_part()
    {
        Dossier dossier = OfFault("optimised.boundary-ignored", "Optimised.EqualsSpec", Crosses, TestVoters.Three);

        Assert.Equal(("spec", "optimised"), (dossier.Traces.Left, dossier.Traces.Right));
        ComparedAnswer answer = Assert.Single(dossier.Traces.Answers);
        Assert.Equal((2UL, 1UL), (answer.Left.FewestSegments, answer.Right.FewestSegments));
        Assert.Equal([true, true], answer.Segments.Select(segment => segment.Differs));
        Assert.Equal(ErrorClass.TooFewSegments, dossier.Class);
        Assert.Equal("replay it", dossier.ReplayLine);
    }

    [Fact]
    public void Question_shows_both_merges_where_they_part()
    {
        Scenario two = Sharing(
            [new(0, 1)], Free("d0", (LimitKind.AddressMask, 0x2fff)), Free("d1", (LimitKind.AddressMask, 0x1fff)));

        Dossier merged = OfFault("optimised.merge-reach-is-and", "Merge.OnlyTightens", two, TestVoters.Three);
        Dossier counted = OfFault("optimised.boundary-ignored", "Optimised.EqualsSpec", Crosses, TestVoters.Three);

        Assert.Equal([("d0", false), ("d1", true)], merged.Traces.Merges.Select(m => (m.Device, m.Differs)));
        Assert.Equal((0x1fffUL, 0xfffUL), (merged.Traces.Merges[1].Left.AddressMask, merged.Traces.Merges[1].Right.AddressMask));
        Assert.Empty(counted.Traces.Merges);
    }

    [Fact]
    public void History_shows_every_step_of_both()
    {
        Scenario life = Sharing([new(0, 1)], new Device("d0", Limits.Unset)) with
        {
            Exporter = Exporter.Default with { HooksReadConstraints = true },
            Steps = [new(new Operation.Attach("d0"))],
        };

        Dossier dossier = OfFault("engine.hook-sees-no-newcomer", "Engine.EqualsSpec", life, TestVoters.Two);

        Assert.Equal([RowVerdict.Same, RowVerdict.Differ], dossier.Traces.Steps.Select(row => row.Verdict));
        Assert.Equal(ErrorClass.WrongConstraints, dossier.Class);
        Assert.Contains(dossier.Free.Fields, f => f.Path == "exporter.allocates");
        Assert.DoesNotContain(dossier.Free.Fields, f => f.Path == "exporter.hooksReadConstraints");
    }

    [Fact]
    public void Who_throws_is_not_asked_again()
    {
        Voters broken = TestVoters.Two with { Optimised = new Throwing(TestVoters.Two.Optimised) };
        Finding finding = Examination.Examine(Named("Optimised.EqualsSpec"), Sharing([new(0, 1)], Free("d0")), null, broken, 100);

        var dossier = Dossier.Of(finding, broken, "");

        Assert.Equal(ErrorClass.Throws, dossier.Class);
        Assert.Empty(dossier.Traces.Answers);
        Assert.Empty(dossier.Traces.Steps);
    }

    private static Dossier OfFault(string fault, string law, Scenario failing, Voters real)
    {
        Voters voters = AllFaults.Named(fault)!.Plant(real);
        return Dossier.Of(Examination.Examine(Named(law), failing, null, voters, shrinkBudget: 0), voters, "replay it");
    }

    private static Law Named(string name) => AllLaws.List.Single(law => law.Name == name);

    private sealed class Throwing(IRules real) : FaultyRules(real)
    {
        public override TableVote Answer(TableQuestion question) => throw new InvalidOperationException("oops");

        public override SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments) => throw new InvalidOperationException("oops");
    }
}
