using DmabufVerify.Vocabulary;
using Microsoft.Z3;

namespace DmabufVerify.Solving;

/// <summary>Rules that read the same whatever describes the cuts.</summary>
internal static class CommonRules
{
    /// <summary>Reach: the device address of every used byte is in [0, mask] (dma_capable compares; it tests no bits).</summary>
    public static void AskReach(SolverScope scope, LimitTracker tracker, Storage storage, IEnumerable<JudgeView> judges)
    {
        foreach (IGrouping<(long, ulong), JudgeView> alike in
            judges.Where(j => !j.SetsReachAside).GroupBy(j => (j.Judge.BusOffsetBytes, j.Judge.Limits.AddressMask)))
        {
            (long offsetBytes, ulong mask) = alike.Key;
            List<BoolExpr> demands = [];
            for (int run = 0; run < storage.Runs.Count; run++)
            {
                IntExpr first = scope.Session.Number((Int128)storage.FirstByte(run) - offsetBytes);
                IntExpr last = scope.Session.Number((Int128)storage.LastByte(run) - offsetBytes);
                demands.Add(scope.Le(scope.Session.Number(0), first));
                demands.Add(scope.Le(last, scope.Session.Number(mask)));
            }

            tracker.Ask(alike, LimitKind.AddressMask, demands);
        }
    }

    /// <summary>Count: at most so many segments.</summary>
    public static void AskCount(
        SolverScope scope, LimitTracker tracker, ArithExpr segments, ulong possible, IEnumerable<JudgeView> judges)
    {
        foreach (IGrouping<ulong, JudgeView> alike in judges.GroupBy(j => j.Judge.Limits.MaxSegmentCount))
        {
            if (alike.Key < possible)
            {
                tracker.Ask(alike, LimitKind.MaxSegmentCount, [scope.Le(segments, scope.Session.Number(alike.Key))]);
            }
        }
    }

    /// <summary>
    /// The bits an IOMMU mapping cannot keep: alignment finer than the granule is refused whatever the table
    /// (iommu_dma_map_page in drivers/iommu/dma-iommu.c).
    /// </summary>
    public static void AskMinAlign(SolverScope scope, LimitTracker tracker, JudgeView judge, ulong granuleBytes)
    {
        ulong mask = judge.Judge.Limits.MinAlignMask;
        if (mask != 0)
        {
            IntExpr kept = scope.Session.Number(granuleBytes - 1);
            tracker.Ask([judge], LimitKind.MinAlignMask, [scope.Le(scope.Session.Number(mask), kept)]);
        }
    }
}
