using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Optimised.Lifecycle.Buffers;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

public class EngineCoherencyTests
{
    private static readonly CacheAction Clean = new(CacheActionKind.Clean);
    private static readonly CacheAction Invalidate = new(CacheActionKind.Invalidate);

    [Fact]
    public void Flushes_follow_ownership_and_leave_out_what_nobody_could_see()
    {
        DmaBufEngine engine = Of(NonCoherent("n")).At((0x10, 4)).Exported("n");
        Expect(engine.Map("n", Both)); // Clean of lines that nobody wrote.
        Expect(engine.BeginCpuAccess(writes: false), Invalidate);
        Expect(engine.EndCpuAccess());
        Expect(engine.BeginCpuAccess(writes: true), Invalidate);
        Expect(engine.EndCpuAccess(), Clean);
        Expect(engine.Unmap("n"));
        Expect(engine.Map("n", MapDirection.ToDevice));
        Expect(engine.BeginCpuAccess(writes: true), Invalidate); // The mapping before may have been written through.
        Expect(engine.EndCpuAccess(), Clean);
        Expect(engine.BeginCpuAccess(writes: true)); // This one may not.
        Expect(engine.EndCpuAccess(), Clean);
    }

    [Fact]
    public void Coherent_devices_need_nothing()
    {
        DmaBufEngine engine = Of(Dev("c")).At((0x10, 4)).Exported("c");
        Expect(engine.BeginCpuAccess(writes: true));
        Expect(engine.Map("c", Both));
        Expect(engine.EndCpuAccess());
        Expect(engine.BeginCpuAccess(writes: false));
    }

    [Fact]
    public void Mapping_made_during_an_access_waits_for_its_end()
    {
        DmaBufEngine engine = Of(NonCoherent("n")).At((0x10, 4)).Exported("n");
        Expect(engine.BeginCpuAccess(writes: true));
        Expect(engine.Map("n", MapDirection.ToDevice));
        Refused(engine, () => engine.DeviceUse("n", writes: false), Errno.Ebusy, GroundsKind.CpuAccessOpen, "n");
        Expect(engine.EndCpuAccess(), Clean);
        Done(engine.DeviceUse("n", writes: false));
        Refused(engine, () => engine.DeviceUse("n", writes: true), Errno.Eacces, GroundsKind.Direction, "n");
    }

    [Fact]
    public void Copies_of_one_operation_go_by_attachment_between_one_pair_of_flushes()
    {
        Scenario scenario = Of(Bouncer("b"), Bouncer("r"), NonCoherent("n")).At((0x100000, 4));
        DmaBufEngine engine = scenario.Exported("n", "b", "r");
        Expect(engine.Map("r", MapDirection.ToDevice), In(2));
        Expect(engine.Map("b", Both), In(1));
        Expect(engine.Map("n", Both));
        Expect(engine.BeginCpuAccess(writes: true), Invalidate, Out(1));
        Expect(engine.EndCpuAccess(), In(1), In(2), Clean);
        Expect(engine.Unmap("r"));
        Expect(engine.Unmap("b"), Invalidate, Out(1), Clean);
        Expect(engine.Map("b", MapDirection.FromDevice), Invalidate, In(1)); // Read by the CPU: nothing to clean.
    }

    [Fact]
    public void Kept_bounce_is_copied_home_at_detach()
    {
        DmaBufEngine engine = Of(Bouncer("b") with { Importer = ImporterHabit.CachesMapping }).At((0x100000, 4)).Exported("b");
        Expect(engine.Map("b", Both), In(0));
        Expect(engine.Unmap("b"));
        Expect(engine.Detach("b"), Out(0));
    }

    [Fact]
    public void Move_takes_the_data_copies_home_and_then_over()
    {
        Device bouncer = Bouncer("b") with { Importer = ImporterHabit.MovesOnNotice };
        Device other = NonCoherent("n") with { Importer = ImporterHabit.MovesOnNotice };
        DmaBufEngine engine = Of(bouncer, other).At((0x100000, 4)).In((0x10, 4, "h")).Movable().Exported("n", "b");
        Expect(engine.Map("b", Both), In(1));
        Expect(engine.Map("n", Both));
        StepResult moved = Done(engine.Move());
        Assert.Equal([1, 0], moved.Notified);
        Expect(moved, Invalidate, Out(1), new(CacheActionKind.CopyStorage));
        Expect(engine.Map("n", MapDirection.ToDevice), Clean);
    }

    [Fact]
    public void Cpu_accesses_do_not_nest_and_need_struct_page()
    {
        DmaBufEngine engine = Of().At((0x10, 4)).Exported();
        Refused(engine, engine.EndCpuAccess, Errno.Einval, GroundsKind.NoCpuAccess, null);
        Refused(engine, () => engine.CpuUse(false), Errno.Eacces, GroundsKind.NoCpuAccess, null);
        Done(engine.BeginCpuAccess(writes: false));
        Done(engine.CpuUse(writes: false));
        Refused(engine, () => engine.CpuUse(writes: true), Errno.Eacces, GroundsKind.NoCpuAccess, null);
        Refused(engine, () => engine.BeginCpuAccess(true), Errno.Ebusy, GroundsKind.CpuAccessOpen, null);

        Scenario carveOut = Of().At((0x10, 4)) with { Exporter = Exporter.Default with { HasPages = false } };
        DmaBufEngine without = carveOut.Exported();
        Refused(without, () => without.BeginCpuAccess(false), Errno.Eopnotsupp, GroundsKind.NoCpuView, null);
    }

    private static Device NonCoherent(string name) => Dev(name) with { Access = DeviceAccess.NonCoherent };

    private static Device Bouncer(string name) => Dev(name, Free with { AddressMask = 0xffffffff }) with { MayBounce = true };

    private static CacheAction In(int attachment) => new(CacheActionKind.CopyIn, attachment);

    private static CacheAction Out(int attachment) => new(CacheActionKind.CopyOut, attachment);

    private static void Expect(StepResult result, params CacheAction[] actions) => Assert.Equal(actions, Done(result).CacheActions);
}
