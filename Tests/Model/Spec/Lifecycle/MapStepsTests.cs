using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;
using static DmabufVerify.Tests.Model.Spec.Small;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

public sealed class MapStepsTests
{
    [Fact]
    public void Direct_table_is_in_bus_addresses_of_the_device()
    {
        Life life = Life.Of(With(Dev("d") with { BusOffsetBytes = 0x8000 }, Dev("e") with { BusOffsetBytes = -0x8000 }).At((0x10, 3), (0x20, 1)), "d", "e");

        Assert.Equal(
            new Mapping(MappingKind.Direct, null, new SegmentTable(Segments((0x8000, 0x3000), (0x18000, 0x1000)))), life.Gives(Map("d")).Mapping);
        Assert.Equal(Segments((0x18000, 0x3000), (0x28000, 0x1000)), life.Maps("e"));
    }

    [Fact]
    public void Maps_are_counted_and_give_one_table()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4)), "d");

        Assert.Equal(life.Maps("d"), life.Maps("d"));
        Assert.Equal(2, life.View.Attachments[0].Maps);
        life.Does(Unmap("d"));
        Assert.NotNull(life.View.Attachments[0].Mapping);
        life.Does(Unmap("d"));
        Assert.Null(life.View.Attachments[0].Mapping);
        life.Refuses(Unmap("d"), Errno.Einval, GroundsKind.NotMapped, "d");
    }

    [Fact]
    public void Who_is_not_attached_is_told()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4)));

        Assert.All(
            new[] { Map("d"), Unmap("d"), TestMap("d"), Pin("d"), Unpin("d"), Detach("d") },
            operation => life.Refuses(operation, Errno.Einval, GroundsKind.NotAttached, "d"));
    }

    [Theory]
    [InlineData(MapDirection.Bidirectional, MapDirection.ToDevice, true)]
    [InlineData(MapDirection.Bidirectional, MapDirection.FromDevice, true)]
    [InlineData(MapDirection.ToDevice, MapDirection.ToDevice, true)]
    [InlineData(MapDirection.ToDevice, MapDirection.FromDevice, false)]
    [InlineData(MapDirection.FromDevice, MapDirection.Bidirectional, false)]
    public void Second_map_must_go_the_way_of_the_first(MapDirection first, MapDirection second, bool agrees)
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4)), "d").Does(Map("d", first));

        if (agrees)
        {
            life.Does(TestMap("d", second), Map("d", second));
        }
        else
        {
            life.Refuses(TestMap("d", second), Errno.Ebusy, GroundsKind.Direction, "d");
            life.Refuses(Map("d", second), Errno.Ebusy, GroundsKind.Direction, "d");
            life.Does(Unmap("d"), Map("d", second));
        }
    }

    [Fact]
    public void Kept_mapping_outlives_its_maps_and_keeps_its_direction()
    {
        Life life = Life.Of(With(Dev("d", habit: ImporterHabit.CachesMapping)).At((0x10, 4)), "d")
            .Does(Map("d", MapDirection.ToDevice), Unmap("d"));

        Assert.Equal((0, true), (life.View.Attachments[0].Maps, life.View.Attachments[0].Mapping is not null));
        life.Refuses(Map("d", MapDirection.FromDevice), Errno.Ebusy, GroundsKind.Direction, "d");
        life.Refuses(Unmap("d"), Errno.Einval, GroundsKind.NotMapped, "d");
        life.Does(Map("d", MapDirection.ToDevice));
        Assert.Equal(1, life.View.Attachments[0].Maps);
    }

    [Fact]
    public void Importer_that_pins_holds_one_pin_however_often_it_maps()
    {
        Life life = Life.Of(With(Dev("d", habit: ImporterHabit.Pins)).At((0x10, 4)), "d").Does(Map("d"), Map("d"), Pin("d"));
        Assert.Equal(2, life.View.Attachments[0].Pins);

        life.Does(Unpin("d"), Unmap("d"), Unmap("d"));
        Assert.Equal(new AttachmentView(0, "d", 0, 1, null), life.View.Attachments[0]);
        life.Refuses(Unpin("d"), Errno.Einval, GroundsKind.NotPinned, "d");
    }

    [Fact]
    public void Test_map_answers_as_map_does_and_changes_nothing()
    {
        Life life = Life.Of(With(Uncached("d")).At((0x10, 4)), "d");
        BufferView before = life.View;
        StepResult predicted = life.Gives(TestMap("d"));

        Assert.Equal(before, life.View);
        Assert.Empty(predicted.CacheActions);
        Assert.Equal(predicted, life.Gives(Map("d")) with { CacheActions = [] });
    }

    [Fact]
    public void Cached_table_is_for_all_who_were_attached_at_the_first_map_as_long_as_one_lives()
    {
        Device small = Dev("small", Any with { MaxSegmentSizeBytes = 2 * Scenes.Page });
        Life life = Life.Of(With(Dev("big"), small).At((0x10, 4)).OneTable(), "big", "small");
        ValueList<Segment> halves = Segments((0x10000, 0x2000), (0x12000, 0x2000));

        Assert.Equal(halves, life.Maps("big"));
        life.Does(Detach("small"), Attach("big"));
        Assert.Equal(halves, life.Maps("big"));
        life.Does(Unmap("big"), Detach("big"), Unmap("big"));
        Assert.Equal(Segments((0x10000, 0x4000)), life.Maps("big"));
    }

    [Fact]
    public void Who_may_bounce_has_its_own_table_even_where_nothing_is_out_of_reach()
    {
        Device small = Dev("small", Any with { MaxSegmentSizeBytes = 2 * Scenes.Page });
        Life life = Life.Of(With(small, Bouncer("b"), Behind("i", "x")).At((0x10, 4)).OneTable(), "small", "b", "i");

        Assert.Equal(2, life.Maps("small").Count);
        Assert.Equal(new Mapping(MappingKind.Direct, null, new SegmentTable(Segments((0x10000, 0x4000)))), life.Gives(Map("b")).Mapping);
        Assert.Single(life.Maps("i"));
    }

    [Fact]
    public void Bounced_table_has_copies_and_what_is_in_reach()
    {
        Life life = Life.Of(With(Bouncer("b"), Dev("z", Low)).At((0x10, 2), (0x100000, 2)), "b");

        Assert.Equal(
            new Mapping(MappingKind.Bounced, null, new SegmentTable(Segments((0x10000, 0x2000), (Swiotlb.PoolAddress, 0x2000)))),
            life.Gives(Map("b")).Mapping);
        Assert.Equal([("z", LimitKind.AddressMask)], life.Refuses(Attach("z"), Errno.Ebusy, GroundsKind.NotMovable, "z"));
    }

    [Theory]
    [InlineData(Enforcement.Strict)]
    [InlineData(Enforcement.Kernel)]
    public void Copies_are_as_long_as_alignment_leaves_whoever_enforces_it(Enforcement enforcement)
    {
        Scenario scenario = With(Bouncer("b", Low with { MinAlignMask = 0xfff })).Pages(100).At((0x100000, 100));

        Assert.Equal(
            Segments((Swiotlb.PoolAddress, 258048), (Swiotlb.PoolAddress + 258048, 409600 - 258048)),
            Life.Of(scenario.Under(p => p with { Enforcement = enforcement }), "b").Maps("b"));
    }

    [Fact]
    public void Kernel_enforcement_leaves_the_boundary_to_the_pool()
    {
        Scenario scenario = With(Bouncer("b", Low with { SegmentBoundaryMask = 0x3fff })).Pages(6).At((0x100000, 3), (0x200001, 3));

        Assert.Equal(
            Segments((Swiotlb.PoolAddress, 0x3000), (Swiotlb.PoolAddress + 0x4000, 0x3000)),
            Life.Of(scenario.Under(p => p with { Enforcement = Enforcement.Kernel }), "b").Maps("b"));
    }
}
