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
            ulong rest = group.Pages % longest;
            if (rest == 0 && group.Stride == group.Pages)
            {
                // The cells touch, and so do the pieces in them.
                ulong taken = Math.Min(pieces[longest], group.Pages / longest * group.HowMany);
                pieces[longest] -= taken;
                Append(runs, group.FirstPfn, taken * longest);
                continue;
            }

            for (ulong i = 0; i < group.HowMany && Left(pieces, longest, group.Pages) + Left(pieces, rest, group.Pages) > 0; i++)
            {
                ulong start = group.FirstPfn + (i * group.Stride);
                ulong whole = Math.Min(Left(pieces, longest, group.Pages), group.Pages / longest);
                Take(pieces, longest, whole);
                ulong last = Math.Min(Left(pieces, rest, group.Pages), 1);
                Take(pieces, rest, last);
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

    private static ulong Left(Dictionary<ulong, ulong> pieces, ulong size, ulong cell) =>
        size == 0 || size > cell ? 0 : pieces[size];

    private static void Take(Dictionary<ulong, ulong> pieces, ulong size, ulong howMany)
    {
        if (howMany > 0)
        {
            pieces[size] -= howMany;
        }
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
