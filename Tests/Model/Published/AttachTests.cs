using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>A buffer without defects.</summary>
public sealed class AttachTests
{
    private static readonly Layout Scattered = At((16, 1), (32, 1), (48, 1), (64, 1));

    [Fact]
    public void Attachments_are_numbered_by_success()
    {
        Exported buffer = new(Of(4, [Memory(0, 64)], Dev("a"), Dev("bad", Free with { MaxSegmentCount = 0 })));

        Assert.Equal(0, buffer.Do(Attach("a")).Attachment);
        buffer.Refuses(Errno.Einval, GroundsKind.InvalidLimit, Attach("bad"));
        Assert.Equal(1, buffer.Do(Attach("a")).Attachment);
        buffer.After(Detach("a"));
        Assert.Equal(2, buffer.Do(Attach("a")).Attachment);
        Assert.Equal([0, 2], buffer.View.Attachments.Select(a => a.Id));
        Assert.Equal(2, buffer.View.AttachmentObjects);
    }

    [Fact]
    public void Nothing_works_before_export_and_export_works_once()
    {
        Scenario scenario = Of(4, [Memory(0, 64)], Dev("a"));
        var buffer = new DmabufVerify.Published.PublishedBuffer(scenario, AllRules[0], default);

        Assert.Equal(StepResult.Refused(Errno.Enodev, GroundsKind.NotExported), buffer.Apply(Attach("a")));
        Assert.Equal(StepResult.Refused(Errno.Enodev, GroundsKind.NotExported), buffer.Apply(new Operation.GetConstraints()));
        new Exported(scenario).Refuses(Errno.Ebusy, GroundsKind.AlreadyExported, Export);
    }

    [Fact]
    public void A_limit_out_of_range_is_named()
    {
        Exported buffer = new(Of(4, [Memory(0, 64)], Dev("a", Free with { SegmentBoundaryMask = 0xf000 })));

        Grounds grounds = buffer.Refuses(Errno.Einval, GroundsKind.InvalidLimit, Attach("a"));

        Assert.Equal([new BitingLimit("a", LimitKind.SegmentBoundaryMask, 0xf000, false)], grounds.Limits);
    }

    [Fact]
    public void Struct_page_is_asked_for_before_capacity()
    {
        Device poor = Dev("a", Free with { MaxSegmentCount = 1, MaxSegmentSizeBytes = Page }) with { NeedsPages = true };
        Scenario scenario = Of(4, [Memory(0, 64)], poor) with { Exporter = new Exporter { HasPages = false } };

        new Exported(scenario).Refuses(Errno.Einval, GroundsKind.NeedsPages, Attach("a"));
    }

    [Fact]
    public void Merged_limits_that_no_storage_meets_are_a_minimal_conflict()
    {
        Device small = Dev("small", Free with { MaxSegmentSizeBytes = 2 * Page, AddressMask = 0xffffffff });
        Exported buffer = new Exported(Of(4, [Memory(0, 64)], small, Contiguous("one"))).After(Attach("small"));

        Grounds grounds = buffer.Refuses(Errno.Einval, GroundsKind.Conflict, Attach("one"));

        Assert.Equal("one", grounds.Device);
        Assert.Equal(
            [
                new BitingLimit("small", LimitKind.MaxSegmentSize, 2 * Page, false),
                new BitingLimit("one", LimitKind.MaxSegmentCount, 1, false),
            ],
            grounds.Limits);
    }

    [Fact]
    public void A_default_in_a_conflict_is_said_to_be_one()
    {
        Device silent = Dev("silent", Limits.Unset with { AddressMask = ulong.MaxValue });
        Exported buffer = new Exported(Of(17, [Memory(0, 64)], silent, Contiguous("one"))).After(Attach("silent"));

        Assert.Contains(
            new BitingLimit("silent", LimitKind.MaxSegmentSize, 65536, IsDefault: true),
            buffer.Refuses(Errno.Einval, GroundsKind.Conflict, Attach("one")).Limits);
    }

    [Fact]
    public void Devices_with_tables_of_their_own_are_not_merged()
    {
        Device small = Dev("small", Free with { MaxSegmentSizeBytes = 2 * Page });
        Scenario scenario = Of(4, [Memory(0, 64)], small, Contiguous("one"));

        new Exported(scenario with { Mode = SharingMode.Tailored }).After(Attach("small"), Attach("one"));
        new Exported(scenario with { Policy = Policy.Default with { Splitting = Splitting.Late } }).After(Attach("small"), Attach("one"));
    }

    [Fact]
    public void Before_storage_exists_some_candidate_has_to_serve()
    {
        Grounds grounds = new Exported(Over(Scattered, Contiguous("one"))).Refuses(Errno.Einval, GroundsKind.Conflict, Attach("one"));

        Assert.Equal([new BitingLimit("one", LimitKind.MaxSegmentCount, 1, false)], grounds.Limits);
    }

    [Fact]
    public void Without_any_candidate_there_is_no_limit_to_blame() =>
        Assert.Empty(new Exported(Of(4, [Memory(0, 3)], Dev("a"))).Refuses(Errno.Enomem, GroundsKind.NoStorage, Attach("a")).Limits);

    [Fact]
    public void A_late_comer_is_served_over_the_same_storage()
    {
        Device small = Dev("small", Free with { MaxSegmentSizeBytes = Page });
        Exported buffer = new Exported(Of(4, [Memory(16, 4)], Dev("a"), small)).After(Attach("a"), Map("a"), Attach("small"));

        Assert.Equal(
            Segments((0x10000, Page), (0x11000, Page), (0x12000, Page), (0x13000, Page)),
            buffer.Do(Map("small")).Mapping!.Table.Segments);
    }

    [Theory]
    [InlineData(false, ImporterHabit.MovesOnNotice, GroundsKind.NotMovable)]
    [InlineData(true, ImporterHabit.MapsAroundUse, GroundsKind.LiveMapping)]
    [InlineData(true, ImporterHabit.Pins, GroundsKind.Pinned)]
    public void A_late_comer_the_storage_does_not_serve_is_told_what_keeps_it(bool movable, ImporterHabit habit, GroundsKind kept)
    {
        Scenario scenario = Over(Scattered, Dev("a") with { Importer = habit }, Contiguous("one")) with
        {
            Memory = [Memory(256, 64)],
            Exporter = new Exporter { IsMovable = movable },
        };
        Exported buffer = new Exported(scenario).After(Attach("a"), Map("a"));

        Grounds grounds = buffer.Refuses(Errno.Ebusy, kept, Attach("one"));

        Assert.Equal([new BitingLimit("one", LimitKind.MaxSegmentCount, 1, false)], grounds.Limits);
    }

    [Fact]
    public void The_storage_moves_for_a_late_comer_when_everybody_moves_on_notice()
    {
        Scenario scenario = Over(Scattered, Dev("a") with { Importer = ImporterHabit.MovesOnNotice }, Contiguous("one")) with
        {
            Memory = [Memory(64, 4), Memory(256, 64)],
            Exporter = new Exporter { IsMovable = true },
        };
        Exported buffer = new Exported(scenario).After(Attach("a"), Map("a"));

        StepResult result = buffer.Do(Attach("one"));

        Assert.Equal(
            StepResult.Ok with { Attachment = 1, Notified = [0], CacheActions = [.. Actions(CacheActionKind.CopyStorage)] }, result);

        // The piece at 64 has a page of the present storage.
        Assert.Equal(At((256, 4)), buffer.View.Storage);
        Assert.Equal(new AttachmentView(0, "a", 0, 0, null), buffer.View.Attachments[0]);
    }

    [Fact]
    public void A_live_cached_table_has_to_do_for_the_newcomer()
    {
        Device small = Dev("small", Free with { MaxSegmentSizeBytes = Page });
        Scenario scenario = Of(4, [Memory(16, 4)], Dev("a"), small) with { Exporter = new Exporter { Tables = ExporterTables.Cached } };
        Exported buffer = new Exported(scenario).After(Attach("a"), Map("a"));

        buffer.Refuses(Errno.Ebusy, GroundsKind.NotMovable, Attach("small"));
        buffer.After(Unmap("a"), Attach("small"), Map("a"));
        Assert.Equal(4, buffer.View.Attachments[0].Mapping!.Table.Segments.Count);
    }

    [Fact]
    public void The_hook_refuses_last_and_sees_the_newcomer()
    {
        Scenario scenario = Of(4, [Memory(0, 64)], Contiguous("one")) with { Exporter = new Exporter { HooksReadConstraints = true } };
        Exported buffer = new Exported(scenario).After(new Operation.ExporterRefuses("one", true));
        var seen = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentCount = 1 }, 1);

        BufferView before = buffer.View;
        StepResult refused = buffer.Do(Attach("one"));
        Assert.Equal(Errno.Eperm, refused.Errno);
        Assert.Equal([new HookView(ExporterHook.Attach, "one", seen, seen)], refused.Hooks);
        Assert.Equal(before, buffer.View);

        buffer.After(new Operation.ExporterRefuses("one", false), Attach("one"));
        StepResult left = buffer.Do(Detach("one"));
        var nobody = new Constraints(ResolvedLimits.Unlimited, 0);
        Assert.Equal([new HookView(ExporterHook.Detach, "one", nobody, nobody)], left.Hooks);
    }

    [Fact]
    public void Detach_waits_for_maps_and_pins()
    {
        Exported buffer = new Exported(Of(4, [Memory(0, 64)], Dev("a"))).After(Attach("a"), Map("a"), new Operation.Pin("a"));

        buffer.Refuses(Errno.Ebusy, GroundsKind.LiveMapping, Detach("a"));
        buffer.After(Unmap("a")).Refuses(Errno.Ebusy, GroundsKind.Pinned, Detach("a"));
        buffer.After(new Operation.Unpin("a"), Detach("a")).Refuses(Errno.Einval, GroundsKind.NotAttached, Detach("a"));
    }

    [Fact]
    public void Detach_ends_a_kept_mapping_and_the_importers_pin()
    {
        Scenario scenario = Of(
            4,
            [Memory(0, 64)],
            Dev("keeps") with { Importer = ImporterHabit.CachesMapping },
            Dev("pins") with { Importer = ImporterHabit.Pins });
        Exported buffer = new Exported(scenario).After(
            Attach("keeps"), Attach("pins"), Map("keeps"), Map("pins"), Unmap("keeps"), Unmap("pins"));

        Assert.NotNull(buffer.View.Attachments[0].Mapping);
        Assert.Equal(new AttachmentView(1, "pins", 0, 1, null), buffer.View.Attachments[1]);
        buffer.After(Detach("keeps"), Detach("pins"));
        Assert.Empty(buffer.View.Attachments);
    }
}
