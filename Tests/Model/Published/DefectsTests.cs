using DmabufVerify.Published;

namespace DmabufVerify.Tests.Model.Published;

public sealed class DefectsTests
{
    [Fact]
    public void Sets_are_equal_when_their_members_are()
    {
        Assert.Equal(Defects.Of(Defect.F1, Defect.I3), Defects.Of(Defect.I3, Defect.F1, Defect.F1));
        Assert.NotEqual(Defects.Of(Defect.F1), Defects.Of(Defect.F2));
        Assert.Equal(Defects.None, Defects.Of(Defect.G2).Without(Defect.G2));
        Assert.Equal(Defects.Of(Defect.G2), Defects.None.With(Defect.G2));
        Assert.Equal(Enum.GetValues<Defect>(), Defects.All.Members);
        Assert.Equal(34, Defects.All.Count);
    }

    [Fact]
    public void Sets_are_written_in_the_order_of_the_list()
    {
        Assert.Equal("F3 F22", Defects.Of(Defect.F22, Defect.F3).ToString());
        Assert.Equal("none", Defects.None.ToString());
    }
}
