using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <content>Map, unmap, test-map.</content>
public sealed partial class DmaBufEngine
{
    /// <summary>What a map would do: a refusal, the live mapping, or a new one over a candidate.</summary>
    private readonly record struct MapPlan(StepResult? Refusal, int Storage, LiveMapping? Mapping, SegmentTable? SharedTable)
    {
        public static MapPlan Refused(Errno errno, GroundsKind kind, string device) =>
            new(StepResult.Refused(errno, kind, device), 0, null, null);
    }

    /// <summary>Gives the device's table in its own addresses.</summary>
    public StepResult Map(AttachmentName name, MapDirection direction)
    {
        using EngineGate.Hold hold = _gate.Take("map");
        if (Find(name, out StepResult refusal) is not { } attachment)
        {
            return refusal;
        }

        MapPlan plan = Plan(attachment, direction);
        if (plan.Refusal is { } reason)
        {
            return reason;
        }

        var effects = new Effects();
        if (attachment.Live is null)
        {
            Begin(attachment, plan, effects);
        }

        attachment.Maps++;
        return effects.On(StepResult.Ok) with { Mapping = attachment.Live!.Mapping };
    }

    /// <summary>What map would give, and nothing is changed.</summary>
    public StepResult TestMap(AttachmentName name, MapDirection direction)
    {
        using EngineGate.Hold hold = _gate.Take("test map");
        if (Find(name, out StepResult refusal) is not { } attachment)
        {
            return refusal;
        }

        MapPlan plan = Plan(attachment, direction);
        return plan.Refusal ?? StepResult.Ok with { Mapping = plan.Mapping!.Mapping };
    }

    /// <summary>Gives one map back; the last one ends the mapping, unless its importer keeps it.</summary>
    public StepResult Unmap(AttachmentName name)
    {
        using EngineGate.Hold hold = _gate.Take("unmap");
        if (Find(name, out StepResult refusal) is not { } attachment)
        {
            return refusal;
        }

        if (attachment.Maps == 0)
        {
            return StepResult.Refused(Errno.Einval, GroundsKind.NotMapped, attachment.Owner.Name);
        }

        attachment.Maps--;
        _gate.Point("unmap: given back, not ended");
        return attachment.Maps == 0 && !_decisions.KeepsMapping(attachment.Profile.Device)
            ? EndMapping(attachment)
            : StepResult.Ok;
    }

    private MapPlan Plan(Attachment attachment, MapDirection direction)
    {
        string device = attachment.Owner.Name;
        if (attachment.Live is { } live)
        {
            return _decisions.SuitsDirection(live.Direction, direction)
                ? new(null, _storage!.Value, live, null)
                : MapPlan.Refused(Errno.Ebusy, GroundsKind.Direction, device);
        }

        if ((_storage ?? _storages.First()) is not { } storage)
        {
            return new(NoStorageFor(device), 0, null, null);
        }

        return _storages.OneTableForAll && attachment.Profile.CanShare
            ? PlanShared(attachment, direction, storage)
            : PlanOwn(attachment, direction, storage);
    }

    private MapPlan PlanShared(Attachment attachment, MapDirection direction, int storage)
    {
        DeviceProfile profile = attachment.Profile;
        if ((_sharedTable ?? _storages.SharedTable(storage)) is not { } table)
        {
            return MapPlan.Refused(Errno.Eio, GroundsKind.Conflict, attachment.Owner.Name);
        }

        var stamp = new MappingStamp(storage, profile, table, 0);
        Mapping mapping = _storages.MappingOf(attachment, stamp, MappingKind.Direct, table, -profile.Device.BusOffsetBytes);
        return new(null, storage, new(mapping, direction, null, UsesSharedTable: true), table);
    }

    private MapPlan PlanOwn(Attachment attachment, MapDirection direction, int storage)
    {
        DeviceProfile profile = attachment.Profile;
        Device device = profile.Device;
        if (_storages.Plan(storage, profile) is not { } plan)
        {
            return MapPlan.Refused(Errno.Eio, GroundsKind.BouncePool, device.Name);
        }

        if (device.Iommu is not { } iommu)
        {
            Mapping direct = _storages.MappingOf(attachment, new(storage, profile, null, 0), plan.Kind, plan.Table, 0);
            return new(null, storage, new(direct, direction, null, UsesSharedTable: false), null);
        }

        ulong bytes = TablePlan.RangeBytes(plan.Table, _scenario.PageSize, iommu.GranuleBytes);
        if (DomainOf(iommu).Find(bytes, profile.Resolved.AddressMask) is not { } start)
        {
            return MapPlan.Refused(Errno.Enomem, GroundsKind.NoDeviceAddresses, device.Name);
        }

        Mapping mapping = _storages.MappingOf(attachment, new(storage, profile, null, start), plan.Kind, plan.Table, (long)start);
        return new(null, storage, new(mapping, direction, new(start, bytes), UsesSharedTable: false), null);
    }

    private IovaSpace DomainOf(Iommu iommu)
    {
        if (!_domains.TryGetValue(iommu.Domain, out IovaSpace? space))
        {
            space = _newDomain();
            _domains.Add(iommu.Domain, space);
        }

        return space;
    }
}
