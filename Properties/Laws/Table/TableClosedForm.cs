using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>
/// For storage in one run and one judge without a gap mask: the windows cut the run, and each piece of n pages needs
/// ceil(n / m) segments. Written as one sum here, over window numbers, so that neither implementation's way of getting there is shared.
/// </summary>
internal static class TableClosedForm
{
    private const long MostWindows = 4096;

    public static Law Law { get; } = new(
        "Table.ClosedForm", "one run: fewest = sum over windows w of ceil(|run in w| / m)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Layouts.Select(q =>
        q is { Buffer.Layout.Runs.Count: 1, Judges: [var judge] } && judge.Limits.VirtBoundaryMask < q.Buffer.PageSize.Bytes
            ? CheckOneRun(c, q, judge)
            : LawResult.NotApplicable));

    private static LawResult CheckOneRun(Case c, LayoutQuestion q, Judge judge)
    {
        PageSize pageSize = q.Buffer.PageSize;
        long first = (long)q.Buffer.Layout.Runs[0].FirstPfn - (judge.BusOffsetBytes / (long)pageSize.Bytes);
        long end = first + (long)q.Buffer.UsedPages;
        long window = (long)pageSize.WindowPages(judge.Limits.SegmentBoundaryMask);
        if (first < 0 || ((end - 1) / window) - (first / window) > MostWindows)
        {
            return LawResult.NotApplicable;
        }

        ulong most = pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes);
        ulong sum = 0;
        for (long w = first / window; w * window < end; w++)
        {
            ulong pages = (ulong)(Math.Min(end, (w + 1) * window) - Math.Max(first, w * window));
            sum += (pages / most) + (pages % most == 0 ? 0UL : 1);
        }

        return LawResult.Worst(c.Voters.Rules.Select(rules => c.Vote(rules, q).FewestSegments switch
        {
            null => LawResult.NotApplicable,
            ulong fewest when fewest == sum => LawResult.Holds,
            ulong fewest => LawResult.Violated("the sum over windows", $"{sum}", $"{fewest}", rules.Name),
        }));
    }
}
