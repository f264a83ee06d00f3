using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <content>Pins and moves.</content>
public sealed partial class DmaBufEngine
{
    /// <summary>Forbids the storage to move; allocates it as map does.</summary>
    public StepResult Pin(AttachmentName name)
    {
        using EngineGate.Hold hold = _gate.Take("pin");
        if (Find(name, out StepResult refusal) is not { } attachment)
        {
            return refusal;
        }

        if (!AllocateIfNeeded())
        {
            return NoStorageFor(attachment.Owner.Name);
        }

        _gate.Point("pin: storage is there, the pin is not");
        attachment.ExplicitPins++;
        _pinning.Add(attachment.Id);
        return StepResult.Ok;
    }

    /// <summary>Takes one explicit pin back.</summary>
    public StepResult Unpin(AttachmentName name)
    {
        using EngineGate.Hold hold = _gate.Take("unpin");
        if (Find(name, out StepResult refusal) is not { } attachment)
        {
            return refusal;
        }

        if (attachment.ExplicitPins == 0)
        {
            return StepResult.Refused(Errno.Einval, GroundsKind.NotPinned, attachment.Owner.Name);
        }

        attachment.ExplicitPins--;
        _gate.Point("unpin: taken back, still known as pinned");
        if (!attachment.IsPinned)
        {
            _pinning.Remove(attachment.Id);
        }

        return StepResult.Ok;
    }

    /// <summary>The exporter moves the storage to the first candidate elsewhere that serves everybody.</summary>
    public StepResult Move()
    {
        using EngineGate.Hold hold = _gate.Take("move");
        if (_published is null)
        {
            return NotExported;
        }

        if (_storage is not { } storage)
        {
            return StepResult.Refused(Errno.Einval, GroundsKind.NothingToMove);
        }

        if (WhyStorageStays(out string? blocker) is { } obstacle)
        {
            return StepResult.Refused(obstacle == GroundsKind.NotMovable ? Errno.Eopnotsupp : Errno.Ebusy, obstacle, blocker);
        }

        if (_storages.FirstElsewhere(storage, _storages.ServesAll) is not { } target)
        {
            return NoStorage;
        }

        var effects = new Effects();
        MoveTo(target, effects);
        return effects.On(StepResult.Ok);
    }

    /// <summary>What keeps the storage where it is, and the device with the lowest attachment that does.</summary>
    private GroundsKind? WhyStorageStays(out string? blocker)
    {
        var obstacles = new MoveObstacles(_scenario.Exporter.IsMovable, _pinning.Count > 0, CpuAccessIsOpen, _fixed.Count > 0);
        GroundsKind? reason = _decisions.KeepsStorage(obstacles);
        int? attachment = reason switch
        {
            GroundsKind.Pinned => _pinning.Min,
            GroundsKind.LiveMapping => _fixed.Min,
            _ => null,
        };
        blocker = attachment is { } number ? _byNumber[number].Owner.Name : null;
        return reason;
    }

    /// <summary>Whoever moves on notice is told, copies come home, and the CPU owns what it copied over. O(attachments).</summary>
    private void MoveTo(int target, Effects effects)
    {
        Attachment[] mapped = [.. _moving.Union(_fixed).Order().Select(number => _byNumber[number])];
        Notify(_inOrder.Where(a => _decisions.MovesOnNotice(a.Owner.Profile.Device)), effects);
        _gate.Point("move: told, mappings live");
        _coherency.TakeForCpu(effects.Actions);
        EndMappings(mapped, effects);
        effects.Actions.Add(new(CacheActionKind.CopyStorage));
        _coherency.CpuMayWrite();
        _gate.Point("move: copied, the storage is the old one");
        _storage = target;
    }

    /// <summary>Takes the first storage that serves everybody, if there is none yet; false without one.</summary>
    private bool AllocateIfNeeded()
    {
        _storage ??= _storages.First();
        return _storage is not null;
    }
}
