using DmabufVerify.Spec.Placement;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

public class EveryStorageTests
{
    private static readonly Judge Gap = Small.Direct(Small.Free with { VirtBoundaryMask = (2 * Small.Page) - 1 });

    [Fact]
    public void Without_a_gap_mask_it_is_every_set_of_pages_once()
    {
        Layout[] storage = Of(3, [new PfnRun(0, 3), new PfnRun(9, 3)], Small.Direct(Small.Free));

        Assert.Equal(20, storage.Select(Pages).Distinct().Count());
        Assert.All(storage, s => Assert.Equal(s.Runs.OrderBy(run => run.FirstPfn), s.Runs));
    }

    [Fact]
    public void Off_the_gap_mask_a_run_is_first_or_last()
    {
        Layout[] storage = Of(4, [new PfnRun(1, 1), new PfnRun(4, 2), new PfnRun(8, 1)], Gap);

        Assert.Equal([[new PfnRun(1, 1), new PfnRun(4, 2), new PfnRun(8, 1)]], storage.Select(s => s.Runs));
    }

    [Fact]
    public void Runs_that_follow_in_memory_may_be_far_apart_in_the_buffer()
    {
        // From the middle of a gap window to its end, then others, then the window's first half.
        Layout[] storage = Of(4, [new PfnRun(2, 2), new PfnRun(8, 2)], Gap);

        Assert.Contains([new PfnRun(3, 1), new PfnRun(8, 2), new PfnRun(2, 1)], storage.Select(s => s.Runs));
    }

    [Fact]
    public void Runs_are_no_more_than_segments_are()
    {
        Judge two = Small.Direct(Small.Free with { MaxSegmentCount = 2 });

        Assert.Equal([2], Of(3, [new PfnRun(0, 2), new PfnRun(4, 1), new PfnRun(8, 1)], two).Select(s => s.Runs.Count).Distinct());
    }

    [Fact]
    public void Is_enough_where_nobody_copies_or_joins()
    {
        ValueList<PfnRun> memory = [new PfnRun(2, 3)];
        PlacementQuestion question = new(PageSize.FourKiB, Small.Page, memory, [], SharingMode.Shared);
        bool Bouncing(ResolvedLimits limits) =>
            EveryStorage.IsEnough(question with { Bouncing = [new BouncingJudge(Small.Direct(limits), limits)] }, memory);

        Assert.True(EveryStorage.IsEnough(question, memory));
        Assert.False(EveryStorage.IsEnough(question with { Joining = [new JoiningJudge(Small.Direct(Small.Free), Small.Page)] }, memory));
        Assert.True(Bouncing(Small.Free with { AddressMask = 0x4fff }));
        Assert.True(Bouncing(Small.Free with { AddressMask = 0x4ffe }));

        // With a pool in reach, what is beyond it can be copied.
        memory = [new PfnRun(0x1000, 3)];
        Assert.True(Bouncing(Small.Free with { AddressMask = 0x1002fff }));
        Assert.False(Bouncing(Small.Free with { AddressMask = 0x1002ffe }));
    }

    private static Layout[] Of(ulong pages, ValueList<PfnRun> memory, Judge judge) =>
    [
        .. EveryStorage.Of(new PlacementQuestion(PageSize.FourKiB, pages * Small.Page, memory, [judge], SharingMode.Shared), memory),
    ];

    private static string Pages(Layout storage) => string.Join(' ', storage.Runs.SelectMany(EveryPageList.PfnsOf));
}
