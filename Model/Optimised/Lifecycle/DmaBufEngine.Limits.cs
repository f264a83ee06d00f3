using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <content>Constraints, and limits that change.</content>
public sealed partial class DmaBufEngine
{
    /// <summary>The stored constraints. Takes no lock: it reads one snapshot that is never changed.</summary>
    public StepResult GetConstraints()
    {
        StepResult? published = _published;
        _gate.Point("get constraints: read, not used");
        return published ?? NotExported;
    }

    /// <summary>The constraints, merged anew. O(attachments).</summary>
    public StepResult RecalcConstraints()
    {
        using EngineGate.Hold hold = _gate.Take("recalculate");
        return _published is null ? NotExported : StepResult.Ok with { Constraints = Recompute(null) };
    }

    /// <summary>
    /// A driver declares other limits. Always succeeds where the device is not attached, legal or not, since attach will look at them. Rules
    /// of attach that no waiting helps come before a live mapping that keeps the limits.
    /// </summary>
    public StepResult ChangeLimits(string device, Limits limits)
    {
        using EngineGate.Hold hold = _gate.Take("change limits");
        if (_published is null)
        {
            return NotExported;
        }

        DeviceState state = _byName[device];
        DeviceProfile profile = _decisions.ProfileOf(state.Profile.Device with { Limits = limits }, _scenario.Policy);
        if (!state.IsAttached)
        {
            state.Profile = profile;
            return StepResult.Ok;
        }

        if ((WhyIllegal(profile) ?? WhyNoStorageCouldDo(state, profile)) is { } hopeless)
        {
            return hopeless;
        }

        Attachment[] mapped = [.. state.Attachments.Where(a => a.Live is not null)];
        if (mapped.Length > 0 && !_decisions.MovesOnNotice(state.Profile.Device))
        {
            return StepResult.Refused(Errno.Ebusy, GroundsKind.LiveMapping, device);
        }

        int ending = mapped.Count(a => a.Live!.UsesSharedTable);
        Admission admission = Place(state, profile, _sharedTableUsers > ending ? _sharedTable : null);
        if (admission.Refusal is { } refusal)
        {
            return refusal;
        }

        var effects = new Effects();
        if (admission.MovesTo is { } target)
        {
            MoveTo(target, effects);
        }
        else
        {
            Notify(mapped, effects);
            EndMappings(mapped, effects);
        }

        _constraints.Leave(state.Index, state.Profile);
        _gate.Point("change limits: the old ones are gone, the new ones are not there");
        state.Profile = profile;
        _constraints.Join(state.Index, profile);
        _gate.Point("change limits: merged, the storages do not know");
        _storages.Joined(state.Index, profile);
        _gate.Point("change limits: done, not published");
        Publish();
        return effects.On(StepResult.Ok);
    }

    /// <summary>The constraints from the attachments one by one, and from one more device that is about to be attached.</summary>
    private Constraints Recompute(DeviceState? newcomer)
    {
        ResolvedLimits limits = newcomer is { Profile.IsDirect: true } ? newcomer.Profile.Constraint : ResolvedLimits.Unlimited;
        foreach (Attachment attachment in _inOrder)
        {
            if (attachment.Profile.IsDirect)
            {
                limits = LimitMerge.Tightest(limits, attachment.Profile.Constraint);
            }
        }

        return new(limits, _inOrder.Count + (newcomer is null ? 0 : 1));
    }
}
