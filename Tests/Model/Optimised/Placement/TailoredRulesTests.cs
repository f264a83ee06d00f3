using DmabufVerify.Optimised;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Cases;

namespace DmabufVerify.Tests.Model.Optimised.Placement;

public class TailoredRulesTests
{
    private readonly OptimisedVoter _voter = new();

    private TableVote Ask(ulong pages, (ulong Pfn, ulong Pages)[] extents, params Judge[] judges) => _voter.Answer(
        new PlacementQuestion(
            PageSize.FourKiB, pages * Page, [.. extents.Select(e => new PfnRun(e.Pfn, e.Pages))], [.. judges], SharingMode.Tailored));

    private static ValueList<PfnRun> Runs(params (ulong Pfn, ulong Pages)[] runs) => [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))];

    [Fact]
    public void Each_device_cuts_for_itself()
    {
        Judge small = Direct(Free with { MaxSegmentSizeBytes = Page, MaxSegmentCount = 8 }, 0, "small");
        Judge few = Direct(Free with { MaxSegmentCount = 1 }, 0, "few");

        Assert.Equal(Runs((3, 8)), Ask(8, [(3, 9)], small, few).Storage!.Runs);
        Assert.Equal(
            new Refusal("small", LimitKind.MaxSegmentCount, 8, 9 * Page, null), Ask(9, [(3, 9)], small, few).Refusal);
    }

    [Fact]
    public void One_run_is_placed_where_every_device_cuts_it_seldom()
    {
        // The first wants all between 0 and 16, or 16 and 32; the second has edges at 2, 10, 18 and 26, and two segments of 4 pages.
        Judge window = Direct(Free with { SegmentBoundaryMask = (16 * Page) - 1, MaxSegmentCount = 1 });
        Judge size = Direct(
            Free with { SegmentBoundaryMask = (8 * Page) - 1, MaxSegmentSizeBytes = 4 * Page, MaxSegmentCount = 2 }, 2);

        Assert.Equal(Runs((2, 8)), Ask(8, [(1, 30)], window, size).Storage!.Runs);
        Assert.Equal(Runs((6, 8)), Ask(8, [(3, 30)], window, size).Storage!.Runs);
        Assert.Equal(Runs((18, 8)), Ask(8, [(7, 19)], window, size).Storage!.Runs);
        Assert.Equal(Verdict.Unsat, Ask(8, [(7, 18)], window, size).Verdict);
    }

    [Fact]
    public void Devices_that_want_different_extents_each_alone_may_have_no_common_storage()
    {
        // Pieces of 8 are whole for the second only where its windows begin: each alone has room for 16 pages in two segments.
        Judge even = Direct(Free with { SegmentBoundaryMask = (8 * Page) - 1, MaxSegmentCount = 2 }, 0, "even");
        Judge odd = Direct(Free with { SegmentBoundaryMask = (8 * Page) - 1, MaxSegmentCount = 2 }, 4, "odd");

        Assert.Equal(Verdict.Sat, Ask(16, [(0, 8), (16, 8), (36, 8), (52, 8)], even).Verdict);
        Assert.Equal(Verdict.Sat, Ask(16, [(0, 8), (16, 8), (36, 8), (52, 8)], odd).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(16, [(0, 8), (16, 8), (36, 8), (52, 8)], even, odd).Verdict);
    }

    [Fact]
    public void Any_stretch_may_be_the_one_that_is_cut()
    {
        // Lengths 11, 9, 7 and segments of 4 and 3 pages: 22 pages fit into 6 and 8 segments only as 8 + 7 + 7, or likewise.
        Judge four = Direct(Free with { MaxSegmentSizeBytes = 4 * Page, MaxSegmentCount = 6 });
        Judge three = Direct(Free with { MaxSegmentSizeBytes = 3 * Page, MaxSegmentCount = 8 });

        Assert.Equal(Verdict.Sat, Ask(22, [(0, 11), (20, 9), (40, 7)], four, three).Verdict);
        Assert.Equal(Verdict.Unsat, Ask(24, [(0, 11), (20, 9), (40, 7)], four, three).Verdict);
    }

    [Fact]
    public void Gap_masks_put_odd_runs_first_and_last()
    {
        Judge gap = Direct(Free with { VirtBoundaryMask = (4 * Page) - 1 });
        Judge few = Direct(Free with { MaxSegmentCount = 3 });

        TableVote vote = Ask(10, [(1, 3), (8, 4), (16, 3)], gap, few);

        Assert.Equal(Runs((1, 3), (8, 4), (16, 3)), vote.Storage!.Runs);
        Assert.Equal(Verdict.Unsat, Ask(10, [(1, 3), (9, 3), (16, 4)], gap, few).Verdict);
    }

    [Fact]
    public void Limits_that_the_memory_cannot_touch_ask_for_nothing()
    {
        Judge[] judges =
        [
            .. Enumerable.Range(0, 32).Select(i => Direct(
                Free with { SegmentBoundaryMask = (1UL << (40 + (i % 20))) - 1, MaxSegmentSizeBytes = (100 + (ulong)i) * Page })),
        ];

        Assert.Equal(Runs((7, 100), (200, 50)), Ask(150, [(7, 100), (200, 50)], judges).Storage!.Runs);
    }

    [Fact]
    public void Small_worlds_are_always_decided()
    {
        var worlds = new TinyWorlds(71);
        for (int i = 0; i < 3000; i++)
        {
            Assert.NotEqual(Verdict.Unknown, _voter.Answer(worlds.Next(12, SharingMode.Tailored)).Verdict);
        }
    }
}
