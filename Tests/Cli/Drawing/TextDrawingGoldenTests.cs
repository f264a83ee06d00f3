using DmabufVerify.Cli.Drawing;
using DmabufVerify.Properties.Explaining;

namespace DmabufVerify.Tests.Cli.Drawing;

/// <summary>Pictures to look at.</summary>
public sealed class TextDrawingGoldenTests
{
    [Fact]
    public void One_run_and_the_segment_beyond_the_count() => Draws(
        """
        storage: 1 run, 64 pages of 4 KiB
          ┣━━━━━━━━━━━━━━━━━━━━━━━━━━━ pfn 0x1000, 64 pages ━━━━━━━━━━━━━━━━━━━━━━━━━━━┫
          0x1000000                                                            0x103ffff
        one table for display and gpu: 4 segments
          ├───── 64 KiB ─────┼▓▓▓▓▓ 64 KiB ▓▓▓▓▓┼───── 64 KiB ──────┼───── 64 KiB ─────┤
                             ▲ display.maxSegmentCount
          0x1000000          0x1010000          0x1020000           0x1030000
        ▲ display.maxSegmentCount 1: segment 2, at 0x1010000, is one too many:
          gpu.maxSegmentSize 64 KiB ends the one before; the table needs 4 segments
        to scale; ▓ too much
        """,
        Pictures.OneRun);

    [Fact]
    public void Several_runs_from_the_middle_of_a_page() => Draws(
        """
        storage: 3 runs, 51 pages of 4 KiB, from byte 100 on
          ┣━ pfn 0x1000, 16 pages ━╋ 3 ╋━━━━━━━━━━━━━ pfn 0x800, 32 pages ━━━━━━━━━━━━━┫
          0x1000064                    0x800000                                 0x81f063
        a: 4 segments
          ├───── 65436 bytes ──────┼───┼▓▓▓▓▓▓▓▓ 64 KiB ▓▓▓▓▓▓▓▓╫──── 61540 bytes ─────┤
                                       ▲ a.maxSegmentCount
          0x1000064                    0x800000                 0x810000
        ▲ a.maxSegmentCount 2: segment 3, at 0x800000, is one too many: the storage goes
          on elsewhere there; the table needs 4 segments
        to scale; ▓ too much; ╫ boundary with a cut
        """,
        Pictures.SeveralRuns);

    [Fact]
    public void Several_runs_in_sixty_columns_of_ascii() => Draws(
        """
        storage: 3 runs, 51 pages of 4 KiB, from byte 100 on
          [=== 16 pages ====| 3 |====== pfn 0x800, 32 pages =======]
          0x1000064             0x800000                    0x81f063
        a: 4 segments
          +-- 65436 bytes --+---+#### 64 KiB #####|- 61540 bytes --+
                                ^ a.maxSegmentCount
          0x1000064             0x800000          0x810000
        ^ a.maxSegmentCount 2: segment 3, at 0x800000, is one too
          many: the storage goes on elsewhere there; the table needs
          4 segments
        to scale, but what is short is widened; # too much; |
        boundary with a cut
        """,
        Pictures.SeveralRuns, new DrawingStyle(60, IsAscii: true));

    [Fact]
    public void Pages_out_of_reach_of_one_bus_and_not_of_another() => Draws(
        """
        storage: 2 runs, 16 pages of 4 KiB
          ┣━━━━━━━━ pfn 0x1000, 8 pages ━━━━━━━━╋━━━━━━━━ pfn 0xffffe, 8 pages ━━━━━━━━┫
          0x1000000                             0xffffe000                   0x100005fff
        a: 2 segments
          ├────────────── 32 KiB ───────────────┼─────────░░░░░░ 32 KiB ░░░░░░░░░░░░░░░┤
                                                          ▲ a.addressMask
          0x1000000                                       0x100000000
        ▲ a.addressMask 0xffffffff: the page at 0x100000000 is out of reach
        b: 2 segments, bus offset 0x1000000
          ├────────────── 32 KiB ───────────────┼─────────────── 32 KiB ───────────────┤
          0x0                                   0xfeffe000
        to scale; ░ out of reach
        """,
        Pictures.Reach);

    [Fact]
    public void Pages_without_an_address() => Draws(
        """
        storage: 1 run, 4 pages of 4 KiB
          ┣━━━━━━━━━━━━━━━━━━━━━━━━━━━━ pfn 0x10, 4 pages ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┫
          0x10000                                                                0x13fff
        a: 1 segment, bus offset 0x12000
          ├░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 16 KiB ──────────────────────────────────┤
          ▲ a.addressMask
        ▲ a.addressMask unlimited: the bus has no address for the pages from here on
        to scale; ░ out of reach
        """,
        Pictures.NoBusAddress);

    [Fact]
    public void A_cut_that_a_gap_mask_forbids() => Draws(
        """
        storage: 3 runs, 19 pages of 4 KiB
          ┣━━━━━ pfn 0x1000, 8 pages ━━━━━╋━━━━━ pfn 0x3003, 8 pages ━━━━━━╋━ 3 pages ━┫
          0x1000000                       0x3003000                        0x5000000
        nvme: 3 segments
          ├─────────── 32 KiB ────────────┼──────────── 32 KiB ────────────┼─ 12 KiB ──┤
                                          ▲ nvme.virtBoundaryMask
          0x1000000                       0x3003000                        0x5000000
        ▲ nvme.virtBoundaryMask 0x3fff: a cut is due at 0x3003000, which is no multiple
          of 16 KiB
        to scale
        """,
        Pictures.Gap);

    [Fact]
    public void Ten_thousand_runs_around_the_one_that_matters() => Draws(
        """
        storage: 10,000 runs, 15,000 pages of 4 KiB
          ┣ 1 ╋ 2 ╋┄┄┄┄ 124 runs ┄┄┄┄┄╋ 1 ╋ 2 ╋ 1 ╋ 2 ━╋ 1 ╋┄┄┄ 9,867 runs ┄┄┄┄╋ 1 ╋ 2 ┫
          0x10000000                  0x1017a000  0x10183000                  0x1752efff
        sg: 10,000 segments
          ├───┼───┼┄┄ 124 segments ┄┄┄┼───┼───┼▓▓▓┼────┼───┼┄ 9,867 segments ┄┄┼───┼───┤
                                              ▲ sg.maxSegmentCount
          0x10000000                          0x10180000   0x10189000
        ▲ sg.maxSegmentCount 128: segment 129, at 0x10180000, is one too many: the
          storage goes on elsewhere there; the table needs 10,000 segments
        mmu, behind its IOMMU: 938 segments of one range
          ├───────┄┄┄┄ 10 segments ┄┄┄────────┼── 64 KiB ──┄┄┄ 924 segments ┄┄┄────────┤
          0x4000000                           0x40c0000
        to scale, but what is short is widened; ┄ left out; ▓ too much
        """,
        Pictures.TenThousandRuns);

    [Fact]
    public void Ten_thousand_runs_in_sixty_columns_of_ascii() => Draws(
        """
        storage: 10,000 runs, 15,000 pages of 4 KiB
          [ 1 |.... 126 runs ....| 2 =| 1 |... 9,870 runs ....| 2 =]
          0x10000000             0x1017d000               0x1752efff
        sg: 10,000 segments
          +---+.. 126 segments ..+----+###+. 9,870 segments ..+----+
                                      ^ sg.maxSegmentCount
          0x10000000                  0x10180000
        ^ sg.maxSegmentCount 128: segment 129, at 0x10180000, is one
          too many: the storage goes on elsewhere there; the table
          needs 10,000 segments
        mmu, behind its IOMMU: 938 segments of one range
          +---... 10 segments ...-----+---... 924 segments ...-----+
          0x4000000                   0x40c0000
        to scale, but what is short is widened; . left out; # too
        much
        """,
        Pictures.TenThousandRuns, new DrawingStyle(60, IsAscii: true));

    [Fact]
    public void Windows_of_large_pages() => Draws(
        """
        storage: 2 runs, 16 pages of 64 KiB
          ┣━━━━━━━━━━━━ pfn 0x1001, 10 pages ━━━━━━━━━━━━━╋━━━ pfn 0x2010, 6 pages ━━━━┫
          0x10010000                                      0x20100000          0x2015ffff
        a: 5 segments
          ├── 192 KiB ──╫───── 256 KiB ─────╫── 192 KiB ──┼──── 256 KiB ─────╫▓▓▓▓▓▓▓▓▓┤
                                                           a.maxSegmentCount ▲
          0x10010000    0x10040000          0x10080000    0x20100000         0x20140000
        ▲ a.maxSegmentCount 4: segment 5, at 0x20140000, is one too many:
          a.segmentBoundaryMask 0x3ffff ends the one before; the table needs 5 segments
        to scale; ▓ too much; ╫ boundary with a cut
        """,
        Pictures.LargePages);

    [Fact]
    public void More_segments_than_anybody_lists() => Draws(
        """
        storage: 1 run, 2,251,799,813,685,248 pages of 4 KiB
          ┣ pfn 0x8000000000000, 2,251,799,813,685,248 pages ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┫
          0x8000000000000000                                          0xffffffffffffffff
        a: 140,737,488,355,328 segments
          ├─────────┼─────────┼─ 64 KiB ─┼▓▓▓▓▓▓▓▓▓┼─────────┼┄┄ 140,737,488,355,323 ┄┄┤
                                         ▲ a.maxSegmentCount
          0x8000000000000000             0x8000000000030000  0x8000000000050000
        ▲ a.maxSegmentCount 3: segment 4, at 0x8000000000030000, is one too many:
          a.maxSegmentSize 64 KiB ends the one before; the table needs
          140,737,488,355,328 segments
        to scale; ┄ left out; ▓ too much
        """,
        Pictures.HugeAddresses);

    [Fact]
    public void What_the_kernel_joins_across_a_boundary() => Draws(
        """
        storage: 2 runs, 32 pages of 4 KiB
          ┣━━━━ 8 pages ━━━━━╋━━━━━━━━━━━━━━━━━━ pfn 0x200, 24 pages ━━━━━━━━━━━━━━━━━━┫
          0x100000           0x200000                                           0x217fff
        dec, as the kernel joins behind its IOMMU: 2 segments
          ├───── 32 KiB ─────┼▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓ 96 KiB ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓╎▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓┤
                             ▲ dec.maxSegmentCount
          0x20000            0x30000
        ▲ dec.maxSegmentCount 1: segment 2, at 0x30000, is one too many; the table needs
          2 segments
        to scale; ▓ too much; ╎ boundary without a cut
        """,
        Pictures.KernelJoin);

    private static void Draws(string picture, LayoutDrawing drawing, DrawingStyle? style = null) =>
        Assert.Equal(picture, string.Join("\n", TextDrawing.Plain(drawing, style ?? DrawingStyle.Plain)));
}
