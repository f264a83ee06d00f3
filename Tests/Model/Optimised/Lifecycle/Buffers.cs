using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Optimised.Lifecycle;

/// <summary>Short spellings for these tests: four pages of 4 KiB unless said otherwise.</summary>
internal static class Buffers
{
    public const ulong Page = 4096;

    public const MapDirection Both = MapDirection.Bidirectional;

    /// <summary>A device without any limit, so that a test names the ones it is about.</summary>
    public static Limits Free { get; } = new()
    {
        MaxSegmentCount = ulong.MaxValue,
        MaxSegmentSizeBytes = ulong.MaxValue,
        SegmentBoundaryMask = ulong.MaxValue,
        VirtBoundaryMask = 0,
        MinAlignMask = 0,
        AddressMask = ulong.MaxValue,
    };

    public static Device Dev(string name, Limits? limits = null, ImporterHabit importer = ImporterHabit.MapsAroundUse) =>
        new(name, limits ?? Free) { Importer = importer };

    public static Device Mover(string name, Limits? limits = null) => Dev(name, limits, ImporterHabit.MovesOnNotice);

    public static Scenario Of(params Device[] devices) => new() { BufferSizeBytes = 4 * Page, Devices = [.. devices] };

    public static Scenario Pages(this Scenario scenario, ulong pages) => scenario with { BufferSizeBytes = pages * Page };

    public static Scenario In(this Scenario scenario, params (ulong Pfn, ulong Pages, string Heap)[] extents) =>
        scenario with { Memory = [.. extents.Select(e => new MemoryExtent(new(e.Pfn, e.Pages), e.Heap))] };

    public static Scenario At(this Scenario scenario, params (ulong Pfn, ulong Pages)[] runs) =>
        scenario with { Layout = new(0, [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))]) };

    public static Scenario Movable(this Scenario scenario) =>
        scenario with { Exporter = scenario.Exporter with { IsMovable = true } };

    public static Scenario Cached(this Scenario scenario) =>
        scenario with { Exporter = scenario.Exporter with { Tables = ExporterTables.Cached } };

    /// <summary>The buffer after export, with these devices attached.</summary>
    public static DmaBufEngine Exported(this Scenario scenario, params string[] attached)
    {
        var engine = new DmaBufEngine(scenario);
        Done(engine.Export());
        foreach (string device in attached)
        {
            Done(engine.Attach(device));
        }

        return engine;
    }

    public static StepResult Done(StepResult result)
    {
        Assert.Equal(Errno.Ok, result.Errno);
        Assert.Null(result.Grounds);
        return result;
    }

    /// <summary>Refused for this reason, naming this device, and nothing that can be observed has changed.</summary>
    public static StepResult Refused(
        DmaBufEngine engine, Func<StepResult> operation, Errno errno, GroundsKind kind, string? device)
    {
        BufferView before = engine.View;
        StepResult result = operation();
        Assert.Equal((errno, kind, device), (result.Errno, result.Grounds!.Kind, result.Grounds.Device));
        Assert.Empty(result.CacheActions);
        Assert.Empty(result.Notified);
        Assert.Equal(before, engine.View);
        return result;
    }

    public static (string Device, LimitKind Limit)[] Blamed(StepResult result) =>
        [.. result.Grounds!.Limits.Select(l => (l.Device, l.Limit))];

    public static ValueList<Segment> Segments(params (ulong Address, ulong Length)[] segments) =>
        [.. segments.Select(s => new Segment(s.Address, s.Length))];

    public static ValueList<Segment> Table(StepResult mapped) => Done(mapped).Mapping!.Table.Segments;

    /// <summary>The page frames of the runs.</summary>
    public static (ulong Pfn, ulong Pages)[] Runs(Layout? layout) => [.. layout!.Runs.Select(r => (r.FirstPfn, r.Pages))];
}
