using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Model.Spec.Lifecycle;

/// <summary>Short spellings of devices, buffers and operations; pages of 4 KiB, buffers of four unless a test says otherwise.</summary>
internal static class Scenes
{
    public const ulong Page = 4096;

    public const MapDirection Both = MapDirection.Bidirectional;

    /// <summary>Declares that it takes anything, so that a test names the limits it is about.</summary>
    public static Limits Any { get; } = LimitKinds.All.Aggregate(Limits.Unset, (all, kind) => all.With(kind, kind.Unlimited()));

    /// <summary>Storage in one piece only.</summary>
    public static Limits OneSegment { get; } = Any with { MaxSegmentCount = 1 };

    /// <summary>The first 4 GiB.</summary>
    public static Limits Low { get; } = Any with { AddressMask = 0xffffffff };

    public static Device Dev(string name, Limits? limits = null, ImporterHabit habit = ImporterHabit.MapsAroundUse) =>
        new(name, limits ?? Any) { Importer = habit };

    public static Device Mover(string name, Limits? limits = null) => Dev(name, limits, ImporterHabit.MovesOnNotice);

    public static Device Bouncer(string name, Limits? limits = null) => Dev(name, limits ?? Low) with { MayBounce = true };

    public static Device Uncached(string name) => Dev(name) with { Access = DeviceAccess.NonCoherent };

    public static Device Behind(string name, string domain, Limits? limits = null, ulong granule = Page) =>
        Dev(name, limits) with { Iommu = new Iommu(domain, granule) };

    public static Scenario With(params Device[] devices) => new() { BufferSizeBytes = 4 * Page, Devices = [.. devices] };

    public static Scenario Pages(this Scenario scenario, ulong pages) => scenario with { BufferSizeBytes = pages * Page };

    public static Scenario At(this Scenario scenario, params (ulong Pfn, ulong Pages)[] runs) =>
        scenario with { Layout = new Layout(0, Runs(runs)) };

    public static Scenario From(this Scenario scenario, params (string Heap, ulong Pfn, ulong Pages)[] extents) =>
        scenario with { Memory = [.. extents.Select(e => new MemoryExtent(new PfnRun(e.Pfn, e.Pages), e.Heap))] };

    public static Scenario By(this Scenario scenario, Func<Exporter, Exporter> change) =>
        scenario with { Exporter = change(scenario.Exporter) };

    public static Scenario Movable(this Scenario scenario) => scenario.By(e => e with { IsMovable = true });

    public static Scenario OneTable(this Scenario scenario) => scenario.By(e => e with { Tables = ExporterTables.Cached });

    public static Scenario Under(this Scenario scenario, Func<Policy, Policy> change) =>
        scenario with { Policy = change(scenario.Policy) };

    public static ValueList<PfnRun> Runs(params (ulong Pfn, ulong Pages)[] runs) => [.. runs.Select(r => new PfnRun(r.Pfn, r.Pages))];

    public static Operation Attach(string device) => new Operation.Attach(device);

    public static Operation Detach(string device) => new Operation.Detach(device);

    public static Operation Map(string device, MapDirection direction = Both) => new Operation.Map(device, direction);

    public static Operation Unmap(string device) => new Operation.Unmap(device);

    public static Operation TestMap(string device, MapDirection direction = Both) => new Operation.TestMap(device, direction);

    public static Operation Pin(string device) => new Operation.Pin(device);

    public static Operation Unpin(string device) => new Operation.Unpin(device);

    public static Operation Move() => new Operation.Move();

    public static Operation Begin(bool writes = true) => new Operation.BeginCpuAccess(writes);

    public static Operation End() => new Operation.EndCpuAccess();

    public static Operation Change(string device, Limits limits) => new Operation.ChangeLimits(device, limits);

    public static Operation Refuse(string device, bool refuses = true) => new Operation.ExporterRefuses(device, refuses);
}
