using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <content>Mappings begin and end, with what that means for pins, device addresses, caches and copies.</content>
public sealed partial class DmaBufEngine
{
    private bool CpuAccessIsOpen => _cpuAccess != CpuAccess.None;

    private void Begin(Attachment attachment, in MapPlan plan, Effects effects)
    {
        LiveMapping live = plan.Mapping!;
        Device device = attachment.Profile.Device;
        _storage = plan.Storage;
        _gate.Point("map: storage is there, the mapping is not");
        if (live.UsesSharedTable)
        {
            _sharedTable = plan.SharedTable;
            _sharedTableUsers++;
        }

        if (live.Range is { } range)
        {
            DomainOf(device.Iommu!).Take(range.Start, range.Bytes);
        }

        _gate.Point("map: addresses are taken, the mapping is not there");
        attachment.Live = live;
        (_decisions.MovesOnNotice(device) ? _moving : _fixed).Add(attachment.Id);
        if (_decisions.PinsAtMap(device))
        {
            attachment.ImporterPins = true;
            _pinning.Add(attachment.Id);
        }

        _gate.Point("map: mapped, caches are not looked after");
        if (live.Mapping.Kind == MappingKind.Bounced)
        {
            _bounced.Add(attachment.Id);
            Copy(CacheActionKind.CopyIn, [attachment], effects);
            _coherency.GiveToDevices(CpuAccessIsOpen, effects.Actions);
        }
        else if (_decisions.IsNonCoherent(device, live.Mapping.Kind))
        {
            _coherency.Begin(live.Direction, CpuAccessIsOpen, effects.Actions);
        }
    }

    /// <summary>Ends the mapping of one attachment, if it has one.</summary>
    private StepResult EndMapping(Attachment attachment)
    {
        if (attachment.Live is null)
        {
            return StepResult.Ok;
        }

        var effects = new Effects();
        EndMappings([attachment], effects);
        return effects.On(StepResult.Ok);
    }

    /// <summary>Ends the live mappings of these attachments, which come in the order of their numbers.</summary>
    private void EndMappings(IReadOnlyList<Attachment> mapped, Effects effects)
    {
        Copy(CacheActionKind.CopyOut, mapped.Where(a => a.Live!.Mapping.Kind == MappingKind.Bounced), effects);
        foreach (Attachment attachment in mapped)
        {
            _gate.Point("mappings end: one more");
            End(attachment);
        }

        _coherency.GiveToDevices(CpuAccessIsOpen, effects.Actions);
    }

    private void End(Attachment attachment)
    {
        LiveMapping live = attachment.Live!;
        Device device = attachment.Profile.Device;
        attachment.Live = null;
        attachment.Maps = 0;
        _fixed.Remove(attachment.Id);
        _moving.Remove(attachment.Id);
        _bounced.Remove(attachment.Id);
        if (live.UsesSharedTable && --_sharedTableUsers == 0)
        {
            _sharedTable = null;
        }

        if (live.Range is { } range)
        {
            DomainOf(device.Iommu!).Release(range.Start, range.Bytes);
        }

        if (_decisions.IsNonCoherent(device, live.Mapping.Kind))
        {
            _coherency.End(live.Direction);
        }
    }

    /// <summary>
    /// Copies between the buffer and bounce buffers, in the order of the attachments: the CPU takes the data first. It gives it back when the
    /// operation is done, which is the caller's affair.
    /// </summary>
    private void Copy(CacheActionKind kind, IEnumerable<Attachment> attachments, Effects effects)
    {
        bool isFirst = true;
        foreach (Attachment attachment in attachments)
        {
            MapDirection direction = attachment.Live!.Direction;
            if (kind == CacheActionKind.CopyOut ? !_decisions.CopiesOut(direction) : !_decisions.CopiesIn(direction))
            {
                continue;
            }

            if (isFirst)
            {
                _coherency.TakeForCpu(effects.Actions);
                isFirst = false;
            }

            effects.Actions.Add(new(kind, attachment.Id));
            if (kind == CacheActionKind.CopyOut)
            {
                _coherency.CpuMayWrite();
            }
        }
    }

    private void Notify(IEnumerable<Attachment> attachments, Effects effects) =>
        effects.Notified.AddRange(_decisions.Notified(attachments.OrderByDescending(a => a.Id)).Select(a => a.Id));
}
