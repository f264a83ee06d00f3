using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Deciding;

namespace DmabufVerify.Cli.Explaining;

/// <summary>What is copied, in the words of somebody who writes a driver.</summary>
internal static class Bouncing
{
    /// <summary>One sentence for each device for which the kernel copies; each ends in a space.</summary>
    public static string Copied(Decision decision) => string.Concat(
        from table in decision.Tables
        where table.Copying is { Segments: > 0 }
        let copying = table.Copying
        select $"{Markdown.Code(table.Device)} does not reach all of it: at each map and unmap the kernel copies {Words.Bytes(copying.Bytes)} "
            + $"through swiotlb, in {LimitPhrases.Segments((ulong)copying.Segments)} of at most {Words.Bytes(copying.LongestBytes)} "
            + "(swiotlb_max_mapping_size). That is no longer zero-copy, and what others write meanwhile it does not see. ");

    /// <summary>What would happen, after "bounce from false to true".</summary>
    public static string Would(BounceFix fix) =>
        (fix.Copying is { } copying
            ? $"{Markdown.Code("dma_map_sgtable()")} then copies {Words.Bytes(copying.Bytes)} through swiotlb"
            : $"{Markdown.Code("dma_map_sgtable()")} then copies what is out of reach through swiotlb")
        + ", at each map and unmap (kernel/dma/swiotlb.c)";
}
