using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Explaining;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Properties.Shrinking;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Explaining;

public sealed class FreeFieldsTests
{
    private static readonly Scenario Unsat = Sharing([new(0, 2), new(4, 2)], Free("d0", (LimitKind.MaxSegmentCount, 1)));

    [Fact]
    public void Unsat_decision_has_some_and_others_have_none()
    {
        FreeFields free = Of(Unsat);

        Assert.Contains(free.Fields, f => f.Path == "devices[0].minAlignMask");
        Assert.DoesNotContain(free.Fields, f => f.Path is "devices[0].maxSegmentCount" or "devices[0].iommu");
        Assert.Same(FreeFields.None, Of(Unsat with { Devices = [Free("d0")] }));
    }

    /// <summary>Each look would be a process, and one that hangs takes its whole time.</summary>
    [Fact]
    public void Nothing_is_tried_with_a_second_solver()
    {
        int looks = 0;
        LawResult Broken(Case c)
        {
            looks++;
            return LawResult.Violated("agreement", "sat", "unsat");
        }

        Finding Finding(bool second) => new(
            new Law("Test", "a = b", NeedsSolver: false, Broken) { NeedsSecondSolver = second },
            new Violation("agreement", "sat", "unsat"),
            Unsat,
            null,
            new Shrunk(Unsat, 0, 0, Finished: true),
            []);

        Assert.Same(FreeFields.None, FreeFields.Of(Finding(second: true), TestVoters.Two));
        Assert.Equal(0, looks);
        Assert.NotEmpty(FreeFields.Of(Finding(second: false), TestVoters.Two).Fields);
        Assert.NotEqual(0, looks);
    }

    private static FreeFields Of(Scenario scenario) => FreeFields.Of(Decision.Of(scenario, TestVoters.Two, 10), TestVoters.Two);
}
