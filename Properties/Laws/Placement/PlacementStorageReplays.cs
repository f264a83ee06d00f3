using DmabufVerify.Properties.Laws.Table;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Placement;

/// <summary>
/// A placement is believed when its storage is looked at: it is free memory, no page twice, enough for the buffer, and the definition of a
/// valid table accepts one for everybody, or one for each, page by page.
/// </summary>
internal static class PlacementStorageReplays
{
    private const ulong MostPages = 4096;

    /// <summary>Not the voter of that name, which may have a planted fault.</summary>
    private static readonly SpecVoter Definition = new();

    public static Law Law { get; } = new(
        "Placement.StorageReplays", "sat(M, S) => storage in M, distinct, valid(t) for each table t over it", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(
        from q in c.Placements
        from voter in c.Voters.All
        let vote = c.Answer(voter, q)
        select vote is { Verdict: Verdict.Sat, Storage: { } storage } ? CheckStorage(q, storage, voter.Name) : LawResult.NotApplicable);

    private static LawResult CheckStorage(PlacementQuestion q, Layout storage, string voter)
    {
        if (storage.Runs.FirstOrDefault(run => !q.Extents.Any(e => Holds(e, run))) is { Pages: > 0 } outside)
        {
            return LawResult.Violated("free memory", "runs within the extents", $"pages {outside.FirstPfn} to {outside.EndPfn - 1}", voter);
        }

        PfnRun[] sorted = [.. storage.Runs.OrderBy(run => run.FirstPfn)];
        if (sorted.Zip(sorted.Skip(1)).FirstOrDefault(pair => pair.First.EndPfn > pair.Second.FirstPfn) is { First.Pages: > 0 } twice)
        {
            return LawResult.Violated("no page twice", "distinct pages", $"page {twice.Second.FirstPfn} twice", voter);
        }

        if (storage.OffsetBytes != 0 || storage.Pages != q.Pages)
        {
            return LawResult.Violated(
                "the buffer's pages", $"{q.Pages} from their first byte", $"{storage.Pages} from {storage.OffsetBytes}", voter);
        }

        if (q.Pages > MostPages)
        {
            return LawResult.NotApplicable;
        }

        var buffer = new PagedBuffer(q.PageSize, storage, q.SizeBytes);
        var pages = new Pages(buffer);
        IEnumerable<ValueList<Judge>> tables =
            q.Mode == SharingMode.Shared && q.Judges.Count > 0 ? [q.Judges] : q.Judges.Select(judge => (ValueList<Judge>)[judge]);
        return LawResult.Worst(
        [
            LawResult.Holds,
            .. tables.Select(judges => CheckTable(pages, judges, voter)),
            .. q.Bouncing.Select(j => CheckAnswer(new BounceQuestion(buffer, j), j.Device, voter)),
            .. q.Joining.Select(j => CheckAnswer(new IommuQuestion(buffer, j.Judge, j.GranuleBytes, Enforcement.Kernel), j.Judge.Device, voter)),
        ]);
    }

    /// <summary>Where copies go, and what the kernel joins, the definition says without a table to look at.</summary>
    private static LawResult CheckAnswer(TableQuestion question, string device, string voter) => Definition.Answer(question) switch
    {
        { Verdict: Verdict.Sat } => LawResult.Holds,
        { Verdict: Verdict.Unknown } => LawResult.Unknown,
        var vote => LawResult.Violated(
            "a table", $"a table for {device}", $"{vote.Refusal?.Limit.FieldName() ?? "nothing"} is in the way", voter),
    };

    private static LawResult CheckTable(Pages pages, ValueList<Judge> judges, string voter)
    {
        PageWalk.Outcome walk = PageWalk.Walk(pages, judges);
        string devices = string.Join(", ", judges.Select(j => j.Device));
        if (walk.StuckAt is { } page)
        {
            return LawResult.Violated("a table", $"a table for {devices}", $"none from page {page} on", voter);
        }

        TableProblem? problem = Validity.FirstProblem(new SegmentTable([.. walk.Segments]), pages, judges, withCount: true);
        return problem is null
            ? LawResult.Holds
            : LawResult.Violated(
                "a table", $"a valid table for {devices}", $"{TableLaws.Describe((ulong)walk.Segments.Count)}: {problem.Fault}", voter);
    }

    private static bool Holds(PfnRun extent, PfnRun run) => extent.FirstPfn <= run.FirstPfn && run.EndPfn <= extent.EndPfn;
}
