using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Capacity;

/// <summary>
/// A buffer that has a table is not larger than count x size, the inequality that the RFC lacked (thread D7.3, D10.1, F8). Whole pages
/// count, and the product is exact (F10). The converse is false: boundaries, page rounding and breaks each defeat it.
/// </summary>
internal static class CapacityCountTimesSize
{
    public static Law Law { get; } = new(
        "Capacity.CountTimesSizeIsNecessary", "sat(b, L) => |b| <= L.count * floor(L.size / P) * P", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.SelectMany(part => part switch
    {
        LayoutQuestion q => q.Judges.Select(j => CheckJudge(c, part, q.Buffer.PageSize, q.Buffer.SizeBytes, j)),
        CapacityQuestion q => q.Judges.Select(j => CheckJudge(c, part, q.PageSize, q.SizeBytes, j)),
        BounceQuestion q => [CheckJudge(c, part, q.Buffer.PageSize, q.Buffer.SizeBytes, q.Judge.Direct)],
        PlacementQuestion q => q.Judges.Concat(q.Bouncing.Select(b => b.Direct)).Select(j => CheckJudge(c, part, q.PageSize, q.SizeBytes, j)),
        IommuQuestion { Enforcement: Enforcement.Strict } q =>
            [CheckJudge(c, part, q.Buffer.PageSize, q.Buffer.SizeBytes, q.Judge)],
        _ => [LawResult.NotApplicable],
    }));

    private static LawResult CheckJudge(Case c, TableQuestion part, PageSize pageSize, ulong sizeBytes, Judge judge)
    {
        UInt128 segment = (UInt128)pageSize.WholePages(judge.Limits.MaxSegmentSizeBytes) * pageSize.Bytes;
        UInt128 product = segment * judge.Limits.MaxSegmentCount;
        return LawResult.Worst(c.Voters.Rules.Select(rules =>
            c.Vote(rules, part).Verdict != Verdict.Sat ? LawResult.NotApplicable
            : sizeBytes <= product ? LawResult.Holds
            : LawResult.Violated("count x size", $"at most {product} bytes for {judge.Device}", $"{sizeBytes} bytes", rules.Name)));
    }
}
