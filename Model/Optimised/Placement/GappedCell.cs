namespace DmabufVerify.Optimised.Placement;

/// <summary>
/// A kind of cell as a table sees it whose cuts may only fall on a gap grid: odd pages before the first allowed place, whole blocks of the
/// grid's step, odd pages behind the last place.
/// </summary>
/// <param name="Pages">Length of the cell.</param>
/// <param name="Head">Pages before the first place; -1 when the cell touches none.</param>
/// <param name="Blocks">Whole steps between the first place and the last.</param>
/// <param name="Tail">Pages behind the last place.</param>
/// <param name="IsTop">Whether this is the one cell that ends with the page that can only be the buffer's last.</param>
internal readonly record struct GappedCell(long Pages, long Head, long Blocks, long Tail, bool IsTop)
{
    /// <summary>Whether a cut may fall somewhere in the cell or at one of its ends.</summary>
    public bool HasPlace => Head >= 0;

    public static GappedCell Of(long start, long pages, PageGrid gap, bool isTop)
    {
        long head = gap.Above(start - 1) - start;
        if (head > pages)
        {
            return new(pages, -1, 0, 0, isTop);
        }

        (long blocks, long tail) = Math.DivRem(pages - head, gap.Step);
        return new(pages, head, blocks, tail, isTop);
    }
}

/// <summary>Where the first and the last segment of a table stand.</summary>
/// <param name="FirstCell">The kind of cell of the first.</param>
/// <param name="LastCell">The kind of cell of the last.</param>
/// <param name="ShareCell">Whether both are in one cell, not only of one kind.</param>
/// <param name="FirstBlocks">Blocks that the first segment touches, next to its cell's head.</param>
/// <param name="LastBlocks">Blocks that the last segment touches, next to its cell's tail.</param>
/// <param name="SharedBlocks">Blocks of one cell that both lie in, the last one in front of the first; then the other two are 0.</param>
/// <param name="Pages">What both cover.</param>
internal readonly record struct TableEnds(
    GappedCell FirstCell, GappedCell LastCell, bool ShareCell, long FirstBlocks, long LastBlocks, long SharedBlocks, long Pages);
