using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>The pages of the extents that a buffer can use at all.</summary>
internal static class UsableMemory
{
    /// <summary>
    /// The pages within everybody's reach, in ascending runs. The highest of them may be reached only as far as the buffer's last byte goes,
    /// and is then of use as the buffer's last page; all below it are reached to their ends.
    /// </summary>
    public static ValueList<PfnRun> Of(PlacementQuestion question)
    {
        IEnumerable<PfnRun> usable = question.Extents;
        foreach (Judge judge in question.Judges)
        {
            usable = WithinReach(question, usable, judge);
        }

        return [.. usable];
    }

    /// <summary>Pages of the extents that one judge reaches.</summary>
    public static UInt128 PagesFor(PlacementQuestion question, Judge judge) => Sum(WithinReach(question, question.Extents, judge));

    /// <summary>Pages of runs; all of memory may be more than 64 bits hold.</summary>
    public static UInt128 Sum(IEnumerable<PfnRun> runs) => runs.Aggregate((UInt128)0, (sum, run) => sum + run.Pages);

    private static IEnumerable<PfnRun> WithinReach(PlacementQuestion question, IEnumerable<PfnRun> runs, Judge judge)
    {
        if (Reach.OnBus(question.PageSize, judge) is not { } reach)
        {
            return [];
        }

        Int128 page = question.PageSize.Bytes;
        Int128 tail = question.SizeBytes - ((Int128)(question.Pages - 1) * page);
        Int128 start = ((Int128)reach.Start + judge.BusOffsetBytes) / page;
        Int128 end = ((Int128)reach.End + judge.BusOffsetBytes - tail + page) / page;
        return from run in runs
               let first = Int128.Max(run.FirstPfn, start)
               let pages = Int128.Min(run.EndPfn, end) - first
               where pages > 0
               select new PfnRun((ulong)first, (ulong)pages);
    }
}
