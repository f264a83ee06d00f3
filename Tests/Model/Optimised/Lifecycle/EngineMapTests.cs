using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineMapTests
{
    [Fact]
    public void Maps_count_and_the_direction_of_the_live_one_binds()
    {
        DmaBufEngine engine = Of(Dev("a")).At((0x10, 4)).Exported("a");
        Done(engine.Map("a", MapDirection.ToDevice));
        Refused(engine, () => engine.Map("a", Both), Errno.Ebusy, GroundsKind.Direction, "a");
        Refused(engine, () => engine.TestMap("a", MapDirection.FromDevice), Errno.Ebusy, GroundsKind.Direction, "a");
        Done(engine.Map("a", MapDirection.ToDevice));
        Done(engine.Unmap("a"));
        Assert.NotNull(engine.View.Attachments[0].Mapping);
        Done(engine.Unmap("a"));
        Assert.Null(engine.View.Attachments[0].Mapping);
        Refused(engine, () => engine.Unmap("a"), Errno.Einval, GroundsKind.NotMapped, "a");

        Done(engine.Map("a", Both));
        Done(engine.Map("a", MapDirection.FromDevice));
        Done(engine.DeviceUse("a", writes: false));
    }

    [Fact]
    public void Importer_that_caches_keeps_its_mapping_until_it_detaches()
    {
        DmaBufEngine engine = Of(Dev("a", Free, ImporterHabit.CachesMapping)).At((0x10, 4)).Exported("a");
        Mapping mapping = Done(engine.Map("a", MapDirection.ToDevice)).Mapping!;
        Done(engine.Unmap("a"));
        Assert.Equal([new(0, "a", 0, 0, mapping)], engine.View.Attachments);
        Refused(engine, () => engine.Map("a", Both), Errno.Ebusy, GroundsKind.Direction, "a");
        Done(engine.DeviceUse("a", writes: false));
        Done(engine.Detach("a"));
        Assert.Empty(engine.View.Attachments);
    }

    [Fact]
    public void Importer_that_pins_does_so_at_its_first_map_until_it_detaches()
    {
        DmaBufEngine engine = Of(Dev("a", Free, ImporterHabit.Pins)).At((0x10, 4)).In((0x40, 4, "h")).Movable().Exported("a");
        Done(engine.Map("a", Both));
        Done(engine.Unmap("a"));
        Assert.Equal([new(0, "a", 0, 1, null)], engine.View.Attachments);
        Refused(engine, engine.Move, Errno.Ebusy, GroundsKind.Pinned, "a");
        Refused(engine, () => engine.Unpin("a"), Errno.Einval, GroundsKind.NotPinned, "a");
        Done(engine.Pin("a"));
        Refused(engine, () => engine.Detach("a"), Errno.Ebusy, GroundsKind.Pinned, "a");
        Done(engine.Unpin("a"));
        Done(engine.Detach("a"));
        Done(engine.Move());
    }

    [Fact]
    public void Move_names_the_lowest_attachment_that_keeps_storage()
    {
        DmaBufEngine engine = Of(Dev("a"), Dev("b")).At((0x10, 4)).In((0x40, 4, "h")).Movable().Exported("a", "b");
        Refused(engine, engine.Move, Errno.Einval, GroundsKind.NothingToMove, null);
        Done(engine.Map("b", Both));
        Refused(engine, engine.Move, Errno.Ebusy, GroundsKind.LiveMapping, "b");
        Done(engine.Map("a", Both));
        Refused(engine, engine.Move, Errno.Ebusy, GroundsKind.LiveMapping, "a");
        Done(engine.Unmap("a"));
        Done(engine.Unmap("b"));
        Done(engine.Move());
        Assert.Equal([(0x40UL, 4UL)], Runs(engine.View.Storage));
        Done(engine.Move());
        Assert.Equal([(0x10UL, 4UL)], Runs(engine.View.Storage));
    }

    [Fact]
    public void Bus_offset_moves_the_addresses()
    {
        Device device = Dev("a") with { BusOffsetBytes = 0x8000 };
        DmaBufEngine engine = Of(device).At((0x10, 4)).Exported("a");
        Assert.Equal(Segments((0x8000, 0x4000)), Table(engine.Map("a", Both)));
    }

    [Fact]
    public void Test_map_predicts_and_changes_nothing()
    {
        DmaBufEngine engine = Of(Dev("a")).At((0x10, 4)).Exported("a");
        BufferView before = engine.View;
        StepResult predicted = Done(engine.TestMap("a", Both));
        Assert.Equal(before, engine.View);
        Assert.Null(before.Storage);
        Assert.Equal(predicted, engine.Map("a", Both));
    }

    [Fact]
    public void Table_is_remembered_until_limits_or_storage_change()
    {
        DmaBufEngine engine = Of(Dev("a")).At((0x10, 4)).In((0x40, 4, "h")).Movable().Exported("a");
        Mapping first = MapOnce(engine);
        Assert.Same(first, MapOnce(engine));

        Done(engine.ChangeLimits("a", Free with { MaxSegmentSizeBytes = 2 * Page }));
        Mapping cut = MapOnce(engine);
        Assert.Equal(Segments((0x10000, 0x2000), (0x12000, 0x2000)), cut.Table.Segments);

        Done(engine.Move());
        Assert.Equal(Segments((0x40000, 0x2000), (0x42000, 0x2000)), MapOnce(engine).Table.Segments);
        Done(engine.Move());
        Assert.Equal(cut, MapOnce(engine));
    }

    private static Mapping MapOnce(DmaBufEngine engine)
    {
        Mapping mapping = Done(engine.Map("a", Both)).Mapping!;
        Done(engine.Unmap("a"));
        return mapping;
    }
}
