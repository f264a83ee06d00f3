namespace DmabufVerify.Optimised.Placement;

/// <summary>Storage out of whole stretches, for buffers whose cuts may fall on any page.</summary>
internal static class GreedyRuns
{
    /// <summary>The first stretches that hold so many pages; what is too much is left over at the end of the last one.</summary>
    public static List<Stretch> InOrder(ReadOnlySpan<Stretch> order, long pages)
    {
        var runs = new List<Stretch>(order.Length);
        foreach (Stretch stretch in order)
        {
            long taken = Math.Min(pages, stretch.Pages);
            runs.Add(stretch with { End = stretch.Start + taken });
            pages -= taken;
            if (pages == 0)
            {
                break;
            }
        }

        return runs;
    }

    /// <summary>As few stretches as possible, in ascending order as the buffer's last page may have to be the highest.</summary>
    public static List<Stretch> LargestFirst(ReadOnlySpan<Stretch> memory, long pages)
    {
        Stretch[] order = memory.ToArray();
        Array.Sort(order, (a, b) => b.Pages.CompareTo(a.Pages));
        List<Stretch> runs = InOrder(order, pages);
        runs.Sort((a, b) => a.Start.CompareTo(b.Start));
        return runs;
    }
}
