using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Lifecycle;

/// <summary>A <see cref="DmaBufEngine"/> that is told what to do by operations of a scenario.</summary>
/// <param name="scenario">The buffer, its exporter and its devices.</param>
/// <param name="parts">What the engine is made of; the real parts unless said otherwise.</param>
/// <param name="gate">Its lock; a real one unless said otherwise.</param>
public sealed class EngineBuffer(Scenario scenario, EngineParts? parts = null, EngineGate? gate = null) : IDmaBuf
{
    private readonly DmaBufEngine _engine = new(scenario, parts, gate);

    /// <inheritdoc/>
    public BufferView View => _engine.View;

    /// <inheritdoc/>
    public StepResult Apply(Operation operation) => operation switch
    {
        Operation.Export => _engine.Export(),
        Operation.Attach attach => _engine.Attach(attach.Device),
        Operation.Detach detach => _engine.Detach(detach.Device),
        Operation.Map map => _engine.Map(map.Device, map.Direction),
        Operation.Unmap unmap => _engine.Unmap(unmap.Device),
        Operation.TestMap test => _engine.TestMap(test.Device, test.Direction),
        Operation.Pin pin => _engine.Pin(pin.Device),
        Operation.Unpin unpin => _engine.Unpin(unpin.Device),
        Operation.Move => _engine.Move(),
        Operation.BeginCpuAccess begin => _engine.BeginCpuAccess(begin.Writes),
        Operation.EndCpuAccess => _engine.EndCpuAccess(),
        Operation.CpuUse use => _engine.CpuUse(use.Writes),
        Operation.DeviceUse use => _engine.DeviceUse(use.Device, use.Writes),
        Operation.GetConstraints => _engine.GetConstraints(),
        Operation.RecalcConstraints => _engine.RecalcConstraints(),
        Operation.ChangeLimits change => _engine.ChangeLimits(change.Device, change.Limits),
        Operation.ExporterRefuses refuses => _engine.ExporterRefuses(refuses.Device, refuses.Refuses),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
