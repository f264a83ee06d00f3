using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

public class PlacementCoreTests
{
    [Theory]
    [InlineData(20174, false)]
    [InlineData(20175, true)]
    public void A_core_contradicts_by_itself_and_no_pair_of_it_can_be_left_out(int seed, bool gaps)
    {
        int pairs = 0;
        foreach (PlacementQuestion question in RandomPlacements.Tiny(seed, count: 600, mostPages: 5, gaps).Where(HasBusAddresses))
        {
            SolverReport report = Ask.Voter.Explain(question);
            if (report.Vote.Verdict != Verdict.Unsat)
            {
                Assert.Empty(report.Core);
                continue;
            }

            Assert.True(report.CoreIsMinimal);
            Assert.False(EveryPlacement.Exists(OnlyThe([.. report.Core], question)), $"{report}: {question}");
            foreach (CorePair left in report.Core)
            {
                CorePair[] rest = [.. report.Core.Where(pair => pair != left)];
                Assert.True(EveryPlacement.Exists(OnlyThe(rest, question)), $"{left} is not needed: {report}: {question}");
                pairs++;
            }
        }

        Assert.True(pairs > 60, $"{pairs}");
    }

    [Fact]
    public void Too_little_memory_contradicts_without_any_limit()
    {
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(9), [new PfnRun(16, 4), new PfnRun(32, 4)], Ask.Judges(Ask.None), SharingMode.Shared);

        SolverReport report = Ask.Voter.Explain(question);

        Assert.Equal(Verdict.Unsat, report.Vote.Verdict);
        Assert.Empty(report.Core);
        Assert.Null(report.Vote.Refusal);
        Assert.Equal(Verdict.Unsat, Ask.Voter.Answer(question with { Extents = [], Judges = [] }).Verdict);
    }

    [Fact]
    public void Devices_that_only_together_find_no_room_share_the_core()
    {
        // The one reaches the lower extents only, the other wants one segment: 8 pages in a row are in the upper extent.
        ResolvedLimits low = Ask.None with { AddressMask = 0x2ffff };
        ResolvedLimits one = Ask.None with { MaxSegmentCount = 1 };
        var question = new PlacementQuestion(
            Ask.Page, Ask.Pages(8), [new PfnRun(16, 4), new PfnRun(32, 4), new PfnRun(64, 2000)], Ask.Judges(low, one), SharingMode.Tailored);

        foreach (SharingMode mode in Enum.GetValues<SharingMode>())
        {
            Assert.Equal(["d0 addressMask", "d1 maxSegmentCount"], Ask.Core(Ask.Voter.Explain(question with { Mode = mode })));
        }
    }

    /// <summary>A page below bus address 0 is out of reach even when the mask is left out.</summary>
    private static bool HasBusAddresses(PlacementQuestion question) => question.Judges.All(judge =>
        question.Extents.All(run => (long)(run.FirstPfn * question.PageSize.Bytes) >= judge.BusOffsetBytes));

    private static PlacementQuestion OnlyThe(CorePair[] core, PlacementQuestion question) => question with
    {
        Judges = new([.. question.Judges.Select(judge => judge with
        {
            Limits = LimitKinds.All
                .Where(kind => !core.Any(pair => (pair.Device, pair.Limit) == (judge.Device, kind)))
                .Aggregate(judge.Limits, (limits, kind) => limits.Without(kind)),
        })]),
    };
}
