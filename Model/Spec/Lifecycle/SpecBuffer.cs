using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Lifecycle;

/// <summary>
/// The specification's buffer: the present state of a pure machine. A copy is another buffer that goes on from the same state, so that
/// histories can be tried out.
/// </summary>
public sealed class SpecBuffer : IDmaBuf
{
    private BufferState _state;

    /// <param name="scenario">With at most <see cref="Scenario.MaxPagesWithSteps"/> pages.</param>
    public SpecBuffer(Scenario scenario) => _state = new BufferState(scenario);

    private SpecBuffer(BufferState state) => _state = state;

    /// <inheritdoc/>
    public BufferView View => _state.View;

    /// <inheritdoc/>
    public StepResult Apply(Operation operation)
    {
        (_state, StepResult result) = StateMachine.Apply(_state, operation);
        return result;
    }

    /// <summary>A buffer in the same state, that this one does not know of.</summary>
    public SpecBuffer Copy() => new(_state);
}
