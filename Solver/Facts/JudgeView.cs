using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>A judge's limits in pages of its own bus addresses. Those may be negative, so they have more than 64 bits.</summary>
/// <param name="Index">Position in the question; makes names unique.</param>
/// <param name="Judge">Whose view.</param>
/// <param name="PageSize">Unit.</param>
internal sealed record JudgeView(int Index, Judge Judge, PageSize PageSize)
{
    /// <summary>Pages a segment may span at most.</summary>
    public ulong MaxPages { get; } = PageSize.WholePages(Judge.Limits.MaxSegmentSizeBytes);

    /// <summary>Pages of a window that no segment may leave.</summary>
    public ulong WindowPages { get; } = PageSize.WindowPages(Judge.Limits.SegmentBoundaryMask);

    /// <summary>Inner cuts fall on multiples of so many pages; 1 asks for nothing.</summary>
    public ulong GapPages { get; } = PageSize.WindowPages(Judge.Limits.VirtBoundaryMask);

    /// <summary>Bus page = page frame - this.</summary>
    public long OffsetPages { get; } = Judge.BusOffsetBytes >> PageSize.Shift;

    /// <summary>Whether every byte is taken to be within reach, as where copies stand in for those that are not.</summary>
    public bool SetsReachAside { get; init; }

    /// <summary>One view for each judge.</summary>
    public static JudgeView[] Of(ValueList<Judge> judges, PageSize pageSize) =>
        [.. judges.Select((judge, index) => new JudgeView(index, judge, pageSize))];

    /// <summary>Whether a window begins at this page frame.</summary>
    public bool IsWindowEdge(ulong pfn) => IsMultiple(pfn, WindowPages);

    /// <summary>Whether the gap rule lets one segment end, or another start, where this page frame begins.</summary>
    public bool IsGapMultiple(ulong pfn) => IsMultiple(pfn, GapPages);

    private bool IsMultiple(ulong pfn, ulong pages) => ((Int128)pfn - OffsetPages) % (Int128)pages == 0;
}
