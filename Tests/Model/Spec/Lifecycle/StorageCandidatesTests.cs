using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

public sealed class StorageCandidatesTests
{
    [Fact]
    public void Layout_comes_first_then_pieces_then_blocks_by_heap()
    {
        Scenario scenario = With().At((0x500, 4)) with { BufferSizeBytes = 6 * Page };
        var layout = new Layout(0x10, Runs((0x500, 7)));

        Expect(
            (scenario with { Layout = layout }).From(("y", 0x28, 4), ("x", 0x10, 4), ("x", 0x30, 4), ("y", 0x22, 2), ("z", 0x41, 15)),
            layout,
            Whole((0x48, 6)),
            Whole((0x22, 2), (0x28, 4)),
            Whole((0x10, 4), (0x30, 2)),
            Whole((0x41, 6)));
    }

    [Theory]
    [InlineData(20, 0x11, 0x20)] // 32 pages: 2^ceil(log2 20).
    [InlineData(32, 0x11, 0x20)]
    [InlineData(33, 0x11, 0x40)]
    [InlineData(300, 0x101, 0x200)] // 256 pages at most: CONFIG_CMA_ALIGNMENT.
    [InlineData(1, 0x11, 0x11)]
    public void Piece_starts_at_the_first_aligned_page(ulong pages, ulong extent, ulong first) =>
        Assert.Equal(
            Whole((first, pages)),
            StorageCandidates.Of(With().Pages(pages).From(("h", extent, first - extent + pages)))[0]);

    [Fact]
    public void Piece_that_alignment_pushes_over_the_end_is_none() =>
        Expect(With().From(("h", 1, 4)), Whole((1, 4)));

    [Fact]
    public void Blocks_go_from_large_to_small_lowest_first_and_join_neighbours() =>
        Expect(With().Pages(290).From(("h", 0x201, 300), ("h", 0x100, 256)), Whole((0x100, 256), (0x210, 32), (0x201, 2)));

    [Fact]
    public void Blocks_lie_in_one_extent_even_where_extents_adjoin() =>
        Expect(With().Pages(16).From(("h", 0x18, 8), ("h", 0x20, 8)), Whole((0x18, 16)));

    [Fact]
    public void Too_few_pages_are_no_candidate() => Expect(With().From(("h", 0x10, 3), ("other", 0x20, 3)));

    [Fact]
    public void Page_size_counts() => Expect(
        With().From(("h", 3, 2)) with { PageSize = new PageSize(16384), BufferSizeBytes = 16385 }, Whole((3, 2)));

    private static Layout Whole(params (ulong Pfn, ulong Pages)[] runs) => new(0, Runs(runs));

    private static void Expect(Scenario scenario, params Layout[] candidates) =>
        Assert.Equal(candidates, StorageCandidates.Of(scenario));
}
