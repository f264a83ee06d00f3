using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineIommuTests
{
    private const ulong Top = 1UL << 48;

    [Fact]
    public void Ranges_go_from_the_top_down_in_each_domain()
    {
        Scenario scenario = Of(Behind("a", "x"), Behind("b", "x"), Behind("c", "y")).At((0x10, 2), (0x30, 2));
        DmaBufEngine engine = scenario.Exported("a", "b", "c");
        StepResult first = Done(engine.Map("a", Both));
        Assert.Equal(new(MappingKind.Iommu, "x", new(Segments((Top - 0x4000, 0x4000)))), first.Mapping);
        Assert.Equal(Segments((Top - 0x8000, 0x4000)), Table(engine.Map("b", Both)));
        Assert.Equal(Segments((Top - 0x4000, 0x4000)), Table(engine.Map("c", Both)));
        Done(engine.Unmap("a"));
        Assert.Equal(Segments((Top - 0x4000, 0x4000)), Table(engine.Map("a", Both)));
    }

    [Fact]
    public void Range_stays_within_the_mask_and_off_zero()
    {
        Scenario scenario = Of(Behind("a", "x", Free with { AddressMask = 0xbfff }), Behind("b", "x", Free with { AddressMask = 0x8000 }))
            .At((0x10, 4));
        DmaBufEngine engine = scenario.Exported("a");
        Assert.Equal(Segments((0x8000, 0x4000)), Table(engine.Map("a", Both)));
        Done(engine.Attach("b"));
        Assert.Equal(Segments((0x4000, 0x4000)), Table(engine.Map("b", Both)));
        Done(engine.Attach("a"));
        StepResult predicted = engine.TestMap("a", Both);
        Assert.Equal(predicted, Refused(engine, () => engine.Map("a", Both), Errno.Enomem, GroundsKind.NoDeviceAddresses, "a"));
        Done(engine.Unmap("b"));
        Assert.Equal(Segments((0x4000, 0x4000)), Table(engine.Map("a", Both)));
    }

    [Fact]
    public void Failed_first_map_leaves_no_storage()
    {
        // Three pages fit below the mask where the question has them, at four pages; the rounded range of four does not.
        DmaBufEngine engine = Of(Behind("a", "x", Free with { AddressMask = 0x6fff })).Pages(3).At((0x10, 3)).Exported("a");
        Refused(engine, () => engine.Map("a", Both), Errno.Enomem, GroundsKind.NoDeviceAddresses, "a");
        Assert.Null(engine.View.Storage);
        Done(engine.Pin("a"));
        Assert.NotNull(engine.View.Storage);
    }

    [Fact]
    public void Few_granules_are_rounded_up_and_many_only_aligned()
    {
        Scenario five = Of(Behind("a", "x"), Behind("b", "x")).Pages(5).At((0x100, 5));
        DmaBufEngine rounded = five.Exported("a", "b");
        Done(rounded.Map("a", Both));
        Assert.Equal(Segments((Top - 0x10000, 0x5000)), Table(rounded.Map("b", Both)));

        DmaBufEngine aligned = five.Pages(33).At((0x100, 33)).Exported("a", "b");
        Assert.Equal(Segments((Top - (64 * Page), 33 * Page)), Table(aligned.Map("a", Both)));
        Assert.Equal(Segments((Top - (128 * Page), 33 * Page)), Table(aligned.Map("b", Both)));
    }

    [Fact]
    public void Strict_cuts_as_limits_ask_and_kernel_leaves_whole_entries()
    {
        Limits small = Free with { MaxSegmentSizeBytes = 3 * Page };
        Scenario scenario = Of(Behind("a", "x", small)).At((0x10, 2), (0x30, 2));
        Assert.Equal(
            Segments((Top - 0x4000, 0x3000), (Top - 0x1000, 0x1000)), Table(scenario.Exported("a").Map("a", Both)));
        Scenario kernel = scenario with { Policy = Policy.Default with { Enforcement = Enforcement.Kernel } };
        Assert.Equal(
            Segments((Top - 0x4000, 0x2000), (Top - 0x2000, 0x2000)), Table(kernel.Exported("a").Map("a", Both)));
    }

    [Fact]
    public void Alignment_beyond_the_granule_is_refused()
    {
        DmaBufEngine engine = Of(Behind("a", "x", Free with { MinAlignMask = 0x1fff })).At((0x10, 4)).Exported();
        StepResult refused = Refused(engine, () => engine.Attach("a"), Errno.Einval, GroundsKind.Conflict, "a");
        Assert.Equal([("a", LimitKind.MinAlignMask)], Blamed(refused));
    }

    private static Device Behind(string name, string domain, Limits? limits = null) =>
        Dev(name, limits) with { Iommu = new(domain, 4096) };
}
