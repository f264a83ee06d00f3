using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Lifecycle;
using DmabufVerify.Vocabulary;
using static DmabufVerify.Tests.Properties.Some;

namespace DmabufVerify.Tests.Properties.Coverage;

/// <summary>Who reads what whom wrote, seen through the two kinds of histories that ask for it.</summary>
public sealed class DataWritesTests
{
    private const string PastCache = "CPU reads past a stale cache";
    private const string FromCpu = "device reads what the CPU wrote";

    private static readonly Operation CpuReads = new Operation.CpuUse(Writes: false);

    private static readonly Operation CpuWrites = new Operation.CpuUse(Writes: true);

    [Theory]
    [InlineData(DeviceAccess.Coherent, false, MappingKind.Direct, false)]
    [InlineData(DeviceAccess.NonCoherent, false, MappingKind.Direct, true)]
    [InlineData(DeviceAccess.NonCoherent, true, MappingKind.Iommu, true)] // what it says of snooping counts only per access
    [InlineData(DeviceAccess.NonCoherent, false, MappingKind.Bounced, false)] // it is the bounce buffer that is written
    [InlineData(DeviceAccess.PerAccess, false, MappingKind.Direct, true)]
    [InlineData(DeviceAccess.PerAccess, true, MappingKind.Direct, false)]
    public void Device_write_goes_past_the_cache_unless_it_snoops(DeviceAccess access, bool snoops, MappingKind kind, bool isPast) =>
        Assert.Equal(isPast, Has(PastCache, Trace(access, kind, new Operation.DeviceUse("a", Writes: true, snoops), CpuReads)));

    [Fact]
    public void Last_writer_counts()
    {
        var deviceWrites = new Operation.DeviceUse("a", Writes: true, Snoops: false);
        var deviceReads = new Operation.DeviceUse("a", Writes: false, Snoops: false);

        Assert.False(Has(PastCache, Trace(deviceWrites, CpuWrites, CpuReads)));
        Assert.True(Has(PastCache, Trace(CpuWrites, deviceWrites, CpuReads)));
        Assert.True(Has(FromCpu, Trace(deviceWrites, CpuWrites, deviceReads)));
        Assert.False(Has(FromCpu, Trace(CpuWrites, deviceWrites, deviceReads)));
        Assert.False(Has(FromCpu, Trace(deviceReads, CpuReads)));
    }

    [Fact]
    public void What_was_refused_wrote_nothing()
    {
        LifecycleTrace trace = Trace(new Operation.DeviceUse("a", Writes: true, Snoops: false), CpuReads);
        TracedStep refused = trace.Steps[0] with { Result = StepResult.Refused(Errno.Ebusy, GroundsKind.CpuAccessOpen) };

        Assert.False(Has(PastCache, trace with { Steps = [refused, trace.Steps[1]] }));
    }

    private static bool Has(string cell, LifecycleTrace trace) => LifecycleCells.All.Single(c => c.Name == cell).Contains(trace);

    private static LifecycleTrace Trace(params Operation[] operations) => Trace(DeviceAccess.NonCoherent, MappingKind.Direct, operations);

    private static LifecycleTrace Trace(DeviceAccess access, MappingKind kind, params Operation[] operations)
    {
        var mapping = new Mapping(kind, null, new SegmentTable([new Segment(0x1000, Page)]));
        BufferView view = new() { IsExported = true, Attachments = [new AttachmentView(0, "a", 1, 0, mapping)] };
        return new LifecycleTrace(
            Sharing([new(1, 1)], Free("a") with { Access = access }),
            [.. operations.Select(operation => new TracedStep(new Step(operation), StepResult.Ok, view, view))]);
    }
}
