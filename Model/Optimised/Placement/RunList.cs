namespace DmabufVerify.Optimised.Placement;

/// <summary>Storage in the buffer's order.</summary>
internal static class RunList
{
    /// <summary>
    /// Takes pages off the buffer's front. A table of what is left is the old one without its first segments, and the first start is free, so
    /// this keeps every judge's table valid and lengthens none; the last page stays the last.
    /// </summary>
    public static void DropFront(List<Stretch> runs, long pages)
    {
        int whole = 0;
        while (pages > 0 && runs[whole].Pages <= pages)
        {
            pages -= runs[whole++].Pages;
        }

        runs.RemoveRange(0, whole);
        if (pages > 0)
        {
            runs[0] = runs[0] with { Start = runs[0].Start + pages };
        }
    }
}
