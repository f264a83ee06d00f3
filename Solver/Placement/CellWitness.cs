using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>Storage from numbers of pieces.</summary>
internal static class CellWitness
{
    /// <summary>Storage of more runs is not listed.</summary>
    private const int MostListed = 1 << 16;

    /// <summary>
    /// So many pieces of each size, the lowest of their size, in ascending order; behind the buffer's last page the rest is left out.
    /// <see langword="null"/> for too many runs.
    /// </summary>
    /// <exception cref="WitnessException">The pieces do not hold the buffer, which is a bug.</exception>
    public static IReadOnlyList<PfnRun>? Of(
        FreeMemory memory, IReadOnlyList<Cells> cells, ulong longest, Dictionary<ulong, ulong> pieces)
    {
        List<PfnRun> runs = [];
        foreach (Cells group in cells)
        {
            (ulong wholes, ulong rest) = (group.Pages / longest, group.Pages % longest);
            ulong filled = group.Stride == group.Pages ? Filled(pieces, longest, group) : 0;
            Append(runs, group.FirstPfn, filled * group.Pages);
            for (ulong i = filled; i < group.HowMany && Left(pieces, longest, wholes) + Left(pieces, rest, 1) > 0; i++)
            {
                ulong start = group.FirstPfn + (i * group.Stride);
                ulong whole = Take(pieces, longest, wholes);
                ulong last = Take(pieces, rest, 1);
                Append(runs, start, whole * longest);
                Append(runs, start + (group.Pages - rest), last * rest);
                if (runs.Count > MostListed)
                {
                    return null;
                }
            }
        }

        return Cut(runs, memory.Needed);
    }

    /// <summary>The first so many pages of some runs.</summary>
    /// <exception cref="WitnessException">There are fewer, which is a bug.</exception>
    public static IReadOnlyList<PfnRun> Cut(IReadOnlyList<PfnRun> runs, ulong pages)
    {
        List<PfnRun> cut = [];
        foreach (PfnRun run in runs)
        {
            ulong taken = Math.Min(run.Pages, pages);
            pages -= taken;
            Append(cut, run.FirstPfn, taken);
        }

        return pages == 0 ? cut : throw new WitnessException($"{pages} pages have no place");
    }

    /// <summary>Takes all pieces of as many cells as there are pieces for: cells that touch are one run, however many they are.</summary>
    private static ulong Filled(Dictionary<ulong, ulong> pieces, ulong longest, Cells group)
    {
        (ulong wholes, ulong rest) = (group.Pages / longest, group.Pages % longest);
        ulong filled = group.HowMany;
        filled = wholes == 0 ? filled : Math.Min(filled, pieces[longest] / wholes);
        filled = rest == 0 ? filled : Math.Min(filled, pieces[rest]);
        Take(pieces, longest, filled * wholes);
        Take(pieces, rest, rest == 0 ? 0 : filled);
        return filled;
    }

    /// <summary>Pieces of a size that are left, at most so many.</summary>
    private static ulong Left(Dictionary<ulong, ulong> pieces, ulong size, ulong most) =>
        size == 0 || most == 0 ? 0 : Math.Min(pieces[size], most);

    private static ulong Take(Dictionary<ulong, ulong> pieces, ulong size, ulong most)
    {
        ulong taken = Left(pieces, size, most);
        if (taken > 0)
        {
            pieces[size] -= taken;
        }

        return taken;
    }

    private static void Append(List<PfnRun> runs, ulong first, ulong pages)
    {
        if (pages == 0)
        {
            return;
        }

        if (runs is [.., var before] && before.EndPfn == first)
        {
            runs[^1] = before with { Pages = before.Pages + pages };
        }
        else
        {
            runs.Add(new PfnRun(first, pages));
        }
    }
}
