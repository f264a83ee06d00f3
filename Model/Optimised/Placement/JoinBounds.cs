using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>What no storage within some memory can get for a device behind an IOMMU, whatever the others ask for.</summary>
internal static class JoinBounds
{
    /// <summary>What the device is asked over storage.</summary>
    public static IommuQuestion Over(PagedBuffer buffer, JoiningJudge device) =>
        new(buffer, device.Judge, device.GranuleBytes, Enforcement.Kernel);

    /// <summary>
    /// The range of device addresses is out of reach, which depends on its length alone; or the segments are sure to be too many.
    /// </summary>
    public static Refusal? Refused(PlacementQuestion question, JoiningJudge device)
    {
        var onePiece = new Layout(0, [new PfnRun(0, question.Pages)]);
        IommuQuestion easiest = Over(new PagedBuffer(question.PageSize, onePiece, question.SizeBytes), device);
        if (IommuRules.OutOfReach(easiest) is { } outOfReach)
        {
            return outOfReach;
        }

        ulong fewest = FewestSegments(question, device.Judge.Limits);
        ulong most = device.Judge.Limits.MaxSegmentCount;
        return fewest <= most ? null : new(device.Judge.Device, LimitKind.MaxSegmentCount, most, fewest, null);
    }

    /// <summary>
    /// Entries no longer than size and window are joined within both, since one that would cross a window's edge is moved behind it. With longer
    /// ones all bets are off: behind them the kernel's room wraps, and one segment may hold 4 GiB.
    /// </summary>
    private static ulong FewestSegments(PlacementQuestion question, ResolvedLimits limits)
    {
        PageSize pageSize = question.PageSize;
        ulong size = Math.Min(limits.MaxSegmentSizeBytes, uint.MaxValue);
        ulong most = Math.Min(pageSize.WholePages(size), pageSize.WindowPages(limits.SegmentBoundaryMask));
        var memory = FreeMemory.Of(question, question.Judges.AsSpan());
        if (memory.Stretches.Any(stretch => (ulong)stretch.Pages > most))
        {
            return 1;
        }

        // All but the last segment are whole pages; the last may end with the size, inside a page.
        ulong longest = most == pageSize.WholePages(size) ? size : most << pageSize.Shift;
        return question.SizeBytes <= longest ? 1 : 2 + ((question.SizeBytes - longest - 1) / (most << pageSize.Shift));
    }
}
