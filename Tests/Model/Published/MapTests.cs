using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>Direct mappings and device addresses of a buffer without defects.</summary>
public sealed class MapTests
{
    [Fact]
    public void A_direct_mapping_is_in_bus_addresses()
    {
        Scenario scenario = Over(At((16, 4)), Dev("a") with { BusOffsetBytes = 0x8000 });

        Assert.Equal(
            new Mapping(MappingKind.Direct, null, new SegmentTable(Segments((0x8000, 4 * Page)))),
            new Exported(scenario).After(Attach("a")).Do(Map("a")).Mapping);
    }

    [Fact]
    public void Mapping_again_counts_and_asks_for_the_same_direction()
    {
        Exported buffer = new Exported(Of(4, [Memory(16, 4)], Dev("a"), Dev("b"))).After(
            Attach("a"), Attach("b"), Map("a"), Map("a", MapDirection.ToDevice), Map("b", MapDirection.FromDevice));

        Assert.Equal(2, buffer.View.Attachments[0].Maps);
        buffer.Refuses(Errno.Ebusy, GroundsKind.Direction, Map("b"));
        buffer.After(Unmap("a"), Unmap("a")).Refuses(Errno.Einval, GroundsKind.NotMapped, Unmap("a"));
        Assert.Null(buffer.View.Attachments[0].Mapping);
    }

    [Fact]
    public void Test_map_says_what_map_says_and_allocates_nothing()
    {
        Exported buffer = new Exported(Of(4, [Memory(16, 4)], Dev("a") with { Access = DeviceAccess.NonCoherent })).After(Attach("a"));
        BufferView before = buffer.View;

        StepResult tested = buffer.Do(new Operation.TestMap("a", MapDirection.Bidirectional));

        Assert.Equal(before, buffer.View);
        Assert.Null(before.Storage);
        Assert.Empty(tested.CacheActions);
        Assert.Equal(buffer.Do(Map("a")).Mapping, tested.Mapping);
        buffer.Refuses(Errno.Einval, GroundsKind.NotAttached, new Operation.TestMap("b", MapDirection.ToDevice));
    }

    [Fact]
    public void The_cached_table_is_made_for_those_attached_at_its_first_map()
    {
        Device small = Dev("small", Free with { MaxSegmentSizeBytes = 2 * Page });
        Scenario scenario = Of(4, [Memory(16, 4)], Dev("a"), small) with { Exporter = new Exporter { Tables = ExporterTables.Cached } };
        Exported buffer = new Exported(scenario).After(Attach("small"), Attach("a"), Map("a"), Detach("small"));

        Assert.Equal(2, buffer.View.Attachments[0].Mapping!.Table.Segments.Count);
        buffer.After(Unmap("a"), Map("a"));
        Assert.Single(buffer.View.Attachments[0].Mapping!.Table.Segments);
    }

    [Fact]
    public void Where_importers_cut_for_themselves_a_cached_table_binds_nobody()
    {
        Device small = Dev("small", Free with { MaxSegmentSizeBytes = 2 * Page });
        Scenario scenario = Of(4, [Memory(16, 4)], Dev("a"), small) with
        {
            Exporter = new Exporter { Tables = ExporterTables.Cached },
            Policy = Policy.Default with { Splitting = Splitting.Late },
        };
        Exported buffer = new Exported(scenario).After(Attach("small"), Attach("a"));

        Assert.Single(buffer.Do(Map("a")).Mapping!.Table.Segments);
        Assert.Equal(2, buffer.Do(Map("small")).Mapping!.Table.Segments.Count);
    }

    [Theory]
    [InlineData(ulong.MaxValue, 0xffff_ffff_c000UL)]
    [InlineData(0xffffffffUL, 0xffff_c000UL)]
    [InlineData(0xdfff_efffUL, 0xdfff_8000UL)]
    public void Device_addresses_come_from_the_top(ulong addressMask, ulong expected) => Assert.Equal(
        new Mapping(MappingKind.Iommu, "smmu", new SegmentTable(Segments((expected, 3 * Page)))),
        new Exported(Over(At((16, 1), (32, 1), (48, 1)), Behind("a", addressMask))).After(Attach("a")).Do(Map("a")).Mapping);

    [Fact]
    public void Ranges_of_one_domain_do_not_overlap()
    {
        Scenario scenario = Of(
            4, [Memory(16, 4)], Behind("a", 0xffff), Behind("b", 0xffff), Behind("c", 0xffff), Behind("d", 0xffff),
            Behind("elsewhere", 0xffff, domain: "other"));
        Exported buffer = new Exported(scenario).After(
            Attach("a"), Attach("b"), Attach("c"), Attach("d"), Attach("elsewhere"), Map("a"), Map("b"), Map("c"), Map("elsewhere"));

        Assert.Equal(
            [0xc000UL, 0x8000UL, 0x4000UL, 0xc000UL],
            new[] { 0, 1, 2, 4 }.Select(i => buffer.View.Attachments[i].Mapping!.Table.Segments[0].AddressBytes));

        // The range at 0 is never given away.
        buffer.Refuses(Errno.Enomem, GroundsKind.NoDeviceAddresses, Map("d"));
        buffer.After(Unmap("b"));
        Assert.Equal(0x8000UL, buffer.Do(Map("d")).Mapping!.Table.Segments[0].AddressBytes);
    }

    [Fact]
    public void A_long_range_takes_its_pages_and_is_aligned_to_the_next_power_of_two()
    {
        Scenario scenario = Of(33, [Memory(64, 64)], Behind("a", 0xfffff), Behind("b", 0xfffff), Behind("c", 0x7ffff));
        Exported buffer = new Exported(scenario).After(Attach("a"), Attach("b"), Attach("c"), Map("a"), Map("b"));

        Assert.Equal(0xc0000UL, buffer.View.Attachments[0].Mapping!.Table.Segments[0].AddressBytes);
        Assert.Equal(0x80000UL, buffer.View.Attachments[1].Mapping!.Table.Segments[0].AddressBytes);
        Assert.Equal(0x40000UL, buffer.Do(Map("c")).Mapping!.Table.Segments[0].AddressBytes);
    }

    [Fact]
    public void An_offset_stays_in_the_first_page()
    {
        Scenario scenario = Over(new Layout(0x100, [new PfnRun(16, 2)]), Behind("a", 0xffffffff)) with { BufferSizeBytes = Page };

        Assert.Equal(
            Segments((0xffff_e100, Page)), new Exported(scenario).After(Attach("a")).Do(Map("a")).Mapping!.Table.Segments);
    }

    [Fact]
    public void The_kernel_joins_what_the_limits_allow_and_cuts_nothing()
    {
        Device device = Behind("a", 0xffffffff) with { Limits = Free with { MaxSegmentSizeBytes = 2 * Page, AddressMask = 0xffffffff } };
        Scenario scenario = Over(At((16, 1), (32, 1), (48, 3)), device) with
        {
            Policy = Policy.Default with { Enforcement = Enforcement.Kernel },
        };

        Assert.Equal(
            Segments((0xffff_8000, 2 * Page), (0xffff_a000, 3 * Page)),
            new Exported(scenario).After(Attach("a")).Do(Map("a")).Mapping!.Table.Segments);
    }

    [Fact]
    public void Pins_are_counted_and_taken_back()
    {
        Exported buffer = new Exported(Of(4, [Memory(16, 4)], Dev("a"))).After(Attach("a"));

        buffer.Refuses(Errno.Einval, GroundsKind.NotPinned, new Operation.Unpin("a"));
        buffer.After(new Operation.Pin("a"), new Operation.Pin("a"));
        Assert.Equal(At((16, 4)), buffer.View.Storage);
        Assert.Equal(2, buffer.View.Attachments[0].Pins);
        buffer.After(new Operation.Unpin("a"), new Operation.Unpin("a")).Refuses(
            Errno.Einval, GroundsKind.NotPinned, new Operation.Unpin("a"));
    }
}
