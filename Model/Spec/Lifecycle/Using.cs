using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>Somebody reads or writes the data: whether it was asked for. The data themselves are not part of the state.</summary>
internal static class Using
{
    public static Outcome ByCpu(BufferState state, bool writes) =>
        state.CpuAccess == CpuAccess.None || (writes && state.CpuAccess == CpuAccess.Read)
            ? Outcome.Refused(state, Errno.Eacces, GroundsKind.NoCpuAccess)
            : new Outcome(state, StepResult.Ok);

    public static Outcome ByDevice(BufferState state, Operation.DeviceUse use) =>
        state.Latest(use.Device) is not { } attachment ? Outcome.Refused(state, Errno.Einval, GroundsKind.NotAttached, use.Device)
        : attachment.Mapping is null ? Outcome.Refused(state, Errno.Einval, GroundsKind.NotMapped, use.Device)
        : attachment.Direction == (use.Writes ? MapDirection.ToDevice : MapDirection.FromDevice)
            ? Outcome.Refused(state, Errno.Eacces, GroundsKind.Direction, use.Device)
        : state.CpuAccess != CpuAccess.None ? Outcome.Refused(state, Errno.Ebusy, GroundsKind.CpuAccessOpen, use.Device)
        : new Outcome(state, StepResult.Ok);
}
