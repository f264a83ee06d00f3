using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>
/// What the judges of one table ask of its cuts, put together in physical pages. Reach and count are not part of it.
/// </summary>
internal sealed class JointCuts
{
    private JointCuts(long maxPages, ImmutableArray<PageGrid> windows, PageGrid gap)
    {
        MaxPages = maxPages;
        Windows = windows;
        Gap = gap;
    }

    /// <summary>Pages of the longest segment; at least 1.</summary>
    public long MaxPages { get; }

    /// <summary>
    /// Edges that no segment crosses, largest step first. Judges whose edges are among another's are left out, so there is more than
    /// one only where bus offsets differ by less than a window.
    /// </summary>
    public ImmutableArray<PageGrid> Windows { get; }

    /// <summary>Where a segment may end and the next one start.</summary>
    public PageGrid Gap { get; }

    /// <summary>Puts judges together; O(n^2) in judges whose windows are incompatible, O(n) otherwise.</summary>
    public static JointCuts Of(PageSize pageSize, ReadOnlySpan<Judge> judges)
    {
        long maxPages = long.MaxValue;
        PageGrid gap = PageGrid.Everywhere;
        var windows = ImmutableArray.CreateBuilder<PageGrid>();
        foreach (Judge judge in judges)
        {
            maxPages = Math.Min(maxPages, (long)pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes));
            gap = gap.Intersect(GapOf(pageSize, judge));
            AddWindow(windows, pageSize, judge);
        }

        windows.Sort((a, b) => b.Step.CompareTo(a.Step));
        return new(maxPages, windows.ToImmutable(), gap);
    }

    /// <summary>Where one judge lets a cut fall.</summary>
    public static PageGrid GapOf(PageSize pageSize, Judge judge) =>
        PageGrid.Of(pageSize.WindowPages(judge.Limits.VirtBoundaryMask), judge.BusOffsetBytes >> pageSize.Shift);

    private static void AddWindow(ImmutableArray<PageGrid>.Builder windows, PageSize pageSize, Judge judge)
    {
        ulong pages = pageSize.WindowPages(judge.Limits.SegmentBoundaryMask);
        if (pages > pageSize.WholePages(ulong.MaxValue))
        {
            return; // One window holds the whole 64-bit bus: its edges are where reach ends anyway.
        }

        PageGrid window = PageGrid.Of(pages, judge.BusOffsetBytes >> pageSize.Shift);
        foreach (PageGrid other in windows)
        {
            if (window.IsWithin(other))
            {
                return;
            }
        }

        windows.RemoveAll(other => other.IsWithin(window));
        windows.Add(window);
    }
}
