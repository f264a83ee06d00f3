using DmabufVerify.Optimised;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Optimised;

/// <summary>
/// The vectorised pass over an array of page frames cuts where the specification's walk cuts: the same number, the same segments.
/// For one judge without a gap mask, reach set aside: the pass knows neither.
/// </summary>
internal static class OptimisedPagesEqualRuns
{
    private const ulong MostPages = 1024;

    public static Law Law { get; } = new(
        "Optimised.PagesEqualRuns", "count(pfns) = |walk(b)|; emit(pfns) = walk(b)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Layouts.SelectMany(q => q.Judges.Select(j => CheckJudge(q.Buffer, j))));

    private static LawResult CheckJudge(PagedBuffer buffer, Judge judge)
    {
        PageSize pageSize = buffer.PageSize;
        if (buffer.UsedPages > MostPages || judge.Limits.VirtBoundaryMask >= pageSize.Bytes)
        {
            return LawResult.NotApplicable;
        }

        // On whole pages with nothing out of reach the walk's segments are the pass's, page for page.
        var whole = buffer with
        {
            Layout = buffer.Layout with { OffsetBytes = 0 },
            SizeBytes = buffer.UsedPages << pageSize.Shift,
        };
        PageWalk.Outcome walk = PageWalk.Walk(new Pages(whole), [judge with { Limits = judge.Limits.Without(LimitKind.AddressMask) }]);
        if (walk.StuckAt is not null)
        {
            return LawResult.NotApplicable;
        }

        ulong window = pageSize.WindowPages(judge.Limits.SegmentBoundaryMask);
        long phase = (judge.BusOffsetBytes / (long)pageSize.Bytes) % (long)window;
        var rule = new CutRule(
            pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes), window, (ulong)(phase < 0 ? phase + (long)window : phase));
        return Compare(PageFrames(whole), rule, pageSize, walk.Segments);
    }

    private static ulong[] PageFrames(PagedBuffer buffer) =>
    [
        .. buffer.Layout.Runs
            .SelectMany(run => Enumerable.Range(0, (int)Math.Min(run.Pages, MostPages)).Select(i => run.FirstPfn + (ulong)i))
            .Take((int)buffer.UsedPages),
    ];

    private static LawResult Compare(ulong[] pfns, CutRule rule, PageSize pageSize, IReadOnlyList<Segment> walked)
    {
        ulong counted = PfnSegmenter.Count(pfns, rule);
        if (counted != (ulong)walked.Count)
        {
            return LawResult.Violated("count", $"{walked.Count} segments", $"{counted}");
        }

        ulong[] first = new ulong[pfns.Length + PfnSegmenter.SpareEntries];
        uint[] pages = new uint[first.Length];
        int emitted = PfnSegmenter.Emit(pfns, rule, first, pages);
        IEnumerable<Segment> segments = Enumerable.Range(0, emitted)
            .Select(i => new Segment(first[i] << pageSize.Shift, (ulong)pages[i] << pageSize.Shift));
        return segments.SequenceEqual(walked)
            ? LawResult.Holds
            : LawResult.Violated("segments", string.Join(", ", walked), string.Join(", ", segments));
    }
}
