using DmabufVerify.Optimised.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults.Engine;

/// <summary>
/// Makes a planted defect of a faulty part. Parts without state are shared by all engines, so faulty ones have none either.
/// </summary>
internal static class EngineFault
{
    /// <summary>A defect of small decisions.</summary>
    public static SeededFault Of(string name, string description, string source, EngineDecisions decisions) =>
        Of(name, description, source, EngineParts.Default with { Decisions = decisions });

    /// <summary>A defect of what is asked of storage.</summary>
    public static SeededFault Of(string name, string description, string source, Func<Scenario, Serving> serving) =>
        Of(name, description, source, EngineParts.Default with { Serving = serving });

    /// <summary>A defect of any parts.</summary>
    public static SeededFault Of(string name, string description, string source, EngineParts parts) =>
        new($"engine.{name}", "optimised", description, voters => voters with
        {
            Optimised = new EngineRules(voters.Optimised, parts),
            ConcurrentEngine = (scenario, gate) => new EngineBuffer(scenario, parts, gate),
        })
        {
            Source = source,
        };
}
