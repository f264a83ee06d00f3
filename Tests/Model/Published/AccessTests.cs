using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Published.Buffers;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>Who may touch the data when, and what is flushed and copied, of a buffer without defects.</summary>
public sealed class AccessTests
{
    private static readonly Operation End = new Operation.EndCpuAccess();

    private static Operation.BeginCpuAccess Begin(bool writes = true) => new(writes);

    private static Operation.DeviceUse Use(string device, bool writes) => new(device, writes, Snoops: false);

    [Fact]
    public void A_flush_is_due_where_the_owner_changes()
    {
        Device a = Dev("a") with { Access = DeviceAccess.NonCoherent };
        Device b = Dev("b") with { Access = DeviceAccess.PerAccess };
        Exported buffer = new Exported(Of(4, [Memory(16, 4)], a, b, Dev("snoops"))).After(Attach("a"), Attach("b"), Attach("snoops"));

        Assert.Empty(buffer.Do(Map("snoops")).CacheActions);
        Assert.Equal(Actions(CacheActionKind.Clean), buffer.Do(Map("a")).CacheActions);
        Assert.Empty(buffer.Do(Map("b")).CacheActions);
        Assert.Empty(buffer.Do(Unmap("a")).CacheActions);
        Assert.Equal(Actions(CacheActionKind.Invalidate), buffer.Do(Begin()).CacheActions);
        Assert.Equal(Actions(CacheActionKind.Clean), buffer.Do(End).CacheActions);
        Assert.Empty(buffer.Do(Unmap("b")).CacheActions);
        Assert.Equal(Actions(CacheActionKind.Invalidate), buffer.Do(Begin()).CacheActions);
        Assert.Empty(buffer.Do(Map("a")).CacheActions);
        Assert.Equal(Actions(CacheActionKind.Clean), buffer.Do(End).CacheActions);
    }

    [Fact]
    public void Copies_are_accesses_of_the_CPU()
    {
        Device bounces = Dev("bounces", Free with { AddressMask = 0xffffffff }) with { MayBounce = true };
        Device reads = bounces with { Name = "reads" };
        Scenario scenario = Over(At((1 << 20, 4)), bounces, reads, Dev("direct") with { Access = DeviceAccess.NonCoherent });
        Exported buffer = new Exported(scenario).After(
            Attach("bounces"), Attach("reads"), Attach("direct"), Map("direct"), Map("bounces"));
        CacheAction invalidate = new(CacheActionKind.Invalidate);
        CacheAction clean = new(CacheActionKind.Clean);

        Assert.Equal(
            [invalidate, new(CacheActionKind.CopyIn, 1), clean], buffer.Do(Map("reads", MapDirection.ToDevice)).CacheActions);
        Assert.Equal([invalidate, new(CacheActionKind.CopyOut, 0)], buffer.Do(Begin()).CacheActions);
        Assert.Equal([new(CacheActionKind.CopyIn, 0), new(CacheActionKind.CopyIn, 1), clean], buffer.Do(End).CacheActions);
        Assert.Empty(buffer.Do(Unmap("reads")).CacheActions);
        Assert.Equal([invalidate, new(CacheActionKind.CopyOut, 0), clean], buffer.Do(Unmap("bounces")).CacheActions);
    }

    [Fact]
    public void The_CPU_asks_before_it_touches()
    {
        Exported buffer = new(Of(4, [Memory(16, 4)], Dev("a")));

        buffer.Refuses(Errno.Eacces, GroundsKind.NoCpuAccess, new Operation.CpuUse(false));
        buffer.Refuses(Errno.Einval, GroundsKind.NoCpuAccess, End);
        buffer.After(Begin(writes: false), new Operation.CpuUse(false));
        Assert.Equal(CpuAccess.Read, buffer.View.CpuAccess);
        Assert.Equal(At((16, 4)), buffer.View.Storage);
        buffer.Refuses(Errno.Eacces, GroundsKind.NoCpuAccess, new Operation.CpuUse(true));
        buffer.Refuses(Errno.Ebusy, GroundsKind.CpuAccessOpen, Begin());
        buffer.After(End, Begin(), new Operation.CpuUse(true), new Operation.CpuUse(false));
    }

    [Fact]
    public void Without_struct_page_the_CPU_has_no_view() =>
        new Exported(Of(4, [Memory(16, 4)], Dev("a")) with { Exporter = new Exporter { HasPages = false } })
            .Refuses(Errno.Eopnotsupp, GroundsKind.NoCpuView, Begin());

    [Fact]
    public void A_device_needs_a_mapping_its_direction_and_a_fence()
    {
        Exported buffer = new Exported(Of(4, [Memory(16, 4)], Dev("a"), Dev("keeps") with { Importer = ImporterHabit.CachesMapping })).After(
            Attach("a"), Attach("keeps"), Map("keeps", MapDirection.FromDevice), Unmap("keeps"));

        buffer.Refuses(Errno.Einval, GroundsKind.NotMapped, Use("a", true));
        buffer.After(Use("keeps", true)).Refuses(Errno.Eacces, GroundsKind.Direction, Use("keeps", false));
        buffer.After(Map("a", MapDirection.ToDevice), Use("a", false)).Refuses(Errno.Eacces, GroundsKind.Direction, Use("a", true));
        buffer.After(Begin()).Refuses(Errno.Ebusy, GroundsKind.CpuAccessOpen, Use("a", false));
    }
}
