using DmabufVerify.Properties.Laws;

namespace DmabufVerify.Tests.Properties.Laws;

public sealed class LawResultTests
{
    private static readonly LawResult First = LawResult.Violated("first", "x", "y", "spec");
    private static readonly LawResult Second = LawResult.Violated("second", "x", "y");

    [Fact]
    public void Worst_is_the_first_violation()
    {
        Assert.Equal(First, LawResult.Worst([LawResult.Holds, First, Second]));
        Assert.Equal(First, LawResult.Worst([LawResult.Unknown, LawResult.NotApplicable, First]));
        Assert.Equal("spec", First.Violation!.Suspect);
    }

    [Fact]
    public void Without_a_violation_a_part_that_held_decides()
    {
        Assert.Equal(LawResult.Holds, LawResult.Worst([LawResult.Unknown, LawResult.Holds, LawResult.Unknown]));
        Assert.Equal(LawResult.Holds, LawResult.Worst([LawResult.NotApplicable, LawResult.Holds]));
    }

    [Fact]
    public void Unknown_is_not_a_pass()
    {
        Assert.Equal(LawResult.Unknown, LawResult.Worst([LawResult.NotApplicable, LawResult.Unknown, LawResult.NotApplicable]));
        Assert.Equal(LawResult.NotApplicable, LawResult.Worst([LawResult.NotApplicable]));
        Assert.Equal(LawResult.NotApplicable, LawResult.Worst([]));
    }
}
