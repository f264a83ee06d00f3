using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;

namespace DmabufVerify.Cli.Explaining;

/// <summary>Heaps as parts of a sentence.</summary>
internal static class HeapPhrases
{
    /// <summary>What a device can use, as the end of "it ...".</summary>
    public static string Uses(IReadOnlyList<string> heaps) => $"can use memory of {These(heaps)} only";

    /// <summary>decoder can use memory of the heap secure only (heaps, declared).</summary>
    public static string Whole(HeapRestriction heaps) => $"{Markdown.Code(heaps.Device)} {Uses(heaps.Heaps)} (heaps, declared)";

    /// <summary>
    /// What is left of the memory, as a sentence: "The memory that `decoder` can use is 2 MiB in 1 extent, of the heap secure." For a decision with
    /// restrictions by heaps in its core.
    /// </summary>
    public static string Left(Decision decision)
    {
        string who = Markdown.List([.. decision.HeapCore.Select(h => Markdown.Code(h.Device))]);
        HeapMemory left = HeapMemory.Of(decision);
        string all = decision.HeapCore.Count > 1 ? "all of " : "";
        return left.Extents == 0
            ? $"There is no heap that {all}{who} can use."
            : $"The memory that {all}{who} can use is {left.Size}, of {These(left.Heaps)}.";
    }

    /// <summary>
    /// decoder.heaps from [secure] to [secure, cma], and who has to let it in: a carve-out or CMA region is given to a device by its memory-region
    /// (drivers/of/of_reserved_mem.c), protected memory by firmware.
    /// </summary>
    public static string Change(HeapRelaxation r) =>
        $"{Markdown.Code($"{r.Device}.heaps")} from {Words.List(r.From)} to {Words.List(r.To)}{(r.IsLeast ? "" : " (perhaps less is enough)")}: "
        + $"no call of the DMA API sets it; {These([.. r.Added])} must be open to the device: a carve-out or CMA region through "
        + $"{Markdown.Code("memory-region")} of its node ({Markdown.Code("of_reserved_mem_device_init(dev)")}), secure memory through its firmware";

    private static string These(IReadOnlyList<string> heaps) =>
        $"the heap{(heaps.Count == 1 ? "" : "s")} {Markdown.List([.. heaps.Select(Markdown.Code)])}";
}
