using System.Runtime.InteropServices;
using DmabufVerify.Cli.Capture;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Tests.Cli.Capture;

public class PagemapTests
{
    private const ulong Present = 1UL << 63;

    [Fact]
    public void Frames_become_maximal_runs_in_the_order_of_the_pages() => Assert.Equal(
        new Layout(0, [new(0x100, 2), new(0x50, 1), new(0x102, 1)]),
        Decode(Present | 0x100, Present | 0x101, Present | 0x50, Present | 0x102).Value);

    [Fact]
    public void Flags_are_not_part_of_the_frame_number()
    {
        // Bits 55 to 62: soft-dirty, exclusively mapped, write-protected, file page, swapped, and those not yet used.
        ulong flags = Present | (0xffUL << 55);

        Assert.Equal(new Layout(0, [new((1UL << 52) - 1, 1)]), Decode(flags | ((1UL << 52) - 1)).Value);
    }

    [Fact]
    public void Withheld_frame_numbers_are_told() => Assert.Equal(
        "pagemap: frame number 0: page frame numbers need root (CAP_SYS_ADMIN)",
        Decode(Present, Present).Problem!.ToString());

    [Fact]
    public void A_page_that_is_not_in_memory_is_told_with_its_index() => Assert.Contains(
        "page 1: is not in memory",
        Decode(Present | 5, 6).Problem!.ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void A_frame_that_occurs_twice_is_told() => Assert.Contains(
        "page frame 0x5: occurs twice",
        Decode(Present | 5, Present | 9, Present | 5).Problem!.ToString(),
        StringComparison.Ordinal);

    private static ReadResult<Layout> Decode(params ulong[] entries) => Pagemap.Decode(MemoryMarshal.AsBytes<ulong>(entries));
}
