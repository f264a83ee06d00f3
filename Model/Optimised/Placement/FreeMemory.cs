using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// The free memory that every judge reaches. Each judge has to reach each page of the buffer, in either mode, so that reach is settled here
/// and no later step looks at it.
/// </summary>
/// <remarks>
/// Reach may end inside a page. Of all pages only the one behind the least whole reach can then be of use, and only as the buffer's last
/// page, when the buffer's bytes in it are few enough. It lies above all other pages, so storage in ascending order has it last.
/// </remarks>
internal sealed class FreeMemory
{
    private FreeMemory(Stretch[] stretches, long lastOnlyPfn)
    {
        Stretches = stretches;
        LastOnlyPfn = lastOnlyPfn;
        foreach (Stretch stretch in stretches)
        {
            Pages += stretch.Pages;
        }
    }

    /// <summary>Ascending; the page that may only be the last one included.</summary>
    public Stretch[] Stretches { get; }

    /// <summary>The page that may hold the buffer's last bytes and no others; -1 for none.</summary>
    public long LastOnlyPfn { get; }

    /// <summary>Pages of all stretches: as many as a buffer can have at most.</summary>
    public long Pages { get; }

    public static FreeMemory Of(PlacementQuestion question, ReadOnlySpan<Judge> judges)
    {
        PageSize pageSize = question.PageSize;
        ulong tailBytes = question.SizeBytes - ((question.Pages - 1) << pageSize.Shift);
        long lo = 0;
        long hi = (long)PfnRun.MaxEndPfn;
        bool tailFits = false;
        foreach (Judge judge in judges)
        {
            var reach = new JudgeReach(pageSize, judge);
            bool fits = tailBytes <= reach.PartialBytes;
            tailFits = reach.Hi < hi ? fits : tailFits && (reach.Hi > hi || fits);
            lo = Math.Max(lo, reach.Lo);
            hi = Math.Min(hi, reach.Hi);
        }

        bool hasLast = false;
        long end = tailFits ? hi + 1 : hi;
        var stretches = new List<Stretch>(question.Extents.Count);
        foreach (PfnRun extent in question.Extents)
        {
            var stretch = new Stretch(Math.Max(lo, (long)extent.FirstPfn), Math.Min(end, (long)extent.EndPfn));
            if (stretch.Pages > 0)
            {
                stretches.Add(stretch);
                hasLast = tailFits && stretch.End == end;
            }
        }

        return new([.. stretches], hasLast ? hi : -1);
    }

    /// <summary>The same memory without the page that may only be the last one.</summary>
    public FreeMemory WithoutLastOnly()
    {
        if (LastOnlyPfn < 0)
        {
            return this;
        }

        Stretch top = Stretches[^1] with { End = LastOnlyPfn };
        return new(top.Pages > 0 ? [.. Stretches[..^1], top] : Stretches[..^1], -1);
    }
}
