using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>Copies of a buffer without defects.</summary>
public sealed class BounceTests
{
    private const ulong Pool = 16UL << 20;
    private const ulong HighPfn = 1UL << 20;

    private static Device Narrow(Limits? limits = null) =>
        Dev("a", (limits ?? Free) with { AddressMask = 0xffffffff }) with { MayBounce = true };

    [Fact]
    public void Only_segments_out_of_reach_are_copied_each_to_whole_slots()
    {
        Exported buffer = new Exported(Over(At((16, 1), (HighPfn, 2), (HighPfn + 16, 1)), Narrow())).After(Attach("a"));

        StepResult result = buffer.Do(Map("a"));

        Assert.Equal(MappingKind.Bounced, result.Mapping!.Kind);
        Assert.Equal(Segments((0x10000, Page), (Pool, 2 * Page), (Pool + (2 * Page), Page)), result.Mapping.Table.Segments);
        Assert.Equal([new CacheAction(CacheActionKind.CopyIn, 0)], result.CacheActions);
        Assert.Equal([new CacheAction(CacheActionKind.CopyOut, 0)], buffer.Do(Unmap("a")).CacheActions);
    }

    [Fact]
    public void Within_reach_nothing_is_copied_whatever_the_size()
    {
        Exported buffer = new Exported(Over(At((256, 256)), Narrow())).After(Attach("a"));

        Assert.Equal(
            new Mapping(MappingKind.Direct, null, new SegmentTable(Segments((0x100000, 256 * Page)))), buffer.Do(Map("a")).Mapping);
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(0xfff, 63)]
    [InlineData(0x1ffff, 32)]
    public void A_copy_is_no_longer_than_a_run_of_slots(ulong minAlignMask, ulong pages)
    {
        Scenario scenario = Over(At((HighPfn, 128)), Narrow(Free with { MinAlignMask = minAlignMask }));

        Assert.Equal(
            pages * Page, new Exported(scenario).After(Attach("a")).Do(Map("a")).Mapping!.Table.Segments[0].LengthBytes);
    }

    [Fact]
    public void A_device_that_keeps_more_low_bits_than_a_run_has_is_refused() => new Exported(
        Over(At((HighPfn, 1)), Narrow(Free with { MinAlignMask = 0x3ffff }))).Refuses(Errno.Einval, GroundsKind.Conflict, Attach("a"));

    [Fact]
    public void A_copy_keeps_low_bits_and_short_ones_need_no_page_boundary()
    {
        var layout = new Layout(0x900, [new PfnRun(HighPfn + 1, 1), new PfnRun(HighPfn + 8, 1)]);
        Scenario scenario = Over(layout, Narrow(Free with { MinAlignMask = 0xfff })) with { BufferSizeBytes = 0x700 + 0x100 };

        Assert.Equal(
            Segments((Pool + 0x900, 0x700), (Pool + 0x1000, 0x100)),
            new Exported(scenario).After(Attach("a")).Do(Map("a")).Mapping!.Table.Segments);
    }

    [Fact]
    public void A_copy_does_not_cross_the_boundary_even_where_the_kernel_does_not_look_at_it_for_tables()
    {
        Limits limits = Free with { SegmentBoundaryMask = 0x1fff };
        Scenario scenario = Over(At((HighPfn, 1), (HighPfn + 3, 2)), Narrow(limits)) with
        {
            Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
        };

        Assert.Equal(
            Segments((Pool, Page), (Pool + 0x2000, 2 * Page)),
            new Exported(scenario).After(Attach("a")).Do(Map("a")).Mapping!.Table.Segments);
    }

    [Fact]
    public void A_pool_out_of_reach_is_no_pool()
    {
        Device blind = Dev("a", Free with { AddressMask = 0xfff_ffff }) with { MayBounce = true, BusOffsetBytes = 0x200_0000 };

        new Exported(Over(At((HighPfn, 1)), blind)).Refuses(Errno.Einval, GroundsKind.Conflict, Attach("a"));
    }

    [Fact]
    public void Memory_below_the_bus_is_out_of_reach_and_can_be_copied()
    {
        Device shifted = Dev("a") with { MayBounce = true, BusOffsetBytes = 0x100000 };

        Assert.Equal(
            Segments((Pool - 0x100000, 2 * Page)),
            new Exported(Over(At((16, 2)), shifted)).After(Attach("a")).Do(Map("a")).Mapping!.Table.Segments);
    }

    [Fact]
    public void Who_must_not_bounce_is_refused() => new Exported(
        Over(At((HighPfn, 1)), Narrow() with { MayBounce = false })).Refuses(Errno.Einval, GroundsKind.Conflict, Attach("a"));

    [Fact]
    public void Who_bounces_has_no_part_in_the_cached_table()
    {
        Limits pages = Free with { MaxSegmentSizeBytes = Page };
        Scenario scenario = Over(At((HighPfn, 2)), Narrow(pages), Dev("b")) with
        {
            Exporter = new Exporter { Tables = ExporterTables.Cached },
        };
        Exported buffer = new Exported(scenario).After(Attach("a"), Attach("b"));

        Assert.Single(buffer.Do(Map("b")).Mapping!.Table.Segments);
        Assert.Equal(2, buffer.Do(Map("a")).Mapping!.Table.Segments.Count);
    }
}
