using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Tests.Properties.Running;

public sealed class LawTallyTests
{
    private static readonly LawTally None = new(new Law("Test.Law", "1 = 1", NeedsSolver: false, _ => LawResult.Holds), 0, 0, 0, 0);

    [Fact]
    public void Each_outcome_is_counted_apart()
    {
        LawTally tally = None.With(LawOutcome.Holds).With(LawOutcome.Holds).With(LawOutcome.Violated)
            .With(LawOutcome.Unknown).With(LawOutcome.NotApplicable).With(LawOutcome.NotApplicable).With(LawOutcome.NotApplicable);

        Assert.Equal(None with { Held = 2, Violated = 1, Unknown = 1, NotApplicable = 3 }, tally);
        Assert.Equal(3, tally.LookedAt);
    }

    [Fact]
    public void Tallies_add_up() => Assert.Equal(
        None with { Held = 11, Violated = 22, Unknown = 33, NotApplicable = 44 },
        (None with { Held = 1, Violated = 2, Unknown = 3, NotApplicable = 4 })
            .Plus(None with { Held = 10, Violated = 20, Unknown = 30, NotApplicable = 40 }));
}
