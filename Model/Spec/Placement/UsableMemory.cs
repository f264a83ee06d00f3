using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>The pages of the extents that a buffer can use at all.</summary>
internal static class UsableMemory
{
    /// <summary>
    /// The pages within reach of everybody who has to reach all of the storage, in ascending runs. The highest of them may be reached only as far
    /// as the buffer's last byte goes, and is then of use as the buffer's last page; all below it are reached to their ends.
    /// </summary>
    public static ValueList<PfnRun> Of(PlacementQuestion question) => WithinReachOf(question, WhoMustReach(question));

    /// <summary>Likewise, of everybody who is mapped directly: over such storage nothing is copied.</summary>
    public static ValueList<PfnRun> WithoutCopies(PlacementQuestion question) => WithinReachOf(question, Direct(question));

    /// <summary>Those whose reach is a limit of the storage: who must not bounce, and who has nothing to bounce with.</summary>
    public static IEnumerable<Judge> WhoMustReach(PlacementQuestion question) =>
        question.Judges.Concat(question.Bouncing.Where(b => !BouncedTable.CanCopy(b, question.PageSize)).Select(b => b.Direct));

    /// <summary>Everybody whose segments are those of the storage: who must not bounce, and who may.</summary>
    public static IEnumerable<Judge> Direct(PlacementQuestion question) => question.Judges.Concat(question.Bouncing.Select(b => b.Direct));

    /// <summary>Pages of the extents that one judge reaches.</summary>
    public static UInt128 PagesFor(PlacementQuestion question, Judge judge) => Sum(WithinReach(question, question.Extents, judge));

    /// <summary>Pages of runs; all of memory may be more than 64 bits hold.</summary>
    public static UInt128 Sum(IEnumerable<PfnRun> runs) => runs.Aggregate((UInt128)0, (sum, run) => sum + run.Pages);

    /// <summary>Whether a judge reaches every byte of these pages.</summary>
    public static bool ReachesAll(PageSize pageSize, ValueList<PfnRun> runs, Judge judge) => runs.All(run =>
        ((Int128)run.FirstPfn * pageSize.Bytes) - judge.BusOffsetBytes >= 0
        && ((Int128)run.EndPfn * pageSize.Bytes) - judge.BusOffsetBytes - 1 <= judge.Limits.AddressMask);

    private static ValueList<PfnRun> WithinReachOf(PlacementQuestion question, IEnumerable<Judge> judges) =>
        [.. judges.Aggregate((IEnumerable<PfnRun>)question.Extents, (runs, judge) => WithinReach(question, runs, judge))];

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
