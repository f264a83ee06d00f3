using DmabufVerify.Optimised;
using DmabufVerify.Published;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Published;

/// <summary>Short spellings for these tests: 4 KiB pages, a buffer of four pages and no defect unless said otherwise.</summary>
internal static class Buffers
{
    public const ulong Page = 4096;

    public static IRules[] AllRules { get; } = [new SpecVoter(), new OptimisedVoter()];

    public static Limits Free { get; } = new()
    {
        MaxSegmentCount = ulong.MaxValue,
        MaxSegmentSizeBytes = ulong.MaxValue,
        SegmentBoundaryMask = ulong.MaxValue,
        AddressMask = ulong.MaxValue,
    };

    public static Operation Export => new Operation.Export();

    public static Device Dev(string name, Limits? limits = null) => new(name, limits ?? Free);

    public static Device Contiguous(string name) => Dev(name, Free with { MaxSegmentCount = 1 });

    public static Device Behind(string name, ulong addressMask = ulong.MaxValue, ulong granule = Page, string domain = "smmu") =>
        Dev(name, Free with { AddressMask = addressMask }) with { Iommu = new Iommu(domain, granule) };

    public static Layout At(params (ulong Pfn, ulong Pages)[] runs) => new(0, [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))]);

    public static MemoryExtent Memory(ulong pfn, ulong pages, string heap = "ram") => new(new PfnRun(pfn, pages), heap);

    public static Scenario Of(ulong pages, ValueList<MemoryExtent> memory, params Device[] devices) =>
        new() { BufferSizeBytes = pages * Page, Memory = memory, Devices = [.. devices] };

    public static Scenario Over(Layout layout, params Device[] devices) =>
        new() { BufferSizeBytes = layout.Pages * Page, Layout = layout, Devices = [.. devices] };

    public static ValueList<Segment> Segments(params (ulong Address, ulong Length)[] segments) =>
        [.. segments.Select(s => new Segment(s.Address, s.Length))];

    public static Operation Attach(string device) => new Operation.Attach(device);

    public static Operation Detach(string device) => new Operation.Detach(device);

    public static Operation Map(string device, MapDirection direction = MapDirection.Bidirectional) => new Operation.Map(device, direction);

    public static Operation Unmap(string device) => new Operation.Unmap(device);

    public static Operation Change(string device, Limits limits) => new Operation.ChangeLimits(device, limits);

    public static CacheAction[] Actions(params CacheActionKind[] kinds) => [.. kinds.Select(kind => new CacheAction(kind))];
}

/// <summary>A buffer that has been exported, over either implementation of the rules.</summary>
internal sealed class Exported
{
    private readonly PublishedBuffer _buffer;

    public Exported(Scenario scenario, Defects defects = default, IRules? rules = null)
    {
        _buffer = new PublishedBuffer(scenario, rules ?? new SpecVoter(), defects);
        Assert.Equal(StepResult.Ok, _buffer.Apply(Buffers.Export));
    }

    public Exported(Scenario scenario, params Defect[] defects)
        : this(scenario, Defects.Of(defects))
    {
    }

    public BufferView View => _buffer.View;

    public StepResult Do(Operation operation) => _buffer.Apply(operation);

    /// <summary>Does all of these, each of which succeeds.</summary>
    public Exported After(params Operation[] operations)
    {
        Assert.All(operations, operation => Assert.Equal(Errno.Ok, Do(operation).Errno));
        return this;
    }

    /// <summary>A refusal that changes nothing.</summary>
    public Grounds Refuses(Errno errno, GroundsKind kind, Operation operation)
    {
        BufferView before = View;
        StepResult result = Do(operation);
        Assert.Equal((errno, kind), (result.Errno, result.Grounds?.Kind));
        Assert.Equal(before, View);
        return result.Grounds!;
    }
}
