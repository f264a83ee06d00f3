using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>Who may read and write when.</summary>
public sealed class UsingTests
{
    private static readonly Operation CpuRead = new Operation.CpuUse(false);

    private static readonly Operation CpuWrite = new Operation.CpuUse(true);

    [Fact]
    public void Cpu_asks_first_and_for_writing_if_it_writes()
    {
        Life life = Life.Of(With().At((0x10, 4)));

        life.Refuses(End(), Errno.Einval, GroundsKind.NoCpuAccess, null);
        life.Refuses(CpuRead, Errno.Eacces, GroundsKind.NoCpuAccess, null);
        life.Does(Begin(writes: false), CpuRead).Refuses(CpuWrite, Errno.Eacces, GroundsKind.NoCpuAccess, null);
        Assert.Equal(CpuAccess.Read, life.View.CpuAccess);
        life.Refuses(Begin(), Errno.Ebusy, GroundsKind.CpuAccessOpen, null);
        Assert.Equal(CpuAccess.Write, life.Does(End(), Begin(), CpuRead, CpuWrite).View.CpuAccess);
        Assert.Equal(CpuAccess.None, life.Does(End()).View.CpuAccess);
    }

    [Fact]
    public void Storage_without_struct_page_has_no_view_for_the_cpu() =>
        Life.Of(With().At((0x10, 4)).By(e => e with { HasPages = false })).Refuses(Begin(), Errno.Eopnotsupp, GroundsKind.NoCpuView, null);

    [Fact]
    public void Device_needs_a_mapping_then_its_direction_then_no_access_by_the_cpu()
    {
        Life life = Life.Of(With(Dev("d")).At((0x10, 4)));

        life.Refuses(Read("d"), Errno.Einval, GroundsKind.NotAttached, "d");
        life.Does(Attach("d"), Begin()).Refuses(Read("d"), Errno.Einval, GroundsKind.NotMapped, "d");
        life.Does(Map("d", MapDirection.ToDevice)).Refuses(Write("d"), Errno.Eacces, GroundsKind.Direction, "d");
        life.Refuses(Read("d"), Errno.Ebusy, GroundsKind.CpuAccessOpen, "d");
        life.Does(End(), Read("d"), Unmap("d"), Map("d", MapDirection.FromDevice), Write("d"));
        life.Refuses(Read("d"), Errno.Eacces, GroundsKind.Direction, "d");
        life.Does(Unmap("d"), Map("d"), Read("d"), Write("d"));
    }

    [Fact]
    public void Device_uses_its_latest_attachment_and_a_mapping_it_keeps()
    {
        Life life = Life.Of(With(Dev("k", habit: ImporterHabit.CachesMapping)).At((0x10, 4)), "k").Does(Map("k"), Unmap("k"), Write("k"));

        life.Does(Attach("k")).Refuses(Write("k"), Errno.Einval, GroundsKind.NotMapped, "k");
        life.Does(Detach("k"), Write("k"));
    }

    private static Operation.DeviceUse Read(string device) => new(device, Writes: false, Snoops: true);

    private static Operation.DeviceUse Write(string device) => new(device, Writes: true, Snoops: true);
}
