using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>Real rules, but for an engine that is put together from other parts.</summary>
internal sealed class EngineRules(IRules real, EngineParts parts) : FaultyRules(real)
{
    /// <inheritdoc/>
    public override IDmaBuf NewBuffer(Scenario scenario) => new EngineBuffer(scenario, parts);
}
