using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineBounceTests
{
    private const ulong Pool = 16UL << 20;
    private static readonly Limits Reach32 = Free with { AddressMask = 0xffffffff };

    [Fact]
    public void Segments_out_of_reach_are_copied_and_the_others_stay()
    {
        DmaBufEngine engine = Of(Bouncer(Reach32)).At((0x10, 1), (0x100010, 1), (0x20, 1), (0x100020, 1)).Exported("b");
        StepResult mapped = Done(engine.Map("b", Both));
        Assert.Equal(MappingKind.Bounced, mapped.Mapping!.Kind);
        Assert.Equal(
            Segments((0x10000, 0x1000), (Pool, 0x1000), (0x20000, 0x1000), (Pool + 0x1000, 0x1000)), mapped.Mapping.Table.Segments);
    }

    [Fact]
    public void Everything_in_reach_is_direct_and_not_cut()
    {
        DmaBufEngine engine = Of(Bouncer(Reach32)).Pages(100).At((0xfff9c, 100)).Exported("b");
        StepResult mapped = Done(engine.Map("b", Both));
        Assert.Equal(MappingKind.Direct, mapped.Mapping!.Kind);
        Assert.Equal(Segments((0xfff9c000, 100 * Page)), mapped.Mapping.Table.Segments);
    }

    [Fact]
    public void Zero_copy_device_is_refused_at_attach()
    {
        DmaBufEngine engine = Of(Dev("z", Reach32)).At((0x10, 3), (0x100010, 1)).Exported();
        StepResult refused = Refused(engine, () => engine.Attach("z"), Errno.Einval, GroundsKind.Conflict, "z");
        Assert.Equal([("z", LimitKind.AddressMask)], Blamed(refused));
    }

    [Fact]
    public void Longest_copy_is_what_the_alignment_leaves_of_256_KiB()
    {
        Limits aligned = Reach32 with { MinAlignMask = 0xfff };
        DmaBufEngine engine = Of(Bouncer(aligned)).Pages(100).At((0x100000, 100)).Exported("b");
        Assert.Equal(Segments((Pool, 258048), (Pool + 258048, (100 * Page) - 258048)), Table(engine.Map("b", Both)));

        DmaBufEngine plain = Of(Bouncer(Reach32)).Pages(100).At((0x100000, 100)).Exported("b");
        Assert.Equal(Segments((Pool, 262144), (Pool + 262144, (100 * Page) - 262144)), Table(plain.Map("b", Both)));
    }

    /// <summary>256 KiB less what alignment takes of it: nothing, of a mask that wide.</summary>
    [Theory]
    [InlineData(0x3ffffUL)]
    [InlineData(0x7fffffffffffffffUL)]
    [InlineData(ulong.MaxValue)]
    public void Nothing_can_be_copied_where_alignment_takes_all(ulong mask)
    {
        DmaBufEngine engine = Of(Bouncer(Reach32 with { MinAlignMask = mask })).Pages(1).At((0x100000, 1)).Exported();

        Refused(engine, () => engine.Attach("b"), Errno.Einval, GroundsKind.Conflict, "b");
    }

    [Fact]
    public void Address_of_a_copy_keeps_the_low_bits_of_the_original()
    {
        Limits aligned = Reach32 with { MinAlignMask = 0x3fff };
        DmaBufEngine engine = Of(Bouncer(aligned)).Pages(2).At((0x100001, 1), (0x100006, 1)).Exported("b");
        Assert.Equal(Segments((Pool + 0x1000, Page), (Pool + 0x2000, Page)), Table(engine.Map("b", Both)));
    }

    [Fact]
    public void Less_than_a_page_starts_in_any_slot_and_a_page_on_a_page()
    {
        Scenario scenario = Of(Bouncer(Reach32 with { MinAlignMask = 0x1ff })) with
        {
            BufferSizeBytes = (2 * Page) - 0x280,
            Layout = new Layout(0x280, [new(0x100000, 1), new(0x100005, 1)]),
        };
        DmaBufEngine engine = scenario.Exported("b");
        Assert.Equal(Segments((Pool + 0x80, Page - 0x280), (Pool + 0x1000, Page)), Table(engine.Map("b", Both)));
    }

    [Fact]
    public void Copy_stays_within_a_boundary_of_the_bus()
    {
        // Under kernel enforcement the table ignores the boundary; the pool does not.
        Limits window = Reach32 with { SegmentBoundaryMask = 0x3fff };
        Scenario scenario = Of(Bouncer(window)).Pages(6).At((0x100000, 3), (0x200000, 3));
        DmaBufEngine engine = (scenario with { Policy = Policy.Default with { Enforcement = Enforcement.Kernel } }).Exported("b");
        Assert.Equal(Segments((Pool, 0x3000), (Pool + 0x4000, 0x3000)), Table(engine.Map("b", Both)));
    }

    [Fact]
    public void Pool_that_is_too_small_or_out_of_reach_refuses_at_attach()
    {
        DmaBufEngine large = Of(Bouncer(Reach32)).Pages((64UL << 20) / Page).At((0x100000, 1UL << 14)).Exported("b");
        Assert.Equal(256, Table(large.Map("b", Both)).Count);

        DmaBufEngine larger = Of(Bouncer(Reach32)).Pages((1UL << 14) + 1).At((0x100000, (1UL << 14) + 1)).Exported();
        StepResult refused = Refused(larger, () => larger.Attach("b"), Errno.Einval, GroundsKind.Conflict, "b");
        Assert.Equal([("b", LimitKind.AddressMask)], Blamed(refused));

        DmaBufEngine low = Of(Bouncer(Free with { AddressMask = 0xffffff })).At((0x1000, 4)).Exported();
        Refused(low, () => low.Attach("b"), Errno.Einval, GroundsKind.Conflict, "b");
    }

    [Fact]
    public void Page_below_the_bus_is_copied()
    {
        Device device = Bouncer(Reach32) with { BusOffsetBytes = 0x100000 };
        DmaBufEngine engine = Of(device).Pages(2).At((0x10, 1), (0x200, 1)).Exported("b");
        Assert.Equal(Segments((Pool - 0x100000, Page), (0x100000, Page)), Table(engine.Map("b", Both)));
    }

    private static Device Bouncer(Limits limits) => Dev("b", limits) with { MayBounce = true };
}
