using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Makes the table that a map hands out.</summary>
internal static class Mapper
{
    /// <summary>A mapping, or why there is none.</summary>
    /// <param name="Refusal">Why not; the mapping then is <see langword="null"/>.</param>
    /// <param name="Live">The mapping.</param>
    /// <param name="CachedTable">The exporter's cached table from now on.</param>
    public readonly record struct Made(StepResult? Refusal, LiveMapping? Live, SegmentTable? CachedTable);

    /// <summary>Over storage that exists.</summary>
    public static Made Make(Setup setup, BufferState state, Attached attached, MapDirection direction)
    {
        Device device = attached.Device;
        PagedBuffer buffer = setup.Over(state.Storage!);
        if (device.Iommu is { } iommu)
        {
            return BehindIommu(setup, state, buffer, device, iommu, direction);
        }

        if (BouncePool.Bounces(setup, buffer.Layout, device))
        {
            return Bounced(setup, buffer, device, direction) with { CachedTable = state.CachedTable };
        }

        return setup.HasOneTable && !device.MayBounce
            ? Shared(setup, state, buffer, device, direction)
            : Own(setup, buffer, device, direction) with { CachedTable = state.CachedTable };
    }

    private static Made BehindIommu(
        Setup setup, BufferState state, PagedBuffer buffer, Device device, Iommu iommu, MapDirection direction)
    {
        (SegmentTable? table, Segment range)? placed = IovaSpace.Map(setup, state, buffer, device, iommu);
        if (placed is not { } found)
        {
            return new Made(StepResult.Refused(Errno.Enomem, GroundsKind.NoDeviceAddresses, device.Name), null, null);
        }

        return found.table is null
            ? NoTable(device)
            : new Made(
                null,
                new LiveMapping(new Mapping(MappingKind.Iommu, iommu.Domain, found.table), direction, Range: found.range),
                state.CachedTable);
    }

    private static Made Bounced(Setup setup, PagedBuffer buffer, Device device, MapDirection direction)
    {
        if (BouncePool.JudgeOfBounced(setup, device) is not { } judge
            || setup.Rules.Table(buffer, [judge], int.MaxValue) is not { } physical)
        {
            return NoTable(device);
        }

        return BouncePool.Place(setup, device, physical) is { } table
            ? new Made(null, new LiveMapping(new Mapping(MappingKind.Bounced, null, table), direction), null)
            : new Made(StepResult.Refused(Errno.Eio, GroundsKind.BouncePool, device.Name), null, null);
    }

    private static Made Shared(Setup setup, BufferState state, PagedBuffer buffer, Device device, MapDirection direction)
    {
        SegmentTable? physical = state.CachedTable ?? DirectTable(setup, buffer, Serving.Sharing(setup, state.Devices));
        return physical is null
            ? NoTable(device)
            : new Made(null, new LiveMapping(OnBus(physical, device), direction, IsShared: true), physical);
    }

    private static Made Own(Setup setup, PagedBuffer buffer, Device device, MapDirection direction) =>
        DirectTable(setup, buffer, [Judging.Direct(setup, device)]) is { } physical
            ? new Made(null, new LiveMapping(OnBus(physical, device), direction), null)
            : NoTable(device);

    private static SegmentTable? DirectTable(Setup setup, PagedBuffer buffer, Judge[] judges) =>
        setup.Rules.Table(buffer, [.. judges.Select(judge => judge with { Limits = Cutting(setup, judge.Limits) })], int.MaxValue);

    /// <summary>The limits by which tables are cut.</summary>
    public static ResolvedLimits Cutting(Setup setup, ResolvedLimits limits) => setup.Has(Defect.F17)
        ? limits.Without(LimitKind.MaxSegmentSize).Without(LimitKind.SegmentBoundaryMask)
        : limits;

    /// <summary>A device is admitted only where it has a table, so this is the end of what a defect began.</summary>
    private static Made NoTable(Device device) => new(StepResult.Refused(Errno.Einval, GroundsKind.Conflict, device.Name), null, null);

    private static Mapping OnBus(SegmentTable physical, Device device)
    {
        // A cached table that was not made for this device may have pages without an address for it, which it then gets wrapped.
        ulong offset = unchecked((ulong)device.BusOffsetBytes);
        return new Mapping(MappingKind.Direct, null, new SegmentTable(
        [
            .. physical.Segments.Select(segment => segment with { AddressBytes = unchecked(segment.AddressBytes - offset) }),
        ]));
    }
}
