using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Optimised;

/// <summary>Specification and optimised implementation give the same answers and the same tables; one conjunct for each operation.</summary>
internal static class OptimisedEqualsSpec
{
    private const ulong MostPages = 1024;

    private const ulong MostPagesForPrefix = 64;

    public static Law Law { get; } = new(
        "Optimised.EqualsSpec", "op(optimised) = op(spec) for answer, table, bounced table, prefix, capacity, join, merge", NeedsSolver: false, Check);

    private static LawResult Check(Case c) =>
        LawResult.Worst([Merged(c), .. c.Question.Parts.Select(part => Answers(c, part)), .. c.Question.Parts.Select(part => Values(c, part))]);

    private static LawResult Merged(Case c) => Compare(
        "merge", c.Voters.Spec.Merge([.. c.Limits]).ToString(), c.Voters.Optimised.Merge([.. c.Limits]).ToString());

    private static LawResult Answers(Case c, TableQuestion part)
    {
        TableVote spec = c.Vote(c.Voters.Spec, part);
        TableVote optimised = c.Vote(c.Voters.Optimised, part);
        if (spec.Verdict == Verdict.Unknown || optimised.Verdict == Verdict.Unknown)
        {
            return LawResult.Unknown;
        }

        return LawResult.Worst(
        [
            Compare("verdict", $"{spec.Verdict}", $"{optimised.Verdict}"),
            Compare("fewest segments", Number(spec.FewestSegments), Number(optimised.FewestSegments)),
            spec.CapacityBytes is null || optimised.CapacityBytes is null
                ? LawResult.NotApplicable
                : Compare("capacity answered", $"{spec.CapacityBytes}", $"{optimised.CapacityBytes}"),
        ]);
    }

    private static LawResult Values(Case c, TableQuestion part) => part switch
    {
        LayoutQuestion q => OverLayout(c, q),
        BounceQuestion q => Bounced(c, q),
        IommuQuestion q => Joined(c, q),
        CapacityQuestion q => LawResult.Worst(q.Judges.Select(j => Capacity(c, q, j))),
        PlacementQuestion => LawResult.NotApplicable,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private static LawResult OverLayout(Case c, LayoutQuestion q)
    {
        if (q.Buffer.UsedPages > MostPages)
        {
            return LawResult.NotApplicable;
        }

        LawResult table = Compare(
            "table",
            Describe(c.Table(c.Voters.Spec, q)),
            Describe(c.Table(c.Voters.Optimised, q)));
        return q.Buffer.UsedPages > MostPagesForPrefix ? table : LawResult.Worst(
        [
            table,
            Compare(
                "longest prefix",
                $"{c.Voters.Spec.LongestPrefixBytes(q.Buffer, q.Judges)}",
                $"{c.Voters.Optimised.LongestPrefixBytes(q.Buffer, q.Judges)}"),
        ]);
    }

    private static LawResult Bounced(Case c, BounceQuestion q) => q.Buffer.UsedPages > MostPages
        ? LawResult.NotApplicable
        : Compare("bounced table", Describe(c.Table(c.Voters.Spec, q)), Describe(c.Table(c.Voters.Optimised, q)));

    private static LawResult Joined(Case c, IommuQuestion q) => KernelJoin.MostEntries(q.Buffer) > Case.MaxSegments
        ? LawResult.NotApplicable
        : Compare(
            "joined table",
            Describe(c.Voters.Spec.JoinedTable(q.Buffer, q.Judge.Limits, q.GranuleBytes, Case.MaxSegments)),
            Describe(c.Voters.Optimised.JoinedTable(q.Buffer, q.Judge.Limits, q.GranuleBytes, Case.MaxSegments)));

    private static LawResult Capacity(Case c, CapacityQuestion q, Judge judge)
    {
        UInt128? spec = c.Voters.Spec.CapacityBytes(q.PageSize, judge);
        UInt128? optimised = c.Voters.Optimised.CapacityBytes(q.PageSize, judge);
        return spec is null || optimised is null ? LawResult.Unknown : Compare("capacity", $"{spec}", $"{optimised}");
    }

    private static LawResult Compare(string conjunct, string spec, string optimised) =>
        spec == optimised ? LawResult.Holds : LawResult.Violated(conjunct, $"spec: {spec}", $"optimised: {optimised}");

    private static string Number(ulong? segments) => segments?.ToString() ?? "none";

    private static string Describe(SegmentTable? table) => table is null
        ? "none"
        : string.Join(", ", table.Segments.Select(Describe));

    private static string Describe(ValueList<BouncedSegment>? table) => table is not { } segments
        ? "none"
        : string.Join(", ", segments.Select(s => Describe(s.OnBus) + (s.CopyOf is { } original ? $" copied from 0x{original:x}" : "")));

    private static string Describe(Segment segment) => $"0x{segment.AddressBytes:x}+{segment.LengthBytes}";
}
