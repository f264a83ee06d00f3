using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <content>Accesses, and what can be observed.</content>
public sealed partial class DmaBufEngine
{
    /// <summary>The CPU is about to read, or to read and write.</summary>
    public StepResult BeginCpuAccess(bool writes)
    {
        using EngineGate.Hold hold = _gate.Take("begin CPU access");
        if (_published is null)
        {
            return NotExported;
        }

        if (CpuAccessIsOpen)
        {
            return StepResult.Refused(Errno.Ebusy, GroundsKind.CpuAccessOpen);
        }

        if (!_scenario.Exporter.HasPages)
        {
            return StepResult.Refused(Errno.Eopnotsupp, GroundsKind.NoCpuView);
        }

        if (!AllocateIfNeeded())
        {
            return NoStorage;
        }

        var effects = new Effects();
        _coherency.TakeForCpu(effects.Actions);
        Copy(CacheActionKind.CopyOut, _decisions.SyncedForCpu(Bounced), effects);
        _gate.Point("begin CPU access: caches are right, the access is not open");
        _cpuAccess = writes ? CpuAccess.Write : CpuAccess.Read;
        if (writes)
        {
            _coherency.CpuMayWrite();
        }

        return effects.On(StepResult.Ok);
    }

    /// <summary>The CPU is done.</summary>
    public StepResult EndCpuAccess()
    {
        using EngineGate.Hold hold = _gate.Take("end CPU access");
        if (_published is null)
        {
            return NotExported;
        }

        if (!CpuAccessIsOpen)
        {
            return StepResult.Refused(Errno.Einval, GroundsKind.NoCpuAccess);
        }

        var effects = new Effects();
        Copy(CacheActionKind.CopyIn, Bounced, effects);
        _cpuAccess = CpuAccess.None;
        _gate.Point("end CPU access: closed, devices do not own the data");
        _coherency.GiveToDevices(cpuAccessIsOpen: false, effects.Actions);
        return effects.On(StepResult.Ok);
    }

    /// <summary>The CPU reads or writes within an open access.</summary>
    public StepResult CpuUse(bool writes)
    {
        using EngineGate.Hold hold = _gate.Take("CPU use");
        if (_published is null)
        {
            return NotExported;
        }

        return _cpuAccess == CpuAccess.Write || (!writes && CpuAccessIsOpen)
            ? StepResult.Ok
            : StepResult.Refused(Errno.Eacces, GroundsKind.NoCpuAccess);
    }

    /// <summary>A device reads or writes through its live mapping.</summary>
    public StepResult DeviceUse(AttachmentName name, bool writes)
    {
        using EngineGate.Hold hold = _gate.Take("device use");
        if (Find(name, out StepResult refusal) is not { } attachment)
        {
            return refusal;
        }

        string device = attachment.Owner.Name;
        if (attachment.Live is not { } live)
        {
            return StepResult.Refused(Errno.Einval, GroundsKind.NotMapped, device);
        }

        if (!_decisions.MayAccess(live.Direction, writes))
        {
            return StepResult.Refused(Errno.Eacces, GroundsKind.Direction, device);
        }

        return CpuAccessIsOpen ? StepResult.Refused(Errno.Ebusy, GroundsKind.CpuAccessOpen, device) : StepResult.Ok;
    }

    /// <summary>What can be observed now, at one moment. O(attachments).</summary>
    public BufferView View
    {
        get
        {
            using EngineGate.Hold hold = _gate.Take("view");
            return _published is null
                ? BufferView.None
                : new()
                {
                    IsExported = true,
                    Storage = _storage is { } storage ? _storages[storage].Layout : null,
                    Attachments = [.. _inOrder.Select(ViewOf)],
                    Stored = _published.Constraints!,
                    Recomputed = Recompute(null),
                    AttachmentObjects = _attachmentObjects,
                    CpuAccess = _cpuAccess,
                };
        }
    }

    private IEnumerable<Attachment> Bounced => _bounced.Select(number => _byNumber[number]);

    private static AttachmentView ViewOf(Attachment attachment) => new(
        attachment.Id,
        attachment.Owner.Name,
        attachment.Maps,
        attachment.ExplicitPins + (attachment.ImporterPins ? 1 : 0),
        attachment.Mapping);
}
