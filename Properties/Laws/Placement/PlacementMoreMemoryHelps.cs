using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>
/// Free memory that is added takes no placement away, wherever it lies: below what there is, above it, as a longer extent. Read the
/// other way, what cannot be placed cannot be placed in part of the memory.
/// </summary>
internal static class PlacementMoreMemoryHelps
{
    public static Law Law { get; } = new(
        "Placement.MoreMemoryHelps", "M <= M' => sat(M, S) => sat(M', S)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(
        from q in c.Placements
        from rules in c.Voters.Rules
        select c.Vote(rules, q).Verdict switch
        {
            Verdict.Sat => Compare(q, rules, More(q), Verdict.Sat),
            Verdict.Unsat => Compare(q, rules, Less(q), Verdict.Unsat),
            _ => LawResult.Unknown,
        });

    private static LawResult Compare(
        PlacementQuestion q, IRules rules, IEnumerable<(string Name, ValueList<PfnRun> Extents)> memories, Verdict expected) =>
        LawResult.Worst(memories.Select(memory =>
        {
            Verdict verdict = rules.Answer(q with { Extents = memory.Extents }).Verdict;
            return verdict == Verdict.Unknown ? LawResult.Unknown
                : verdict == expected ? LawResult.Holds
                : LawResult.Violated(memory.Name, $"{expected}", $"{verdict}", rules.Name);
        }));

    private static IEnumerable<(string Name, ValueList<PfnRun> Extents)> More(PlacementQuestion q)
    {
        PfnRun lowest = q.Extents[0];
        PfnRun highest = q.Extents[^1];
        ulong end = Math.Min(PfnRun.MaxEndPfn, 1UL << (64 - q.PageSize.Shift));
        if (lowest.FirstPfn > 1)
        {
            // n / 2 - 1 is less than n - 1: the page does not adjoin the extent.
            yield return ("with a page below", [new PfnRun((lowest.FirstPfn / 2) - 1, 1), .. q.Extents]);
        }

        if (highest.EndPfn + 2 <= end)
        {
            yield return ("with a page above", [.. q.Extents, new PfnRun(highest.EndPfn + 1, 1)]);
        }

        if (highest.EndPfn < end)
        {
            yield return ("with a longer extent", [.. q.Extents.SkipLast(1), highest with { Pages = highest.Pages + 1 }]);
        }
    }

    /// <summary>Without one extent each, the first ones at most; without each one's last page.</summary>
    private static IEnumerable<(string Name, ValueList<PfnRun> Extents)> Less(PlacementQuestion q)
    {
        foreach (int i in Enumerable.Range(0, Math.Min(q.Extents.Count, 4)))
        {
            yield return ("without an extent", [.. q.Extents.Take(i), .. q.Extents.Skip(i + 1)]);
            if (q.Extents[i].Pages > 1)
            {
                PfnRun shorter = q.Extents[i] with { Pages = q.Extents[i].Pages - 1 };
                yield return ("with a shorter extent", [.. q.Extents.Take(i), shorter, .. q.Extents.Skip(i + 1)]);
            }
        }
    }
}
