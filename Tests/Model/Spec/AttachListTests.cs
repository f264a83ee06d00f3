using DmabufVerify.Spec;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec;

public sealed class AttachListTests
{
    [Fact]
    public void Merged_limits_loosen_when_the_tightest_leaves()
    {
        var list = new AttachList();
        Assert.Equal(Free, list.Merged);

        int wide = list.Attach(Free with { MaxSegmentCount = 8 });
        int narrow = list.Attach(Free with { MaxSegmentCount = 2 });
        Assert.Equal(Free with { MaxSegmentCount = 2 }, list.Merged);

        list.Detach(narrow);
        Assert.Equal(Free with { MaxSegmentCount = 8 }, list.Merged);

        list.Detach(wide);
        Assert.Equal(Free, list.Merged);
    }

    [Fact]
    public void Same_limits_can_be_attached_twice()
    {
        var list = new AttachList();
        int first = list.Attach(Free with { MaxSegmentCount = 2 });
        int second = list.Attach(Free with { MaxSegmentCount = 2 });

        list.Detach(first);

        Assert.NotEqual(first, second);
        Assert.Equal(Free with { MaxSegmentCount = 2 }, list.Merged);
    }

    [Fact]
    public void Only_an_attached_slot_can_be_detached()
    {
        var list = new AttachList();
        int slot = list.Attach(Free);
        list.Detach(slot);

        Assert.Throws<ArgumentOutOfRangeException>(() => list.Detach(slot));
    }
}
