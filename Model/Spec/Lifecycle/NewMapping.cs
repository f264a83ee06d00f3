using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Makes the table of a mapping, in the device's own addresses.</summary>
internal static class NewMapping
{
    /// <param name="Mapping">What the device is given; <see langword="null"/> when it cannot be made.</param>
    /// <param name="Iova">The device addresses it takes.</param>
    /// <param name="CachedTable">The exporter's one table from now on.</param>
    /// <param name="Errno">Why not.</param>
    /// <param name="Grounds">Why not.</param>
    public readonly record struct Made(
        Mapping? Mapping, IovaSpan? Iova, SegmentTable? CachedTable, Errno Errno = Errno.Ok, GroundsKind Grounds = default);

    public static Made Make(BufferState state, Layout storage, Device device)
    {
        PagedBuffer buffer = state.Over(storage);
        return device.Iommu is { } iommu ? BehindIommu(state, buffer, device, iommu)
            : device.MayBounce ? PerhapsBounced(state, buffer, device)
            : Direct(state, buffer, device);
    }

    private static Made Direct(BufferState state, PagedBuffer buffer, Device device)
    {
        Judge judge = Question.DirectJudge(device, state.Scenario.Policy);
        SegmentTable? cached = Serving.IsOneTable(state.Scenario)
            ? state.CachedTable ?? Tables.Valid(buffer, Serving.Sharers(state.Scenario, state.Attached))
            : null;
        SegmentTable table = cached ?? Tables.Valid(buffer, [judge]) ?? throw Unserved(device);
        SegmentTable onBus = new([.. table.Segments.Select(s => s with { AddressBytes = OnBus(s, judge) })]);
        return new Made(new Mapping(MappingKind.Direct, Domain: null, onBus), Iova: null, cached);
    }

    private static Made PerhapsBounced(BufferState state, PagedBuffer buffer, Device device)
    {
        BouncingJudge judge = Tables.Bouncing(device, state.Scenario.Policy);
        Judge inPool = BouncedTable.InPool(judge);
        SegmentTable physical = BouncedTable.Of(buffer, judge) ?? throw Unserved(device);
        if (BouncePool.Place(physical, inPool, state.Scenario.PageSize) is not { } table)
        {
            return new Made(null, null, state.CachedTable, Errno.Eio, GroundsKind.BouncePool);
        }

        bool copies = physical.Segments.Any(s => !BouncePool.Reaches(inPool, (Int128)s.AddressBytes - inPool.BusOffsetBytes, s.LengthBytes));
        var mapping = new Mapping(copies ? MappingKind.Bounced : MappingKind.Direct, Domain: null, table);
        return new Made(mapping, Iova: null, state.CachedTable);
    }

    private static Made BehindIommu(BufferState state, PagedBuffer buffer, Device device, Iommu iommu)
    {
        ResolvedLimits limits = device.Limits.Resolve(state.Scenario.Policy.Defaults);
        ValueList<Segment> joined = state.Scenario.Policy.Enforcement == Enforcement.Kernel
            ? [.. KernelJoin.Segments(buffer, limits, iommu.GranuleBytes)]
            : [];
        ulong bytes = joined is [.., var last] ? last.LastByte + 1 : buffer.UsedPages << buffer.PageSize.Shift;
        if (IovaSpace.Allocate(state, iommu, limits, buffer.PageSize.PagesFor(bytes) << buffer.PageSize.Shift) is not { } span)
        {
            return new Made(null, null, state.CachedTable, Errno.Enomem, GroundsKind.NoDeviceAddresses);
        }

        SegmentTable table = joined.Count > 0
            ? new SegmentTable([.. joined.Select(s => s with { AddressBytes = s.AddressBytes + span.StartBytes })])
            : AsOneRange(buffer, new Judge(device.Name, limits, BusOffsetBytes: 0), span) ?? throw Unserved(device);
        return new Made(new Mapping(MappingKind.Iommu, iommu.Domain, table), span, state.CachedTable);
    }

    private static SegmentTable? AsOneRange(PagedBuffer buffer, Judge judge, IovaSpan span)
    {
        var run = new PfnRun(span.StartBytes >> buffer.PageSize.Shift, buffer.UsedPages);
        return Tables.Valid(buffer with { Layout = new Layout(buffer.Layout.OffsetBytes, [run]) }, [judge]);
    }

    private static ulong OnBus(Segment segment, Judge judge) => (ulong)((Int128)segment.AddressBytes - judge.BusOffsetBytes);

    private static InvalidOperationException Unserved(Device device) =>
        new($"{device.Name} is attached to storage that does not serve it");
}
