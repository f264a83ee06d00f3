using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>A driver declares other limits (thread F19).</summary>
internal static class ChangingLimits
{
    public static Outcome Change(BufferState state, string name, Limits limits)
    {
        Device changed = state.Device(name) with { Limits = limits, CatalogueEntry = null };
        BufferState declared = state with { Devices = [.. state.Devices.Select(d => d.Name == name ? changed : d)] };
        Attachment[] own = [.. state.Attachments.Where(a => a.Device.Name == name)];
        if (own.Length == 0)
        {
            return new Outcome(declared, StepResult.Ok);
        }

        if (Attaching.InvalidLimit(changed, state.Scenario.PageSize) is { } invalid)
        {
            return new Outcome(state, invalid);
        }

        declared = own.Aggregate(declared, (s, a) => s.With(a with { Device = changed }));
        return Fitting.NowhereServed(declared, name) is { } nowhere ? new Outcome(state, nowhere)
            : own.Any(a => a.HoldsStorage) ? Outcome.Refused(state, Errno.Ebusy, GroundsKind.LiveMapping, name)
            : Settle(state, declared, name);
    }

    /// <summary>The device's mappings end, as they were made for other limits; then all must be served, moved if need be.</summary>
    private static Outcome Settle(BufferState before, BufferState declared, string name)
    {
        bool IsOwn(Attachment a) => a.Device.Name == name;

        Handled ended = Ending.End(declared, IsOwn);
        Fitting.Fit fit = Fitting.Of(ended.State, name);
        if (fit.Refusal is not null)
        {
            return new Outcome(before, fit.Refusal);
        }

        if (fit.MoveTo is { } storage)
        {
            return Moving.To(declared, storage, declared.Attachments);
        }

        ValueList<int> notified = [.. declared.Attachments.Where(a => IsOwn(a) && a.Mapping is not null).Select(a => a.Id).Reverse()];
        return new Outcome(ended.State, StepResult.Ok with { CacheActions = ended.Actions, Notified = notified });
    }
}
