using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>Worked examples of drivers/iommu/iova.c.</summary>
public sealed class IovaSpaceTests
{
    private const ulong Top = 1UL << 48;

    [Theory]
    [InlineData(1, Page, 1, 1)]
    [InlineData(3, Page, 4, 4)]
    [InlineData(31, Page, 32, 32)]
    [InlineData(32, Page, 32, 32)]
    [InlineData(33, Page, 33, 64)] // Not rounded any more, only aligned.
    [InlineData(5, 1024, 8, 8)] // 20 granules.
    [InlineData(9, 1024, 9, 16)] // 36 granules.
    public void Few_granules_are_rounded_up_and_all_are_aligned(ulong pages, ulong granule, ulong taken, ulong alignment) =>
        Assert.Equal(Span(Top - (alignment * Page), taken), Allocate(With(), ulong.MaxValue, pages, granule));

    [Fact]
    public void Highest_place_wins_and_gaps_are_used()
    {
        IovaSpan first = Span(Top - (64 * Page), 33);

        Assert.Equal(Span(Top - Page, 1), Allocate(With(), ulong.MaxValue, 1, Page, first));
        Assert.Equal(Span(Top - (32 * Page) + (2 * Page), 2), Allocate(With(), ulong.MaxValue, 2, Page, first, Span(Top - (28 * Page), 28)));
        Assert.Equal(Span(Top - (128 * Page), 33), Allocate(With(), ulong.MaxValue, 33, Page, first));
    }

    [Fact]
    public void Last_byte_is_within_the_mask_and_nothing_starts_at_zero()
    {
        Assert.Equal(Span(0x4000, 4), Allocate(With(), 0x7fff, 4, Page));
        Assert.Null(Allocate(With(), 0x7ffe, 4, Page));
        Assert.Equal(Span(0x8000, 4), Allocate(With(), 0xcfff, 4, Page));
        Assert.Null(Allocate(With(), 0x7fff, 4, Page, Span(0x7000, 1)));
    }

    [Fact]
    public void Domains_have_addresses_of_their_own()
    {
        Scenario scenario = With(Behind("a", "x"), Behind("b", "x"), Behind("c", "y")).At((0x10, 2), (0x30, 2));
        Life life = Life.Of(scenario, "a", "b", "c");

        Assert.Equal(
            new Mapping(MappingKind.Iommu, "x", new SegmentTable(Small.Segments((Top - 0x4000, 0x4000)))), life.Gives(Map("a")).Mapping);
        Assert.Equal(Small.Segments((Top - 0x8000, 0x4000)), life.Maps("b"));
        Assert.Equal(Small.Segments((Top - 0x4000, 0x4000)), life.Maps("c"));
        life.Does(Unmap("a"), Attach("b"));
        Assert.Equal(Small.Segments((Top - 0x4000, 0x4000)), life.Maps("b"));
    }

    [Fact]
    public void Exhausted_domain_is_out_of_memory_and_leaves_no_storage()
    {
        Limits narrow = Any with { AddressMask = 0x7fff };
        Life life = Life.Of(With(Behind("a", "x", narrow), Behind("b", "x", narrow)).At((0x10, 4)), "a", "b").Does(Map("a"));
        life.Refuses(TestMap("b"), Errno.Enomem, GroundsKind.NoDeviceAddresses, "b");
        life.Refuses(Map("b"), Errno.Enomem, GroundsKind.NoDeviceAddresses, "b");
        life.Does(Unmap("a"), Map("b"));

        // Three pages from page four on are within reach; the four that are taken are not.
        Life first = Life.Of(With(Behind("a", "x", Any with { AddressMask = 0x6fff })).Pages(3).At((0x10, 3)), "a");
        first.Refuses(Map("a"), Errno.Enomem, GroundsKind.NoDeviceAddresses, "a");
        Assert.Empty(first.Storage);
    }

    [Fact]
    public void Strict_cuts_one_range_and_the_kernel_leaves_entries_whole()
    {
        Scenario scenario = With(Behind("i", "x", Any with { MaxSegmentSizeBytes = 3 * Page })).At((0x10, 2), (0x30, 2));
        Scenario kernel = scenario.Under(p => p with { Enforcement = Enforcement.Kernel });

        Assert.Equal(Small.Segments((Top - 0x4000, 0x3000), (Top - 0x1000, 0x1000)), Life.Of(scenario, "i").Maps("i"));
        Assert.Equal(Small.Segments((Top - 0x4000, 0x2000), (Top - 0x2000, 0x2000)), Life.Of(kernel, "i").Maps("i"));
    }

    [Fact]
    public void Offset_of_the_layout_is_kept()
    {
        Scenario scenario = With(Behind("i", "x")) with { Layout = new Layout(0x123, Runs((0x10, 5))) };

        Assert.Equal(Small.Segments((Top - 0x8000 + 0x123, 0x4000)), Life.Of(scenario, "i").Maps("i"));
    }

    private static IovaSpan Span(ulong start, ulong pages) => new(start, pages * Page);

    private static IovaSpan? Allocate(Scenario scenario, ulong mask, ulong pages, ulong granule, params IovaSpan[] taken)
    {
        Device device = Behind("i", "x", granule: granule);
        var state = new BufferState(scenario) { Attachments = [.. taken.Select((span, i) => new Attachment(i, device) { Iova = span })] };
        return IovaSpace.Allocate(state, device.Iommu!, ResolvedLimits.Unlimited with { AddressMask = mask }, pages * Page);
    }
}
