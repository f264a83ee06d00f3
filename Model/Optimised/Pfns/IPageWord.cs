namespace DmabufVerify.Optimised;

/// <summary>
/// Work on 64 consecutive entries of a PFN array, in one vector width. Implementations are inlined into the loops: a call there,
/// even one never made, would spill every vector register.
/// </summary>
internal unsafe interface IPageWord
{
    /// <summary>
    /// Bit i is set where entry i does not continue entry i - 1 or starts a window. Reads entries -1 to 63.
    /// </summary>
    ulong Breaks(ulong* pfns);

    /// <summary>
    /// Appends the entries whose bit is set in <paramref name="starts"/>, which is not 0. Writes up to 64 entries of both columns,
    /// one before the ends included.
    /// </summary>
    /// <param name="pfns">The 64 entries.</param>
    /// <param name="starts">The entries at which a segment starts.</param>
    /// <param name="sinceStart">Pages of the segment that is open before the first entry.</param>
    /// <param name="firstPfns">End of the first column.</param>
    /// <param name="pages">End of the second; the entry before it is the open segment's.</param>
    void Append(ulong* pfns, ulong starts, uint sinceStart, ulong* firstPfns, uint* pages);
}
