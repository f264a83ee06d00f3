namespace DmabufVerify.Optimised;

/// <summary>
/// The page frames that are congruent to <paramref name="Phase"/> modulo <paramref name="Step"/>: the edges of one device's boundary
/// windows, or the only places its gap mask lets a cut fall, seen in physical pages.
/// </summary>
/// <param name="Step">Pages, a power of two.</param>
/// <param name="Phase">Pages, 0 to step - 1: the device's bus offset modulo the step.</param>
internal readonly record struct PageGrid(long Step, long Phase)
{
    /// <summary>Every page frame.</summary>
    public static PageGrid Everywhere { get; } = new(1, 0);

    /// <summary>No page frame at all: its only points lie far outside the 2^52 that exist.</summary>
    public static PageGrid Nowhere { get; } = new(1L << 62, 1L << 61);

    /// <summary>Points of a device that counts from its own bus address zero.</summary>
    public static PageGrid Of(ulong stepPages, long busOffsetPages) =>
        new((long)stepPages, busOffsetPages & ((long)stepPages - 1));

    public bool Contains(long pfn) => ((pfn - Phase) & (Step - 1)) == 0;

    /// <summary>The last point at or below a page frame; negative when there is none.</summary>
    public long AtOrBelow(long pfn) => pfn - ((pfn - Phase) & (Step - 1));

    /// <summary>The first point above a page frame.</summary>
    public long Above(long pfn) => AtOrBelow(pfn) + Step;

    /// <summary>Whether every point of this grid is one of <paramref name="other"/>.</summary>
    public bool IsWithin(PageGrid other) => other.Step <= Step && other.Contains(Phase);

    /// <summary>Points of both. Two grids of power-of-two steps are nested or share nothing.</summary>
    public PageGrid Intersect(PageGrid other) =>
        IsWithin(other) ? this : other.IsWithin(this) ? other : Nowhere;
}
