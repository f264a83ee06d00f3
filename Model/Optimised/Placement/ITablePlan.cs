namespace DmabufVerify.Optimised.Placement;

/// <summary>The most that one table can cover, and how.</summary>
internal interface ITablePlan
{
    /// <summary>Cells that are looked at to lay out storage. Counting needs no such end, but a layout names its runs one by one.</summary>
    const long MostCellsWalked = 1 << 20;

    /// <summary>Pages that the best table covers.</summary>
    long Pages { get; }

    /// <summary>
    /// Storage of so many pages, in the buffer's order; at most <see cref="Pages"/>. <see langword="null"/> where it would take a walk
    /// over more than <see cref="MostCellsWalked"/> cells.
    /// </summary>
    List<Stretch>? Storage(long pages);
}
