using DmabufVerify.Vocabulary;

namespace DmabufVerify.Published;

/// <summary>
/// A shared buffer with any of the defects of the published patches; with none it does what docs/lifecycle.md says. Behaviour only,
/// written anew: the shape of the code is not that of the patches. Not safe among threads.
/// </summary>
/// <param name="scenario">What it is made for; it has passed the checks of its reader.</param>
/// <param name="rules">Whom it asks whether there are tables, which, and how limits merge.</param>
/// <param name="defects">What is wrong with it.</param>
public sealed class PublishedBuffer(Scenario scenario, IRules rules, Defects defects) : IDmaBuf
{
    private readonly Setup _setup = new(scenario, rules, defects);
    private BufferState _state = new();

    /// <inheritdoc/>
    public BufferView View => !_state.IsExported ? BufferView.None : new BufferView
    {
        IsExported = true,
        Storage = _state.Storage,
        Attachments = [.. _state.Attachments.Select(a => new AttachmentView(a.Id, a.Device.Name, a.Maps, a.Pins, a.Live?.Mapping))],
        Stored = _state.Stored,
        Recomputed = BufferConstraints.Recomputed(_setup, _state),
        AttachmentObjects = _state.Attachments.Length + _state.LostObjects,
        CpuAccess = _state.CpuAccess,
    };

    /// <inheritdoc/>
    public StepResult Apply(Operation operation)
    {
        Outcome outcome = _state.IsExported ? OfBuffer(operation) : BeforeExport(operation);
        _state = outcome.State;
        return outcome.Result;
    }

    private Outcome BeforeExport(Operation operation) => operation switch
    {
        Operation.Export => Export(),
        Operation.GetConstraints or Operation.RecalcConstraints when _setup.Has(Defect.I3) => LimitOperations.Get(_state),
        _ => Outcome.Refused(_state, Errno.Enodev, GroundsKind.NotExported),
    };

    private Outcome Export()
    {
        BufferState exported = _state with { IsExported = true, Stored = BufferConstraints.Recomputed(_setup, _state) };
        if (_setup.Scenario.Exporter.Allocates == AllocationTime.FirstMap)
        {
            return Outcome.Done(exported);
        }

        return Allocation.WithStorage(_setup, exported) is { } stored
            ? Outcome.Done(stored)
            : Outcome.Refused(_state, Errno.Enomem, GroundsKind.NoStorage);
    }

    private Outcome OfBuffer(Operation operation) => operation switch
    {
        Operation.Export => Outcome.Refused(_state, Errno.Ebusy, GroundsKind.AlreadyExported),
        Operation.Attach o => AttachOperations.Attach(_setup, _state, o.Device),
        Operation.Detach o => AttachOperations.Detach(_setup, _state, o.Device),
        Operation.Map o => MapOperations.Map(_setup, _state, o.Device, o.Direction),
        Operation.Unmap o => MapOperations.Unmap(_setup, _state, o.Device),
        Operation.TestMap o => MapOperations.TestMap(_setup, _state, o.Device, o.Direction),
        Operation.Pin o => MapOperations.Pin(_setup, _state, o.Device),
        Operation.Unpin o => MapOperations.Unpin(_state, o.Device),
        Operation.Move => MapOperations.Move(_setup, _state),
        Operation.BeginCpuAccess o => AccessOperations.Begin(_setup, _state, o.Writes),
        Operation.EndCpuAccess => AccessOperations.End(_state),
        Operation.CpuUse o => AccessOperations.Cpu(_state, o.Writes),
        Operation.DeviceUse o => AccessOperations.Device(_state, o.Device, o.Writes),
        Operation.GetConstraints => LimitOperations.Get(_state),
        Operation.RecalcConstraints => LimitOperations.Recalc(_setup, _state),
        Operation.ChangeLimits o => LimitOperations.Change(_setup, _state, o.Device, o.Limits),
        Operation.ExporterRefuses o => Outcome.Done(_state with
        {
            Refused = o.Refuses ? _state.Refused.Add(o.Device) : _state.Refused.Remove(o.Device),
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
