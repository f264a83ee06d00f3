using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

public sealed class CandidatesTests
{
    [Fact]
    public void The_layout_comes_first()
    {
        Scenario scenario = Over(At((7, 4)), Dev("a")) with { Memory = [Memory(64, 64)] };

        Assert.Equal(At((7, 4)), Chosen(scenario));
    }

    [Theory]
    [InlineData(3, 5, 8)]
    [InlineData(4, 4, 4)]
    [InlineData(300, 1, 256)]
    public void One_piece_is_aligned_to_its_size_up_to_256_pages(ulong pages, ulong extentPfn, ulong expectedPfn) =>
        Assert.Equal(At((expectedPfn, pages)), Chosen(Of(pages, [Memory(extentPfn, 1024)], Contiguous("a"))));

    [Fact]
    public void An_extent_too_small_for_one_piece_is_passed_over() =>
        Assert.Equal(At((64, 3)), Chosen(Of(3, [Memory(5, 5), Memory(64, 3)], Contiguous("a"))));

    [Fact]
    public void Blocks_are_taken_largest_first_and_lowest_first_within_one_heap()
    {
        Scenario scenario = Of(22, [Memory(30, 19), Memory(4, 7), Memory(1000, 100, "other")], Dev("a"));

        // One block of 16 at 32; then single pages, lowest first: 4 to 9, which are 6. Those around the block stay free.
        Assert.Equal(At((32, 16), (4, 6)), Chosen(scenario with { Memory = [scenario.Memory[0], scenario.Memory[1]] }));
        Assert.Equal(At((1024, 22)), Chosen(scenario));
    }

    [Fact]
    public void Blocks_that_adjoin_are_one_run() =>
        Assert.Equal(At((48, 33)), Chosen(Of(33, [Memory(48, 33)], Dev("a"))));

    [Fact]
    public void A_larger_block_is_not_taken_twice_in_smaller_pieces()
    {
        Scenario scenario = Of(290, [Memory(512, 256), Memory(0, 34)], Dev("a"));

        Assert.Equal(At((512, 256), (0, 34)), Chosen(scenario));
    }

    [Fact]
    public void Heaps_are_not_mixed() => Assert.Equal(
        GroundsKind.NoStorage,
        new Exported(Of(4, [Memory(0, 3), Memory(8, 3, "other")], Dev("a"))).Do(new Operation.BeginCpuAccess(true)).Grounds?.Kind);

    [Fact]
    public void Export_without_a_candidate_leaves_no_buffer()
    {
        Scenario scenario = Of(4, [Memory(0, 3)], Dev("a")) with { Exporter = new Exporter { Allocates = AllocationTime.Export } };
        var buffer = new DmabufVerify.Published.PublishedBuffer(scenario, AllRules[0], default);

        Assert.Equal(StepResult.Refused(Errno.Enomem, GroundsKind.NoStorage), buffer.Apply(Export));
        Assert.Equal(BufferView.None, buffer.View);
    }

    private static Layout? Chosen(Scenario scenario) =>
        new Exported(scenario).After(new Operation.BeginCpuAccess(false)).View.Storage;
}
