using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Properties.Explaining.Histories;

/// <summary>A buffer that knows what it will answer, and remembers what it was asked.</summary>
internal sealed class ScriptedBuffer(params (StepResult Result, BufferView View)[] script) : IDmaBuf
{
    private readonly List<Operation> _asked = [];

    public IReadOnlyList<Operation> Asked => _asked;

    public BufferView View { get; private set; } = BufferView.None;

    public StepResult Apply(Operation operation)
    {
        (StepResult result, View) = script[_asked.Count];
        _asked.Add(operation);
        return result;
    }
}
