using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>The state machine: (state, operation) -> (state, result). Pure.</summary>
internal static class StateMachine
{
    public static Outcome Apply(BufferState state, Operation operation) => operation switch
    {
        Operation.Export => Exporting.Export(state),
        _ when !state.IsExported => Outcome.Refused(state, Errno.Enodev, GroundsKind.NotExported),
        Operation.Attach o => Attaching.Attach(state, o.Device),
        Operation.Detach o => Detaching.Detach(state, o.Device),
        Operation.Map o => MapSteps.Map(state, o.Device, o.Direction),
        Operation.Unmap o => MapSteps.Unmap(state, o.Device),
        Operation.TestMap o => MapSteps.TestMap(state, o.Device, o.Direction),
        Operation.Pin o => Pinning.Pin(state, o.Device),
        Operation.Unpin o => Pinning.Unpin(state, o.Device),
        Operation.Move => Moving.Move(state),
        Operation.BeginCpuAccess o => CpuAccessing.Begin(state, o.Writes),
        Operation.EndCpuAccess => CpuAccessing.End(state),
        Operation.CpuUse o => Using.ByCpu(state, o.Writes),
        Operation.DeviceUse o => Using.ByDevice(state, o),
        Operation.GetConstraints or Operation.RecalcConstraints =>
            new Outcome(state, StepResult.Ok with { Constraints = MergedConstraints.Of(state) }),
        Operation.ChangeLimits o => ChangingLimits.Change(state, o.Device, o.Limits),
        Operation.ExporterRefuses o => Exporting.Refuse(state, o.Device, o.Refuses),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
