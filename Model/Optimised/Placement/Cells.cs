using System.Collections.Immutable;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Cells that are alike: as long, and as far from the next place where a cut is allowed.</summary>
/// <param name="Start">First page of one of them.</param>
/// <param name="Pages">Length of each.</param>
/// <param name="Times">How many there are.</param>
internal readonly record struct CellKind(long Start, long Pages, long Times);

/// <summary>
/// Memory falls into cells: the parts of its stretches between the window edges of all judges. A segment lies in one cell, and two
/// judges whose windows do not nest leave the cells of their common refinement.
/// </summary>
internal static class Cells
{
    /// <summary>Kinds of cells. Costs one step for each stretch and window grid, however many cells there are.</summary>
    public static List<CellKind> Count(ReadOnlySpan<Stretch> memory, JointCuts cuts)
    {
        var cells = new List<CellKind>(3 * memory.Length);
        foreach (Stretch stretch in memory)
        {
            if (stretch.Pages > 0)
            {
                cells.Add(new(stretch.Start, stretch.Pages, 1));
            }
        }

        ImmutableArray<PageGrid> windows = cuts.Windows;
        for (int level = 0; level < windows.Length; level++)
        {
            var parts = new List<CellKind>(3 * cells.Count);
            foreach (CellKind cell in cells)
            {
                Split(cell, windows[level], cuts.Gap, parts);
            }

            // Without this, parts would triple with each window grid. Smaller windows see only where a part lies modulo their step.
            cells = level + 1 < windows.Length ? Joined(parts, windows[level + 1].Step, cuts.Gap) : parts;
        }

        return cells;
    }

    /// <summary>The cell that starts at a page.</summary>
    public static Stretch At(long start, long stretchEnd, JointCuts cuts)
    {
        long end = stretchEnd;
        foreach (PageGrid window in cuts.Windows)
        {
            end = Math.Min(end, window.Above(start));
        }

        return new(start, end);
    }

    private static void Split(CellKind cell, PageGrid window, PageGrid gap, List<CellKind> parts)
    {
        long first = window.Above(cell.Start) - cell.Start;
        if (cell.Pages <= first)
        {
            parts.Add(cell);
            return;
        }

        parts.Add(cell with { Pages = first });
        (long whole, long rest) = Math.DivRem(cell.Pages - first, window.Step);
        long edge = cell.Start + first;
        if (whole > 0)
        {
            AddWhole(new(edge, window.Step, whole), cell.Times, gap, parts);
        }

        if (rest > 0)
        {
            parts.Add(new(edge + (whole * window.Step), rest, cell.Times));
        }
    }

    /// <summary>
    /// Adds windows in a row. They are alike unless the gap's step is the longer one: then those that touch a place for a cut
    /// differ from the rest, and a window that ends there from one that begins there.
    /// </summary>
    private static void AddWhole(CellKind row, long times, PageGrid gap, List<CellKind> parts)
    {
        long step = row.Pages;
        if (gap.Step <= step)
        {
            parts.Add(row with { Times = row.Times * times });
            return;
        }

        long period = gap.Step / step;
        long place = gap.Above(row.Start - 1);
        long holds = (place - row.Start) / step;
        long left = row.Times;
        AddEvery(holds);
        if (place == row.Start + (holds * step))
        {
            AddEvery((holds + period - 1) & (period - 1));
        }

        if (left > 0)
        {
            // Of three windows in a row at most two touch a place, and of what lies beyond them only the length counts.
            long other = 0;
            while (gap.Above(row.Start + (other * step) - 1) <= row.Start + ((other + 1) * step))
            {
                other++;
            }

            parts.Add(new(row.Start + (other * step), step, left * times));
        }

        void AddEvery(long index)
        {
            if (index < row.Times)
            {
                long count = ((row.Times - 1 - index) / period) + 1;
                parts.Add(new(row.Start + (index * step), step, count * times));
                left -= count;
            }
        }
    }

    private static List<CellKind> Joined(List<CellKind> parts, long nextStep, PageGrid gap)
    {
        var kinds = new Dictionary<(long Phase, long Head, long Pages), CellKind>();
        foreach (CellKind part in parts)
        {
            long head = gap.Above(part.Start - 1) - part.Start;
            var key = (part.Start & (nextStep - 1), head <= part.Pages ? head : -1, part.Pages);
            kinds[key] = kinds.TryGetValue(key, out CellKind known) ? known with { Times = known.Times + part.Times } : part;
        }

        return [.. kinds.Values];
    }
}
