using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>A device leaves.</summary>
internal static class Detaching
{
    public static Outcome Detach(BufferState state, string device)
    {
        if (state.Latest(device) is not { } leaver)
        {
            return Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, device);
        }

        if (leaver.Maps > 0 || leaver.Pins > 0)
        {
            return Outcome.Refused(state, Errno.Ebusy, leaver.Maps > 0 ? GroundsKind.LiveMapping : GroundsKind.Pinned, device);
        }

        (BufferState unmapped, ValueList<CacheAction> actions) = Ending.End(state, a => a.Id == leaver.Id);
        BufferState left = unmapped with { Attachments = [.. unmapped.Attachments.Where(a => a.Id != leaver.Id)] };
        return new Outcome(left, StepResult.Ok with
        {
            CacheActions = actions,
            Hooks = Exporting.Look(left, ExporterHook.Detach, device),
        });
    }
}
