using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Questions about constraints, and drivers that change what they declare.</summary>
internal static class LimitOperations
{
    /// <summary>The stored constraints.</summary>
    public static Outcome Get(BufferState state) => new(state, StepResult.Ok with { Constraints = state.Stored });

    /// <summary>The constraints merged anew. They are stored, which changes nothing as long as nothing else went wrong.</summary>
    public static Outcome Recalc(Setup setup, BufferState state)
    {
        if (BufferConstraints.CannotBeRecomputed(setup, state))
        {
            return new Outcome(state, AttachOperations.Reported(setup, StepResult.Refused(Errno.Einval, GroundsKind.Conflict)));
        }

        Constraints recomputed = BufferConstraints.Recomputed(setup, state);
        BufferState repaired = setup.Has(Defect.F22) ? state : state with { Stored = recomputed, IsSpoilt = false };
        return new Outcome(repaired, StepResult.Ok with { Constraints = recomputed });
    }

    /// <summary>Free for a device that is not attached; else all its attachments leave and come again with the new limits.</summary>
    public static Outcome Change(Setup setup, BufferState state, string name, Limits limits)
    {
        BufferState declared = state with { Changed = state.Changed.SetItem(name, limits) };
        if (state.Latest(name) is null)
        {
            return Outcome.Done(declared);
        }

        Device device = Reading.Of(setup, declared, name);
        if (IsUnnoticed(setup, device.Limits))
        {
            return Outcome.Done(declared);
        }

        if (Reading.Problem(setup, device.Limits) is { } problem)
        {
            return new Outcome(state, AttachOperations.Reported(setup, Admission.OutOfRange(name, problem)));
        }

        bool IsOfDevice(Attached attached) => attached.Device.Name == name;
        BufferState changed = declared.Change(IsOfDevice, a => a with { Device = device });
        if (Admission.NowhereServed(setup, [.. changed.Devices], name) is { } nowhere)
        {
            return new Outcome(state, AttachOperations.Reported(setup, nowhere));
        }

        if (state.Attachments.Any(a => IsOfDevice(a) && a.Live is not null && a.Device.Importer != ImporterHabit.MovesOnNotice))
        {
            return Outcome.Refused(state, Errno.Ebusy, GroundsKind.LiveMapping, name);
        }

        BufferState unmapped = Endings.Without(setup, changed, [.. changed.Attachments.Where(IsOfDevice).Select(a => a.Id)]);
        Admission.Finding finding = Admission.Judge(setup, unmapped, [.. unmapped.Devices], name);
        if (finding.Refusal is { } refusal)
        {
            return new Outcome(state, AttachOperations.Reported(setup, refusal));
        }

        Endings.Ending ended = Endings.End(setup, changed, IsOfDevice, finding.MoveTo);
        BufferState after = ended.State with { Stored = BufferConstraints.Recomputed(setup, ended.State) };
        return new Outcome(after, StepResult.Ok with { CacheActions = ended.Actions, Notified = ended.Told });
    }

    /// <summary>Whether a setter takes the limits of an attached device without anybody being told.</summary>
    private static bool IsUnnoticed(Setup setup, Limits limits)
    {
        bool isLegal = Reading.Problem(setup, limits) is null;
        bool isLegalForSetter = Reading.ProblemForSetter(setup, limits) is null;
        return (isLegal && setup.Has(Defect.F19)) || (!isLegal && isLegalForSetter && setup.Has(Defect.F7));
    }
}
