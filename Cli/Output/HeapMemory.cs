using DmabufVerify.Properties.Deciding;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Output;

/// <summary>What is left of free memory for those who are in the way by their heaps.</summary>
/// <param name="Heaps">The heaps that all of them can use, in the order in which memory names them.</param>
/// <param name="Bytes">Memory of these heaps.</param>
/// <param name="Extents">In so many extents.</param>
internal sealed record HeapMemory(ValueList<string> Heaps, UInt128 Bytes, int Extents)
{
    /// <summary>heaps leave 10 MiB in 2 extents: secure.</summary>
    public string Clause => Extents == 0 ? "heaps leave nothing: none is open to all of them" : $"heaps leave {Size}: {string.Join(", ", Heaps)}";

    /// <summary>2 MiB in 1 extent.</summary>
    public string Size => $"{Words.Bytes(Bytes)} in {Words.Plural(Extents, "extent")}";

    /// <summary>For a decision with restrictions by heaps in its core.</summary>
    public static HeapMemory Of(Decision decision)
    {
        MemoryExtent[] left = [.. decision.Scenario.Memory.Where(extent => decision.HeapCore.All(h => h.Heaps.Contains(extent.Heap)))];
        UInt128 pages = left.Aggregate(UInt128.Zero, (sum, extent) => sum + extent.Pages.Pages);
        return new([.. left.Select(extent => extent.Heap).Distinct()], pages << decision.Scenario.PageSize.Shift, left.Length);
    }
}
