using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Lifecycle.Histories;

namespace DmabufVerify.Tests.Properties.Lifecycle;

public sealed class DataSeenTests
{
    private static readonly Device Uncached = Some.Free("n") with { Access = DeviceAccess.NonCoherent };

    private static readonly Device PerAccess = Some.Free("p") with { Access = DeviceAccess.PerAccess };

    private static readonly Device Bouncer = Some.Free("b", (LimitKind.AddressMask, 0xffffffff)) with { MayBounce = true };

    [Fact]
    public void Readers_see_the_last_write_where_caches_are_flushed()
    {
        DataSeen seen = DataSeen.Of(TraceOf([Uncached], Attach("n"), Map("n"), Begin, CpuWrite, End, Read("n"), Write("n"), Begin, CpuRead));

        // Step 0 is export; the CPU writes in step 4, the device in step 7.
        Assert.Equal([null, null, null, null, null, null, 5, null, null, 8], seen.Reads);
        Assert.Equal([0, 0, 0, 0, 5, 5, 5, 8, 8, 8], seen.Expected);
        Assert.All(seen.Bounced, Assert.False);
        Assert.Equal((null, null), (seen.LossAt, seen.Loss));
    }

    [Fact]
    public void Without_flushes_readers_see_old_data_and_writes_race()
    {
        LifecycleTrace trace = TraceOf([Uncached], Attach("n"), Map("n"), Begin, CpuWrite, End, Read("n"), Write("n"), Begin, CpuRead);
        DataSeen seen = DataSeen.Of(trace.WithoutFlushes());

        Assert.Equal((0, 5), (seen.Reads[6], seen.Reads[9]));
        Assert.Equal((7, "write 8 of a device races with the write-back of write 5"), (seen.LossAt, seen.Loss));
    }

    [Fact]
    public void Access_that_snoops_needs_no_flush()
    {
        Operation[] operations = [Attach("p"), Map("p"), Begin, CpuWrite, End, Read("p", snoops: true), Read("p", snoops: false)];
        DataSeen seen = DataSeen.Of(TraceOf([PerAccess], operations).WithoutFlushes());

        Assert.Equal((5, 0), (seen.Reads[6], seen.Reads[7]));
    }

    [Fact]
    public void Bounced_device_sees_its_copy()
    {
        DataSeen seen = DataSeen.Of(TraceOf(
            [Bouncer, Some.Free("c")],
            Attach("b"), Attach("c"), Map("c"), Map("b"), Write("c"), Read("b"), Write("b"), Read("c"), Begin, CpuRead));

        // The copy was made before the write; what the device writes comes home when the CPU asks.
        Assert.Equal((0, 6, 8), (seen.Reads[6], seen.Reads[8], seen.Reads[10]));
        Assert.Equal((6, 8), (seen.Expected[6], seen.Expected[8]));
        Assert.Equal((false, true), (seen.Bounced[3], seen.Bounced[4]));
    }

    [Fact]
    public void What_is_refused_neither_reads_nor_writes()
    {
        DataSeen seen = DataSeen.Of(TraceOf([Uncached], CpuWrite, CpuRead, Attach("n"), Write("n"), Begin, CpuRead));

        Assert.Equal([null, null, null, null, null, null, 0], seen.Reads);
        Assert.All(seen.Expected, version => Assert.Equal(0, version));
    }

    private static LifecycleTrace TraceOf(ValueList<Device> devices, params Operation[] operations) =>
        LifecycleTrace.Of(TestVoters.Two.Spec, Of(devices, operations));
}
