using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>The five rules of attach, each by itself and before those behind it.</summary>
public sealed class AttachingTests
{
    private static readonly Limits TooLittle = Any with { MaxSegmentCount = 1, MaxSegmentSizeBytes = Page };

    [Fact]
    public void Attachments_are_numbered_by_success()
    {
        Life life = Life.Of(With(Dev("a"), Dev("bad", TooLittle)).At((0x10, 4)));

        Assert.Equal(0, life.Gives(Attach("a")).Attachment);
        life.Refuses(Attach("bad"), Errno.Einval, GroundsKind.Conflict, "bad");
        Assert.Equal(1, life.Gives(Attach("a")).Attachment);
        life.Does(Detach("a"));
        Assert.Equal(2, life.Gives(Attach("a")).Attachment);
        Assert.Equal([0, 2], life.View.Attachments.Select(a => a.Id));
        Assert.Equal((2, 2), (life.View.AttachmentObjects, life.View.Stored.Attachments));
    }

    [Theory]
    [InlineData(LimitKind.MaxSegmentCount, 0)]
    [InlineData(LimitKind.MaxSegmentSize, 4095)]
    [InlineData(LimitKind.SegmentBoundaryMask, 0xfffff000)]
    [InlineData(LimitKind.MinAlignMask, 0x5)]
    public void Rule_1_names_the_field(LimitKind kind, ulong value)
    {
        Device bad = Dev("bad", TooLittle.With(kind, value)) with { NeedsPages = true };
        Life life = Life.Of(With(bad).At((0x10, 4)).By(e => e with { HasPages = false }));

        Assert.Equal([("bad", kind)], life.Refuses(Attach("bad"), Errno.Einval, GroundsKind.InvalidLimit, "bad"));
    }

    [Fact]
    public void Rule_2_asks_for_struct_page()
    {
        Device picky = Dev("picky", TooLittle) with { NeedsPages = true };
        Scenario scenario = With(picky).At((0x10, 4));

        Life.Of(scenario.By(e => e with { HasPages = false })).Refuses(Attach("picky"), Errno.Einval, GroundsKind.NeedsPages, "picky");
        Life.Of(scenario).Refuses(Attach("picky"), Errno.Einval, GroundsKind.Conflict, "picky");
    }

    [Fact]
    public void Rule_3_comes_before_what_the_exporter_has_and_says_who_declared_nothing()
    {
        // 64 KiB is what mainline takes an unset segment size for.
        Life life = Life.Of(With(Dev("d", Any with { MaxSegmentCount = 1, MaxSegmentSizeBytes = null })).Pages(17).From(("h", 0, 1)));
        Assert.Equal(
            [("d", LimitKind.MaxSegmentCount), ("d", LimitKind.MaxSegmentSize)],
            life.Refuses(Attach("d"), Errno.Einval, GroundsKind.Conflict, "d"));

        Life later = Life.Of(With(Dev("d", TooLittle)).At((0x10, 4))).Does(Begin());
        later.Refuses(Attach("d"), Errno.Einval, GroundsKind.Conflict, "d");
    }

    [Fact]
    public void Rule_3_takes_together_who_shares_one_table_on_one_bus()
    {
        Device one = Dev("one", OneSegment);
        Device small = Dev("small", Any with { MaxSegmentSizeBytes = Page });
        Scenario scenario = With(one, small).At((0x10, 4));

        Assert.Equal(
            [("one", LimitKind.MaxSegmentCount), ("small", LimitKind.MaxSegmentSize)],
            Life.Of(scenario, "one").Refuses(Attach("small"), Errno.Einval, GroundsKind.Conflict, "small"));
        Life.Of(scenario with { Mode = SharingMode.Tailored }, "one", "small");
        Life.Of(scenario.Under(p => p with { Splitting = Splitting.Late }), "one", "small");
        Life.Of(scenario with { Devices = [one, small with { BusOffsetBytes = -0x1000 }] }, "one", "small");
        Life.Of(scenario with { Devices = [one, small with { MayBounce = true }] }, "one", "small");
        Life.Of(scenario with { Devices = [one, small with { Iommu = new Iommu("x", Page) }] }, "one", "small");
    }

    [Fact]
    public void Rule_3_sets_gaps_and_the_reach_of_a_bouncer_aside()
    {
        // What rule 3 lets pass storage that exists refuses as busy, not as invalid.
        Device gap = Dev("gap", Any with { VirtBoundaryMask = 0xffff });
        Device blind = Bouncer("blind", Any with { AddressMask = 0xfff });
        Life life = Life.Of(With(gap, blind, Dev("narrow", Any with { AddressMask = 0xfff })).At((0x11, 2), (0x21, 2))).Does(Begin(), End());

        Assert.Equal([("gap", LimitKind.VirtBoundaryMask)], life.Refuses(Attach("gap"), Errno.Ebusy, GroundsKind.NotMovable, "gap"));
        Assert.Equal([("blind", LimitKind.AddressMask)], life.Refuses(Attach("blind"), Errno.Ebusy, GroundsKind.NotMovable, "blind"));
        Assert.Equal(
            [("narrow", LimitKind.AddressMask)], life.Refuses(Attach("narrow"), Errno.Einval, GroundsKind.Conflict, "narrow"));
    }

    [Fact]
    public void Rule_3_asks_for_one_piece_behind_an_iommu()
    {
        Scenario scenario = With(Behind("i", "x", OneSegment with { MaxSegmentSizeBytes = 2 * Page })).At((0x10, 2), (0x20, 2));
        Life strict = Life.Of(scenario).Does(Begin());
        strict.Refuses(Attach("i"), Errno.Einval, GroundsKind.Conflict, "i");

        // An entry is never split, so one piece would do; the exporter's two are joined to no more than two pages each.
        Life kernel = Life.Of(scenario.Under(p => p with { Enforcement = Enforcement.Kernel })).Does(Begin());
        kernel.Refuses(Attach("i"), Errno.Ebusy, GroundsKind.NotMovable, "i");
    }

    [Fact]
    public void Rule_4_before_storage_wants_one_candidate_for_everybody()
    {
        Scenario scenario = With(Dev("low", Low), Dev("one", OneSegment)).At((0x10, 2), (0x20, 2)).From(("high", 0x100000, 4));

        Assert.Equal(
            [("low", LimitKind.AddressMask), ("one", LimitKind.MaxSegmentCount)],
            Life.Of(scenario, "low").Refuses(Attach("one"), Errno.Einval, GroundsKind.Conflict, "one"));
        Life.Of(scenario, "one").Refuses(Attach("low"), Errno.Einval, GroundsKind.Conflict, "low");
        Life.Of(scenario.From(("high", 0x100000, 4), ("low", 0x40, 4)), "low", "one");
    }

    [Fact]
    public void Page_that_has_no_bus_address_is_blamed_on_the_reach()
    {
        Life life = Life.Of(With(Dev("above") with { BusOffsetBytes = 0x100000 }).At((0x10, 4)));

        Assert.Equal([("above", LimitKind.AddressMask)], life.Refuses(Attach("above"), Errno.Einval, GroundsKind.Conflict, "above"));
    }

    [Fact]
    public void Rule_5_lets_the_hook_refuse_last()
    {
        Scenario scenario = With(Dev("d"), Dev("bad", TooLittle)).At((0x10, 4));
        Life life = Life.Of(scenario).Does(Refuse("d"), Refuse("bad"));

        life.Refuses(Attach("bad"), Errno.Einval, GroundsKind.Conflict, "bad");
        life.Refuses(Attach("d"), Errno.Eperm, GroundsKind.ExporterRefuses, "d");
        Assert.Equal(0, life.Does(Refuse("d", false)).Gives(Attach("d")).Attachment);
    }

    [Fact]
    public void Conflict_is_minimal_though_more_limits_are_tight()
    {
        Limits tight = new()
        {
            MaxSegmentCount = 2,
            MaxSegmentSizeBytes = Page,
            SegmentBoundaryMask = 0xffff,
            VirtBoundaryMask = 0,
            MinAlignMask = 0xfff,
            AddressMask = 0xffffffff,
        };
        Life life = Life.Of(With(Dev("other", OneSegment with { MaxSegmentCount = 100 }), Dev("d", tight)).At((0x10, 4)), "other");

        Assert.Equal(
            [("d", LimitKind.MaxSegmentCount), ("d", LimitKind.MaxSegmentSize)],
            life.Refuses(Attach("d"), Errno.Einval, GroundsKind.Conflict, "d"));
    }
}
