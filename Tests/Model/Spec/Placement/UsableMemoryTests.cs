using DmabufVerify.Spec.Placement;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

public class UsableMemoryTests
{
    private static readonly ValueList<PfnRun> Memory = [new PfnRun(2, 3), new PfnRun(10, 4)];

    [Fact]
    public void Reach_cuts_extents_above_and_a_bus_offset_below()
    {
        Judge above = Small.Direct(Small.Free with { AddressMask = (9 * Small.Page) - 1 }, 3 * (long)Small.Page);

        Assert.Equal([new PfnRun(3, 2), new PfnRun(10, 2)], Of(4 * Small.Page, above));
    }

    [Fact]
    public void Page_reached_in_part_is_there_for_a_buffer_that_ends_in_it()
    {
        Judge judge = Small.Direct(Small.Free with { AddressMask = (12 * Small.Page) + 9 });

        Assert.Equal([new PfnRun(2, 3), new PfnRun(10, 3)], Of(Small.Page + 10, judge));
        Assert.Equal([new PfnRun(2, 3), new PfnRun(10, 2)], Of(Small.Page + 11, judge));
    }

    [Fact]
    public void Everybody_has_to_reach_it()
    {
        Judge low = Small.Direct(Small.Free with { AddressMask = (4 * Small.Page) - 1 });
        Judge high = Small.Direct(Small.Free, 3 * (long)Small.Page);

        Assert.Equal([new PfnRun(3, 1)], Of(Small.Page, low, high));
        Assert.Empty(Of(Small.Page, low, Small.Direct(Small.Free, 4 * (long)Small.Page)));
    }

    [Fact]
    public void Who_may_bounce_is_no_limit_unless_there_is_nothing_to_bounce_with()
    {
        PlacementQuestion Bouncing(ResolvedLimits limits, long busOffsetBytes = 0) => Question(Small.Page) with
        {
            Bouncing = [new BouncingJudge(Small.Direct(limits, busOffsetBytes), limits)],
        };
        ResolvedLimits low = Small.Free with { AddressMask = (4 * Small.Page) - 1 };
        ResolvedLimits noPage = Small.Free with { MinAlignMask = 0x3ffff };

        Assert.Equal([new PfnRun(2, 2)], UsableMemory.Of(Bouncing(low)));
        Assert.Equal(Memory, UsableMemory.Of(Bouncing(low, 16 << 20)));
        Assert.Equal([new PfnRun(12, 2)], UsableMemory.Of(Bouncing(noPage, 12 * (long)Small.Page)));
        Assert.Equal(Memory, UsableMemory.Of(Bouncing(Small.Free, 12 * (long)Small.Page)));
        Assert.Equal([new PfnRun(12, 2)], UsableMemory.WithoutCopies(Bouncing(Small.Free, 12 * (long)Small.Page)));
    }

    private static PlacementQuestion Question(ulong size, params Judge[] judges) => new(PageSize.FourKiB, size, Memory, [.. judges], SharingMode.Shared);

    private static ValueList<PfnRun> Of(ulong size, params Judge[] judges) =>
        UsableMemory.Of(Question(size, judges));
}
