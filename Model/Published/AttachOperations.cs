using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>Attach and detach.</summary>
internal static class AttachOperations
{
    /// <summary>The checks in their order, then the exporter's hook.</summary>
    public static Outcome Attach(Setup setup, BufferState state, string name)
    {
        Device newcomer = Reading.Of(setup, state, name);
        if (setup.Has(Defect.H1) && !Reading.HasParms(state.Changed.GetValueOrDefault(name, setup.DeviceNamed(name).Limits)))
        {
            return new Outcome(state, new StepResult(Errno.Efault));
        }

        if (Reading.Problem(setup, newcomer.Limits) is { } problem)
        {
            return RefusedByLimits(setup, state, newcomer, Admission.OutOfRange(name, problem));
        }

        if (newcomer.NeedsPages && !setup.Scenario.Exporter.HasPages && !setup.Has(Defect.F23))
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NeedsPages, name);
        }

        if (state.IsSpoilt)
        {
            return RefusedByLimits(setup, state, newcomer, StepResult.Refused(Errno.Einval, GroundsKind.Conflict, name));
        }

        Admission.Finding finding = Admission.Judge(setup, state, [.. state.Devices, newcomer], name);
        return finding.Refusal is { } refusal
            ? RefusedByLimits(setup, state, newcomer, refusal)
            : Admitted(setup, state, newcomer, finding.MoveTo);
    }

    private static Outcome Admitted(Setup setup, BufferState state, Device newcomer, Layout? moveTo)
    {
        BufferState joined = state with
        {
            Attachments = state.Attachments.Add(new Attached(state.NextId, newcomer)),
            NextId = state.NextId + 1,
            Stored = BufferConstraints.Accumulated(setup, state, newcomer),
            FirstAttached = state.FirstAttached ?? newcomer,
        };
        StepResult called = Hook(
            setup, ExporterHook.Attach, newcomer.Name, joined.Stored, setup.Has(Defect.F5) ? state : joined);
        if (called.Errno != Errno.Ok)
        {
            return new Outcome(state, called);
        }

        if (state.Refused.Contains(newcomer.Name))
        {
            Constraints left = state.Stored with { Limits = joined.Stored.Limits };
            StepResult refused = StepResult.Refused(Errno.Eperm, GroundsKind.ExporterRefuses, newcomer.Name);
            return new Outcome(setup.Has(Defect.F3) ? state with { Stored = left } : state, refused with { Hooks = called.Hooks });
        }

        StepResult done = called with { Attachment = state.NextId };
        if (moveTo is null)
        {
            return new Outcome(joined, done);
        }

        Endings.Ending moved = Endings.End(setup, joined, _ => false, moveTo, newcomer: state.NextId);
        return new Outcome(moved.State, done with { CacheActions = moved.Actions, Notified = moved.Told });
    }

    /// <summary>Refused because of limits; several defects leave something behind here.</summary>
    private static Outcome RefusedByLimits(Setup setup, BufferState state, Device newcomer, StepResult refusal)
    {
        BufferState left = state;
        if (setup.Has(Defect.F2))
        {
            left = left with { LostObjects = left.LostObjects + 1 };
        }

        if (setup.Has(Defect.H2))
        {
            Constraints spoilt = state.Stored with { Limits = BufferConstraints.Accumulated(setup, state, newcomer).Limits };
            left = left with { Stored = spoilt, IsSpoilt = true };
        }

        return new Outcome(left, setup.Has(Defect.F1) ? StepResult.Ok : Reported(setup, refusal));
    }

    /// <summary>A refusal as its caller sees it.</summary>
    public static StepResult Reported(Setup setup, StepResult refusal) =>
        setup.Has(Defect.F26) ? refusal with { Grounds = null } : refusal;

    /// <summary>The latest attachment of a device leaves, and with it a kept mapping and its pin.</summary>
    public static Outcome Detach(Setup setup, BufferState state, string name)
    {
        if (state.Latest(name) is not { } leaver)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, name);
        }

        if (leaver.Maps > 0)
        {
            return Outcome.Refused(state, Errno.Ebusy, GroundsKind.LiveMapping, name);
        }

        if (leaver.ExplicitPins > 0)
        {
            return Outcome.Refused(state, Errno.Ebusy, GroundsKind.Pinned, name);
        }

        Endings.Ending ended = Endings.End(setup, state, a => a.Id == leaver.Id);
        BufferState left = ended.State with { Attachments = ended.State.Attachments.RemoveAll(a => a.Id == leaver.Id) };
        BufferState after = Loosened(setup, left);
        StepResult called = Hook(setup, ExporterHook.Detach, name, setup.Has(Defect.F6) ? state.Stored : after.Stored, left);
        return called.Errno == Errno.Ok
            ? new Outcome(after, called with { CacheActions = ended.Actions })
            : new Outcome(state, called);
    }

    /// <summary>The constraints of those who are left.</summary>
    private static BufferState Loosened(Setup setup, BufferState left)
    {
        if (setup.Has(Defect.H3))
        {
            return left with { Stored = BufferConstraints.With(setup, left.Stored.Limits, left.Attachments.Length) };
        }

        return BufferConstraints.CannotBeRecomputed(setup, left)
            ? left
            : left with { Stored = BufferConstraints.Recomputed(setup, left), IsSpoilt = false };
    }

    /// <summary>What the exporter's hook sees, if it looks.</summary>
    private static StepResult Hook(Setup setup, ExporterHook hook, string device, Constraints stored, BufferState members)
    {
        if (!setup.Scenario.Exporter.HooksReadConstraints)
        {
            return StepResult.Ok;
        }

        return setup.Has(Defect.F4)
            ? new StepResult(Errno.Edeadlk)
            : StepResult.Ok with { Hooks = [new HookView(hook, device, stored, BufferConstraints.Recomputed(setup, members))] };
    }
}
