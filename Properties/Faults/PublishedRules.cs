using DmabufVerify.Published;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>The patches as published in the engine's place: what they need of tables and votes they ask of real rules.</summary>
internal sealed class PublishedRules(IRules real, Defects defects) : FaultyRules(real)
{
    public override IDmaBuf NewBuffer(Scenario scenario) => new PublishedBuffer(scenario, Real, defects);
}
