using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>A device forbids the storage to move, and takes that back.</summary>
internal static class Pinning
{
    public static Outcome Pin(BufferState state, string device) =>
        state.Latest(device) is not { } attachment ? Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, device)
        : Exporting.WithStorage(state) is not { } stored ? Outcome.Refused(state, Errno.Enomem, GroundsKind.NoStorage, device)
        : new Outcome(stored.With(attachment with { Pins = attachment.Pins + 1 }), StepResult.Ok);

    public static Outcome Unpin(BufferState state, string device) =>
        state.Latest(device) is not { } attachment ? Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, device)
        : attachment.Pins == 0 ? Outcome.Refused(state, Errno.Einval, GroundsKind.NotPinned, device)
        : new Outcome(state.With(attachment with { Pins = attachment.Pins - 1 }), StepResult.Ok);
}
