using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>What is in the way of an unsatisfiable scenario: all of it together, and nothing that could be left out.</summary>
/// <param name="Limits">Limits, in the scenario's order.</param>
/// <param name="Heaps">Devices that can use certain heaps only, in the scenario's order.</param>
public sealed record MinimalConflict(ValueList<CorePair> Limits, ValueList<HeapRestriction> Heaps)
{
    /// <summary>Nothing that a device asks is in the way.</summary>
    public static MinimalConflict Nothing { get; } = new([], []);

    /// <summary>Limits and restrictions by heaps.</summary>
    public int Count => Limits.Count + Heaps.Count;

    /// <summary>Who is in the way, each once.</summary>
    public IEnumerable<string> Devices => Limits.Select(p => p.Device).Concat(Heaps.Select(h => h.Device)).Distinct();
}
