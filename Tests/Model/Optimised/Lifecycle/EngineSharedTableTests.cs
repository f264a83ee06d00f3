using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineSharedTableTests
{
    private static readonly Limits TwoPages = Free with { MaxSegmentSizeBytes = 2 * Page };

    [Fact]
    public void First_live_mapping_makes_the_table_for_all_who_are_attached()
    {
        DmaBufEngine engine = Of(Dev("a"), Dev("small", TwoPages)).At((0x10, 4)).Cached().Exported("a", "small");
        ValueList<Segment> halves = Segments((0x10000, 0x2000), (0x12000, 0x2000));
        Assert.Equal(halves, Table(engine.Map("a", Both)));
        Done(engine.Detach("small"));
        Assert.Equal(halves, Table(engine.Map("a", Both)));
        Done(engine.Unmap("a"));
        Done(engine.Unmap("a"));
        Assert.Equal(Segments((0x10000, 0x4000)), Table(engine.Map("a", Both)));
    }

    [Fact]
    public void Table_that_lives_refuses_who_cannot_use_it()
    {
        DmaBufEngine engine = Of(Dev("a"), Dev("b"), Dev("small", TwoPages)).At((0x10, 4)).Cached().Exported("a", "b");
        Done(engine.Map("a", Both));
        StepResult refused = Refused(engine, () => engine.Attach("small"), Errno.Ebusy, GroundsKind.NotMovable, "small");
        Assert.Equal([("small", LimitKind.MaxSegmentSize)], Blamed(refused));
        Refused(engine, () => engine.ChangeLimits("b", TwoPages), Errno.Ebusy, GroundsKind.NotMovable, "b");
        Done(engine.Unmap("a"));
        Done(engine.Attach("small"));
        Assert.Equal(2, Table(engine.Map("a", Both)).Count);
    }

    [Fact]
    public void Late_splitting_gives_each_importer_its_own_cuts()
    {
        Scenario scenario = Of(Dev("a"), Dev("small", TwoPages)).At((0x10, 4)).Cached();
        DmaBufEngine engine = (scenario with { Policy = Policy.Default with { Splitting = Splitting.Late } }).Exported("a");
        Assert.Single(Table(engine.Map("a", Both)));
        Done(engine.Attach("small"));
        Assert.Equal(2, Table(engine.Map("small", Both)).Count);
    }

    [Fact]
    public void Bus_offsets_that_do_not_agree_ask_for_cuts_at_the_windows_of_both()
    {
        Limits window = Free with { SegmentBoundaryMask = 0x3fff };
        Device shifted = Dev("shifted", window) with { BusOffsetBytes = 0x2000 };
        DmaBufEngine engine = Of(Dev("a", window), shifted).At((0x10, 4)).Cached().Exported("a", "shifted");
        Assert.Equal(Segments((0x10000, 0x2000), (0x12000, 0x2000)), Table(engine.Map("a", Both)));
        Assert.Equal(Segments((0xe000, 0x2000), (0x10000, 0x2000)), Table(engine.Map("shifted", Both)));
    }

    [Fact]
    public void Storage_without_one_table_for_all_is_refused_though_it_serves_each()
    {
        Scenario scenario = Of(Dev("two", Free with { MaxSegmentCount = 2 }), Dev("small", TwoPages)).At((0x10, 1), (0x20, 3));
        scenario.Exported("two", "small");
        DmaBufEngine cached = scenario.Cached().Exported("two");
        StepResult refused = Refused(cached, () => cached.Attach("small"), Errno.Einval, GroundsKind.Conflict, "small");
        Assert.Equal([("small", LimitKind.MaxSegmentSize), ("two", LimitKind.MaxSegmentCount)], Blamed(refused).Order());
    }
}
