using DmabufVerify.Spec.Placement;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Placement;

public class LikelyStorageTests
{
    private static readonly ValueList<PfnRun> Memory = [new PfnRun(1, 2), new PfnRun(5, 9), new PfnRun(20, 4)];

    [Fact]
    public void One_piece_is_tried_from_the_start_and_from_window_edges()
    {
        Judge judge = Small.Direct(Small.Free with { SegmentBoundaryMask = (8 * Small.Page) - 1, VirtBoundaryMask = (2 * Small.Page) - 1 });

        ValueList<PfnRun>[] tried = Of(4, judge);

        Assert.Equal([[new PfnRun(5, 4)], [new PfnRun(8, 4)], [new PfnRun(6, 4)], [new PfnRun(20, 4)]], tried.Take(4));
    }

    [Fact]
    public void Extents_are_tried_by_size_and_cut_short()
    {
        ValueList<PfnRun>[] tried = Of(11, Small.Direct(Small.Free));

        Assert.Equal([[new PfnRun(5, 9), new PfnRun(20, 2)], [new PfnRun(1, 2), new PfnRun(20, 4), new PfnRun(5, 5)]], tried);
    }

    [Fact]
    public void Largest_segments_of_a_judge_are_tried_in_ascending_order()
    {
        Judge judge = Small.Direct(Small.Free with { SegmentBoundaryMask = (4 * Small.Page) - 1 });

        Assert.Contains([new PfnRun(5, 1), new PfnRun(8, 4), new PfnRun(20, 4)], Of(9, judge));
    }

    [Fact]
    public void Edges_of_who_may_bounce_are_found_below_zero()
    {
        // On the bus the memory is pages -7 to 4; its first window ends behind page -5.
        Judge judge = Small.Direct(Small.Free with { SegmentBoundaryMask = (4 * Small.Page) - 1 }, 9 * (long)Small.Page);
        PlacementQuestion question = new(PageSize.FourKiB, 4 * Small.Page, [new PfnRun(2, 12)], [], SharingMode.Shared)
        {
            Bouncing = [new BouncingJudge(judge, judge.Limits)],
        };

        Assert.Equal(
            [[new PfnRun(2, 4)], [new PfnRun(5, 4)]],
            LikelyStorage.Of(question, question.Extents).Take(2).Select(storage => storage.Runs));
    }

    private static ValueList<PfnRun>[] Of(ulong pages, Judge judge) =>
    [
        .. LikelyStorage.Of(new PlacementQuestion(PageSize.FourKiB, pages * Small.Page, Memory, [judge], SharingMode.Shared), Memory)
            .Select(storage => storage.Runs),
    ];
}
