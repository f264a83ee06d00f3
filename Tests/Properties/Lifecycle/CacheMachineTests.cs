using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Lifecycle;

/// <summary>One line of cache, one action or access at a time.</summary>
public sealed class CacheMachineTests
{
    private static readonly CacheAction Clean = new(CacheActionKind.Clean);

    private static readonly CacheAction Invalidate = new(CacheActionKind.Invalidate);

    private static readonly CacheMachine Dirty = CacheMachine.Fresh.CpuWrites(1);

    private static readonly CacheMachine Stale = CacheMachine.Fresh.DeviceWrites(1, snoops: false);

    [Fact]
    public void Cpu_writes_to_the_cache_only()
    {
        Assert.Equal((CacheLine.Dirty, 1, 0), (Dirty.Line, Dirty.CpuSees, Dirty.Memory));
        Assert.Equal((0, 1), (Dirty.DeviceSees(snoops: false), Dirty.DeviceSees(snoops: true)));
    }

    [Fact]
    public void Clean_writes_back_and_keeps_the_line()
    {
        CacheMachine cleaned = Dirty.After(Clean);

        Assert.Equal((CacheLine.Clean, 1, 1), (cleaned.Line, cleaned.Memory, cleaned.CpuSees));
        Assert.Equal(cleaned, cleaned.After(Clean));
        Assert.Equal(CacheMachine.Fresh, CacheMachine.Fresh.After(Clean));
    }

    [Fact]
    public void Device_that_goes_past_the_cache_leaves_it_stale_until_it_is_invalidated()
    {
        Assert.Equal((0, 1, 1), (Stale.CpuSees, Stale.DeviceSees(snoops: false), Stale.DeviceSees(snoops: true)));
        Assert.Equal(0, Stale.After(Clean).CpuSees);
        Assert.Equal((1, CacheLine.Absent), (Stale.After(Invalidate).CpuSees, Stale.After(Invalidate).Line));

        CacheMachine again = Dirty.After(Clean).DeviceWrites(2, snoops: false);
        Assert.Equal((1, 2, null), (again.CpuSees, again.After(Invalidate).CpuSees, again.Loss));
    }

    [Fact]
    public void Device_that_snoops_drops_the_line()
    {
        CacheMachine written = Dirty.DeviceWrites(2, snoops: true);

        Assert.Equal((2, 2, 2), (written.CpuSees, written.DeviceSees(snoops: true), written.DeviceSees(snoops: false)));
        Assert.Equal((CacheLine.Absent, null), (written.Line, written.Loss));
    }

    [Fact]
    public void Invalidate_of_a_dirty_line_loses_data()
    {
        CacheMachine lost = Dirty.After(Invalidate);

        Assert.Equal((0, "an invalidate destroyed write 1, not yet in memory"), (lost.CpuSees, lost.Loss));
        Assert.Null(Dirty.After(Clean).After(Invalidate).Loss);
    }

    [Fact]
    public void Write_past_a_dirty_line_races_with_its_write_back_and_the_first_loss_is_told()
    {
        CacheMachine raced = Dirty.DeviceWrites(2, snoops: false);

        Assert.Equal((1, 2), (raced.CpuSees, raced.Memory));
        Assert.Equal("write 2 of a device races with the write-back of write 1", raced.Loss);
        Assert.Equal(raced.Loss, raced.After(Invalidate).Loss);
    }

    [Fact]
    public void Copies_are_made_by_the_cpu()
    {
        CacheMachine copied = Stale.After(new(CacheActionKind.CopyIn, 7));
        Assert.Equal(0, copied.Bounce[7]);

        CacheMachine home = copied.BounceWrites(7, 5).After(new(CacheActionKind.CopyOut, 7));
        Assert.Equal((CacheLine.Dirty, 5, 1), (home.Line, home.CpuSees, home.Memory));
    }

    [Fact]
    public void Bounce_buffer_that_was_never_filled_holds_no_version() =>
        Assert.DoesNotContain(CacheMachine.Fresh.After(new(CacheActionKind.CopyOut, 3)).CpuSees, new[] { 0, 1 });

    [Fact]
    public void Move_copies_what_the_cpu_sees_into_memory_that_nobody_wrote()
    {
        CacheMachine moved = Dirty.After(new(CacheActionKind.CopyStorage));

        Assert.Equal(1, moved.CpuSees);
        Assert.NotEqual(1, moved.DeviceSees(snoops: false));
        Assert.Equal(1, moved.After(Clean).DeviceSees(snoops: false));
    }
}
