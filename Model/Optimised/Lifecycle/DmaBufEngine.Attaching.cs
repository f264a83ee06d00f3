using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <content>Attach and detach.</content>
public sealed partial class DmaBufEngine
{
    /// <summary>A device joins; gives the attachment's number.</summary>
    public StepResult Attach(string device)
    {
        using EngineGate.Hold hold = _gate.Take("attach");
        if (_published is null)
        {
            return NotExported;
        }

        DeviceState state = _byName[device];
        if (WhyIllegal(state.Profile) is { } illegal)
        {
            return illegal;
        }

        if (_decisions.LacksPages(state.Profile.Device, _scenario.Exporter))
        {
            return StepResult.Refused(Errno.Einval, GroundsKind.NeedsPages, device);
        }

        if (WhyNoStorageCouldDo(state, state.Profile) is { } hopeless)
        {
            return hopeless;
        }

        Admission admission = Place(state, state.Profile, _sharedTable);
        if (admission.Refusal is { } refusal)
        {
            return refusal;
        }

        ValueList<HookView> hooks = LookFromAttachHook(state);
        if (state.IsRefused)
        {
            return StepResult.Refused(Errno.Eperm, GroundsKind.ExporterRefuses, device) with { Hooks = hooks };
        }

        StepResult done = StepResult.Ok;
        if (admission.MovesTo is { } target)
        {
            var effects = new Effects();
            MoveTo(target, effects);
            done = effects.On(done);
        }

        return done with { Attachment = Add(state).Id, Hooks = hooks };
    }

    /// <summary>An attachment goes, with the mapping that its importer keeps and its pin. Fails while it is mapped or explicitly pinned.</summary>
    public StepResult Detach(AttachmentName name)
    {
        using EngineGate.Hold hold = _gate.Take("detach");
        if (Find(name, out StepResult refusal) is not { } attachment)
        {
            return refusal;
        }

        string device = attachment.Owner.Name;
        if (attachment.Maps > 0)
        {
            return StepResult.Refused(Errno.Ebusy, GroundsKind.LiveMapping, device);
        }

        if (attachment.ExplicitPins > 0)
        {
            return StepResult.Refused(Errno.Ebusy, GroundsKind.Pinned, device);
        }

        StepResult result = EndMapping(attachment);
        Remove(attachment);
        return _scenario.Exporter.HooksReadConstraints
            ? result with { Hooks = [new(ExporterHook.Detach, device, Stored, Recompute(null))] }
            : result;
    }

    /// <summary>In the attach hook the newcomer counts already, though nobody else sees it before the hook said yes.</summary>
    private ValueList<HookView> LookFromAttachHook(DeviceState newcomer)
    {
        if (!_scenario.Exporter.HooksReadConstraints)
        {
            return [];
        }

        var stored = new Constraints(_constraints.LimitsWith(newcomer.Index, newcomer.Profile), _byNumber.Count + 1);
        return [new(ExporterHook.Attach, newcomer.Name, stored, Recompute(newcomer))];
    }

    private Attachment Add(DeviceState device)
    {
        var attachment = new Attachment(_nextNumber++, device);
        _attachmentObjects++;
        if (!device.IsAttached)
        {
            _constraints.Join(device.Index, device.Profile);
            _gate.Point("attach: limits are merged, the storages do not know");
            _storages.Joined(device.Index, device.Profile);
        }

        _gate.Point("attach: limits are merged, the attachment is not in the list");
        device.Attachments.AddLast(attachment.OfDevice);
        _inOrder.AddLast(attachment.OfBuffer);
        _gate.Point("attach: in the list, without a number");
        _byNumber.Add(attachment.Id, attachment);
        _gate.Point("attach: done, not published");
        Publish();
        return attachment;
    }

    private void Remove(Attachment attachment)
    {
        DeviceState device = attachment.Owner;
        attachment.ImporterPins = false;
        _pinning.Remove(attachment.Id);
        _gate.Point("detach: mapping and pin are gone, the attachment is not");
        device.Attachments.Remove(attachment.OfDevice);
        _inOrder.Remove(attachment.OfBuffer);
        _gate.Point("detach: out of the list, limits are merged still");
        _byNumber.Remove(attachment.Id);
        if (_decisions.LimitsGo(device.Attachments.Count))
        {
            _constraints.Leave(device.Index, device.Profile);
            _gate.Point("detach: limits are not merged any more, the storages do not know");
            _storages.Left(device.Index);
        }

        _gate.Point("detach: done, not published");
        Publish();
        _attachmentObjects--;
    }
}
