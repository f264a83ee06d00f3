using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>Which layouts serve whom.</summary>
public sealed class ServingTests
{
    [Fact]
    public void Direct_device_counts_segments_and_reaches_every_page()
    {
        Scenario split = With().At((0x10, 2), (0x20, 2));
        Assert.False(Serves(split, Dev("d", OneSegment)));
        Assert.True(Serves(split, Dev("d", OneSegment with { MaxSegmentCount = 2 })));

        Scenario high = With().At((0xffffe, 4));
        Assert.False(Serves(high, Dev("d", Low)));
        Assert.True(Serves(high.Pages(2), Dev("d", Low)));
    }

    [Fact]
    public void Kernel_enforcement_leaves_count_and_reach()
    {
        Scenario kernel = With().At((0x10, 4)).Under(p => p with { Enforcement = Enforcement.Kernel });
        Device small = Dev("d", Any with { MaxSegmentSizeBytes = Page, MaxSegmentCount = 1 });

        Assert.True(Serves(kernel, small));
        Assert.False(Serves(kernel.Under(p => p with { Enforcement = Enforcement.Strict }), small));
        Assert.False(Serves(kernel.At((0x10, 2), (0x20, 2)), small));
        Assert.False(Serves(kernel.At((0x100000, 4)), Dev("d", Low)));
    }

    [Fact]
    public void Bounce_cuts_only_where_some_page_of_the_buffer_is_out_of_reach()
    {
        Device one = Bouncer("b", Low with { MaxSegmentCount = 1 });

        Assert.True(Serves(With().Pages(64).At((0x100000, 64)), one));
        Assert.False(Serves(With().Pages(65).At((0x100000, 65)), one));
        Assert.True(Serves(With().Pages(65).At((0xfffbf, 65)), one));
        Assert.True(Serves(With().Pages(65).At((0xfffbf, 66)), one));
    }

    [Fact]
    public void Bounce_needs_room_in_a_pool_within_reach()
    {
        Assert.True(Serves(With().Pages(1UL << 14).At((0x100000, 1UL << 14)), Bouncer("b")));
        Assert.False(Serves(With().Pages((1UL << 14) + 1).At((0x100000, (1UL << 14) + 1)), Bouncer("b")));
        Assert.True(Serves(With().At((0x10000, 4)), Bouncer("b", Any with { AddressMask = 0x1003fff })));
        Assert.False(Serves(With().At((0x10000, 4)), Bouncer("b", Any with { AddressMask = 0x1003ffe })));
    }

    [Fact]
    public void Behind_an_iommu_the_question_of_semantics_decides()
    {
        Scenario split = With().At((0x10, 2), (0x100020, 2));

        Assert.True(Serves(split, Behind("i", "x", OneSegment with { AddressMask = 0xffff })));
        Assert.False(Serves(split, Behind("i", "x", OneSegment with { AddressMask = 0x6fff })));
        Assert.False(Serves(split, Behind("i", "x", OneSegment with { MaxSegmentSizeBytes = 3 * Page })));
        Assert.False(Serves(split, Behind("i", "x", Any with { MinAlignMask = 0x1fff })));
    }

    [Fact]
    public void One_cached_table_is_for_all_direct_devices_that_never_bounce()
    {
        Limits small = Any with { MaxSegmentSizeBytes = Page };
        Scenario cached = With().At((0x10, 4)).OneTable();

        Assert.False(Serves(cached, Dev("one", OneSegment), Dev("small", small)));
        Assert.True(Serves(cached, Dev("one", OneSegment), Bouncer("small", small)));
        Assert.True(Serves(cached, Dev("one", OneSegment), Behind("small", "x", small)));
        Assert.True(Serves(cached.Under(p => p with { Splitting = Splitting.Late }), Dev("one", OneSegment), Dev("small", small)));
        Assert.True(Serves(With().At((0x10, 4)), Dev("one", OneSegment), Dev("small", small)));
    }

    [Fact]
    public void One_table_takes_bus_offsets_into_account()
    {
        // Each alone cuts at its own windows of two pages; together they cut at every page.
        Limits window = Any with { SegmentBoundaryMask = (2 * Page) - 1, MaxSegmentCount = 3 };
        Device shifted = Dev("shifted", window) with { BusOffsetBytes = (long)Page };
        Scenario scenario = With().At((0x10, 4));

        Assert.True(Serves(scenario, Dev("d", window), shifted));
        Assert.False(Serves(scenario.OneTable(), Dev("d", window), shifted));
    }

    private static bool Serves(Scenario scenario, params Device[] devices) =>
        Feasibility.IsServed(scenario, scenario.Layout!, cachedTable: null, [.. devices]);
}
