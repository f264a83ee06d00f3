using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>A device joins: docs/lifecycle.md, "Attach".</summary>
internal static class Attaching
{
    public static Outcome Attach(BufferState state, string name)
    {
        Device device = state.Device(name);
        if (InvalidLimit(device, state.Scenario.PageSize) is { } invalid)
        {
            return new Outcome(state, invalid);
        }

        if (device.NeedsPages && !state.Scenario.Exporter.HasPages)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NeedsPages, name);
        }

        var newcomer = new Attachment(state.NextId, device);
        BufferState joined = state with { Attachments = [.. state.Attachments, newcomer], NextId = state.NextId + 1 };
        if (Fitting.NowhereServed(joined, name) is { } nowhere)
        {
            return new Outcome(state, nowhere);
        }

        Fitting.Fit fit = Fitting.Of(joined, name);
        if (fit.Refusal is not null)
        {
            return new Outcome(state, fit.Refusal);
        }

        ValueList<HookView> seen = Exporting.Look(joined, ExporterHook.Attach, name);
        if (state.Refused.Contains(name))
        {
            return new Outcome(state, StepResult.Refused(Errno.Eperm, GroundsKind.ExporterRefuses, name) with { Hooks = seen });
        }

        // The newcomer joins the list once the hook has returned (dma_buf_dynamic_attach), and hears of no move that was made for it.
        Outcome settled = fit.MoveTo is { } storage ? Moving.To(joined, storage, state.Attachments) : new Outcome(joined, StepResult.Ok);
        return settled with { Result = settled.Result with { Attachment = newcomer.Id, Hooks = seen } };
    }

    /// <summary>The refusal of a device with a limit that no device can mean (thread F11, F12, F21).</summary>
    public static StepResult? InvalidLimit(Device device, PageSize pageSize) =>
        LimitChecks.Check(device.Limits, pageSize) is { } problem
            ? StepResult.Refused(
                Errno.Einval,
                GroundsKind.InvalidLimit,
                device.Name,
                [new BitingLimit(device.Name, problem.Kind, problem.Value, IsDefault: false)])
            : null;
}
