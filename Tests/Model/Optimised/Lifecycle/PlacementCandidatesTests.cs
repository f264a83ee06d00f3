using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class PlacementCandidatesTests
{
    [Fact]
    public void Layout_then_pieces_then_blocks()
    {
        Scenario scenario = Of().Pages(5).At((0x1000, 9)).In((3, 14, "b"), (0x101, 4, "a"), (0x203, 5, "b"));
        Assert.Equal(
            [
                [(0x1000UL, 9UL)],
                [(8UL, 5UL)],
                [(3UL, 5UL)],
            ],
            Candidates(scenario));
    }

    [Theory]
    [InlineData(4, 1, 8, 4)]
    [InlineData(5, 1, 12, 0)]
    [InlineData(5, 1, 13, 8)]
    [InlineData(256, 1, 512, 256)]
    [InlineData(300, 1, 556, 256)]
    [InlineData(300, 1, 555, 0)]
    public void One_piece_is_aligned_to_its_size_up_to_256_pages(ulong pages, ulong pfn, ulong extent, ulong expected)
    {
        Scenario scenario = Of().Pages(pages).In((pfn, extent - pfn, "h"));
        (ulong, ulong)[] pieces = [.. Candidates(scenario).Where(c => c.Length == 1).Select(c => c[0])];
        Assert.Equal(expected > 0, pieces.Contains((expected, pages)));
    }

    [Fact]
    public void Blocks_never_grow_again_and_neighbours_are_one_run()
    {
        // 282 pages: one block of 256, none of 16 is left, and 26 single pages, lowest first.
        Scenario scenario = Of().Pages(282).In((0x3f0, 10, "h"), (0x0fe, 0x110, "h"));
        Assert.Equal([(0x100UL, 0x100UL), (0x0feUL, 2UL), (0x200UL, 14UL), (0x3f0UL, 10UL)], Candidates(scenario)[^1]);
    }

    [Fact]
    public void Blocks_of_16_are_aligned_and_go_before_single_pages()
    {
        Scenario scenario = Of().Pages(20).In((0x1f, 3, "h"), (0x41, 40, "h"));
        Assert.Equal([(0x50UL, 16UL), (0x1fUL, 3UL), (0x41UL, 1UL)], Candidates(scenario)[^1]);
    }

    [Fact]
    public void Heaps_are_not_mixed()
    {
        Assert.Empty(Candidates(Of().Pages(4).In((0, 3, "a"), (8, 3, "b"))));
        Assert.Equal([[(0UL, 3UL), (8UL, 1UL)]], Candidates(Of().Pages(4).In((0, 3, "a"), (8, 3, "a"))));
    }

    [Fact]
    public void Layouts_that_share_a_page_are_not_disjoint()
    {
        var candidates = new PlacementCandidates();
        Layout low = new(0, [new(8, 4), new(0, 4)]);
        Assert.True(candidates.AreDisjoint(low, new(0, [new(4, 4), new(12, 1)])));
        Assert.False(candidates.AreDisjoint(low, new(0, [new(4, 5)])));
    }

    private static (ulong Pfn, ulong Pages)[][] Candidates(Scenario scenario) =>
        [.. new PlacementCandidates().Of(scenario).Select(Runs)];
}
