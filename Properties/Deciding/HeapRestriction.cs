using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Deciding;

/// <summary>A device that can use memory of certain heaps only, as a member of a conflict.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Heaps">The heaps, at least one.</param>
public sealed record HeapRestriction(string Device, ValueList<string> Heaps)
{
    /// <summary>Those of a scenario, in its order; none where storage is not to be found in given memory, as heaps have no meaning there.</summary>
    public static IEnumerable<HeapRestriction> All(Scenario scenario) => scenario is { Layout: null, Memory.Count: > 0 }
        ? scenario.Devices.Where(d => d.Heaps.Count > 0).Select(d => new HeapRestriction(d.Name, d.Heaps))
        : [];
}
