using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Model.Spec.Lifecycle.Scenes;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>Flushes at each change of ownership, copies between them.</summary>
public sealed class OwnershipTests
{
    private static readonly CacheAction Clean = new(CacheActionKind.Clean);

    private static readonly CacheAction Invalidate = new(CacheActionKind.Invalidate);

    private static readonly CacheAction CopyStorage = new(CacheActionKind.CopyStorage);

    private static Scenario High(params Device[] devices) => With(devices).At((0x100000, 4)).From(("h", 0x200000, 4)).Movable();

    [Fact]
    public void Owner_changes_at_map_at_begin_and_at_end_and_nowhere_else()
    {
        Life life = Life.Of(With(Uncached("n"), Uncached("o")).At((0x10, 4)), "n", "o");

        Assert.Equal([], life.Handles(Begin()));
        Assert.Equal([], life.Handles(End()));
        Assert.Equal([Clean], life.Handles(Map("n")));
        Assert.Equal([], life.Handles(Map("n")));
        Assert.Equal([], life.Handles(Map("o")));
        Assert.Equal([Invalidate], life.Handles(Begin(writes: false)));
        Assert.Equal([Clean], life.Handles(End()));
        life.Does(Unmap("n"), Unmap("n"));
        Assert.Equal([], life.Handles(Unmap("o")));
        Assert.Equal([Invalidate], life.Handles(Begin()));
        Assert.Equal([], life.Handles(End()));
        Assert.Equal([], life.Handles(Begin()));
    }

    [Theory]
    [InlineData(DeviceAccess.Coherent, false)]
    [InlineData(DeviceAccess.NonCoherent, true)]
    [InlineData(DeviceAccess.PerAccess, true)]
    public void Only_a_mapping_that_may_go_past_the_caches_takes_the_data(DeviceAccess access, bool takes)
    {
        foreach (Device device in new[] { Dev("d"), Behind("d", "x") })
        {
            Life life = Life.Of(With(device with { Access = access }).At((0x10, 4)), "d");
            Assert.Equal(takes ? [Clean] : [], life.Handles(Map("d")));
            Assert.Equal(takes ? [Invalidate] : [], life.Handles(Begin()));
        }
    }

    [Fact]
    public void Map_during_an_access_waits_for_its_end()
    {
        Life life = Life.Of(High(Uncached("n"), Bouncer("b")), "n", "b").Does(Begin());

        Assert.Equal([], life.Handles(Map("n")));
        Assert.Equal([In(1)], life.Handles(Map("b")));
        Assert.Equal([Out(1)], life.Handles(Unmap("b")));
        Assert.Equal([Clean], life.Handles(End()));
    }

    [Fact]
    public void Copies_go_by_attachment_within_one_pair_of_flushes()
    {
        Life life = Life.Of(High(Uncached("n"), Bouncer("b"), Bouncer("r")), "n", "r", "b").Does(Map("n"));

        Assert.Equal([Invalidate, In(2), Clean], life.Handles(Map("b")));
        Assert.Equal([Invalidate, In(1), Clean], life.Handles(Map("r", MapDirection.FromDevice)));
        Assert.Equal([Invalidate, Out(1), Out(2)], life.Handles(Begin()));
        Assert.Equal([In(1), In(2), Clean], life.Handles(End()));
        Assert.Equal([Invalidate, Out(2), Clean], life.Handles(Unmap("b")));
        life.Does(Unmap("n"));
        Assert.Equal([Invalidate, Out(1)], life.Handles(Unmap("r")));
    }

    [Fact]
    public void Device_that_only_reads_is_not_copied_out()
    {
        Life life = Life.Of(High(Bouncer("b")), "b");

        Assert.Equal([In(0)], life.Handles(Map("b", MapDirection.ToDevice)));
        Assert.Equal([], life.Handles(Begin()));
        Assert.Equal([In(0)], life.Handles(End()));
        Assert.Equal([], life.Handles(Unmap("b")));
    }

    [Fact]
    public void Kept_bounce_copies_at_each_access_and_home_at_detach()
    {
        Life life = Life.Of(High(Bouncer("b") with { Importer = ImporterHabit.CachesMapping }), "b").Does(Map("b"));

        Assert.Equal([], life.Handles(Unmap("b")));
        Assert.Equal([Out(0)], life.Handles(Begin()));
        Assert.Equal([In(0)], life.Handles(End()));
        Assert.Equal([Out(0)], life.Handles(Detach("b")));
    }

    [Fact]
    public void Move_takes_the_data_copies_home_and_then_over_and_leaves_them_with_the_cpu()
    {
        Device bouncer = Bouncer("b") with { Importer = ImporterHabit.MovesOnNotice };
        Life life = Life.Of(High(Uncached("n") with { Importer = ImporterHabit.MovesOnNotice }, bouncer), "n", "b").Does(Map("n"), Map("b"));

        Assert.Equal([Invalidate, Out(1), CopyStorage], life.Handles(Move()));
        Assert.Equal([CopyStorage], life.Handles(Move()));
        Assert.Equal([Clean], life.Handles(Map("n")));
    }

    [Fact]
    public void Change_of_limits_copies_home_what_it_ends()
    {
        Device bouncer = Bouncer("b") with { Importer = ImporterHabit.MovesOnNotice };
        Life life = Life.Of(High(Uncached("n"), bouncer), "n", "b").Does(Map("n"), Map("b"));

        Assert.Equal([Invalidate, Out(1), Clean], life.Handles(Change("b", Low with { MaxSegmentSizeBytes = Page })));
    }

    private static CacheAction In(int attachment) => new(CacheActionKind.CopyIn, attachment);

    private static CacheAction Out(int attachment) => new(CacheActionKind.CopyOut, attachment);
}
