using DmabufVerify.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace DmabufVerify.Properties.Generation.Placement;

/// <summary>Gives the extents of a question about free memory to two or three heaps, and some devices heaps that they cannot leave.</summary>
internal static class Heaps
{
    private const int ExtentsOfOnePattern = 64;

    private static readonly string[] Names = [MemoryExtent.DefaultHeap, "cma", "secure"];

    /// <summary>Often the scenario as it is: heaps only take memory away.</summary>
    public static Gen<Scenario> Some(Gen<Scenario> scenarios) =>
        from scenario in scenarios
        from hasHeaps in Draw.Percent(40)
        from heaps in Gen.ArrayOf(Gen.Elements(Names), ExtentsOfOnePattern)
        from lists in Gen.ArrayOf(List, scenario.Devices.Count)
        select hasHeaps && scenario.Memory.Count > 0 ? With(scenario, heaps, lists) : scenario;

    /// <summary>Any heap, one, or two.</summary>
    private static Gen<string[]> List { get; } =
        from names in Gen.Shuffle(Names)
        from count in Draw.Weighted((3, 0), (2, 1), (5, 2))
        select names.Take(count).ToArray();

    /// <summary>A device's list names heaps that there are; one of which nothing is left would be any heap, and that is as good a case.</summary>
    private static Scenario With(Scenario scenario, string[] heaps, string[][] lists)
    {
        MemoryExtent[] memory = [.. scenario.Memory.Select((extent, i) => extent with { Heap = heaps[i % heaps.Length] })];
        HashSet<string> known = [.. memory.Select(extent => extent.Heap)];
        return scenario with
        {
            Memory = [.. memory],
            Devices = [.. scenario.Devices.Select((device, i) => device with { Heaps = [.. lists[i].Where(known.Contains)] })],
        };
    }
}
