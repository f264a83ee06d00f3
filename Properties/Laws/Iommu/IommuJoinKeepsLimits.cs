using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Iommu;

/// <summary>
/// The kernel's join respects size and boundary as long as every run does: it only ever joins (drivers/iommu/dma-iommu.c,
/// __finalise_sg). What happens when a run does not is a claim, not a law.
/// </summary>
internal static class IommuJoinKeepsLimits
{
    private const int MostRuns = 256;

    public static Law Law { get; } = new(
        "Iommu.JoinKeepsLimits", "every run within size and boundary => every joined segment is", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(
        c.Question.Parts.OfType<IommuQuestion>().Select(q => EveryRunFits(q)
            ? LawResult.Worst(c.Voters.Rules.Select(rules => CheckJoined(q, rules)))
            : LawResult.NotApplicable));

    private static bool EveryRunFits(IommuQuestion q)
    {
        ulong pages = Math.Min(
            q.Buffer.PageSize.WholePages(Math.Min(q.Judge.Limits.MaxSegmentSizeBytes, uint.MaxValue)),
            q.Buffer.PageSize.WindowPages(q.Judge.Limits.SegmentBoundaryMask));
        ulong longest = 0;
        ulong current = 0;
        PfnRun previous = default;
        foreach (PfnRun run in q.Buffer.Layout.Runs)
        {
            current = run.FirstPfn == previous.EndPfn ? current + run.Pages : run.Pages;
            longest = Math.Max(longest, current);
            previous = run;
        }

        return longest <= pages && q.Buffer.Layout.Runs.Count <= MostRuns;
    }

    private static LawResult CheckJoined(IommuQuestion q, IRules rules)
    {
        ulong mask = q.Judge.Limits.SegmentBoundaryMask;
        foreach (Segment segment in rules.JoinedTable(q.Buffer, q.Judge.Limits, q.GranuleBytes, MostRuns).Segments)
        {
            if (segment.LengthBytes > q.Judge.Limits.MaxSegmentSizeBytes)
            {
                return LawResult.Violated(
                    "size", $"at most {q.Judge.Limits.MaxSegmentSizeBytes} bytes", $"{segment.LengthBytes}", rules.Name);
            }

            if ((segment.AddressBytes & ~mask) != (segment.LastByte & ~mask))
            {
                return LawResult.Violated(
                    "boundary", $"no multiple of 0x{mask:x} + 1 inside", $"0x{segment.AddressBytes:x}+{segment.LengthBytes}", rules.Name);
            }
        }

        return LawResult.Holds;
    }
}
