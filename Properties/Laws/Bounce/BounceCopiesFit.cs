using DmabufVerify.Spec.Lifecycle;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Bounce;

/// <summary>
/// Whoever says that a device can bounce can show where: its table covers the buffer, the device reaches every byte of it, and what is
/// copied lies in the pool, each copy behind the one before, no longer than can be copied, with the low bits that the device wants kept and
/// within its boundary (docs/lifecycle.md, "Bounce"). Judged segment by segment; how the places were found has no say.
/// </summary>
internal static class BounceCopiesFit
{
    public static Law Law { get; } = new(
        "Bounce.CopiesFit",
        "sat(b, s) => t = bounced(b, s): bytes(t) = bytes(b), in reach; copies in the pool, apart, aligned, within the boundary",
        NeedsSolver: false,
        Check);

    private static LawResult Check(Case c) => LawResult.Worst(
        from q in c.Bounces
        from rules in c.Voters.Rules
        select CheckTable(c, q, rules));

    private static LawResult CheckTable(Case c, BounceQuestion q, IRules rules)
    {
        TableVote vote = c.Vote(rules, q);
        if (vote.Verdict != Verdict.Sat || vote.FewestSegments > Case.MaxSegments)
        {
            return LawResult.NotApplicable;
        }

        if (c.Table(rules, q) is not { } table)
        {
            return LawResult.Violated("a table", $"a place for each copy for {q.Judge.Device}", "none", rules.Name);
        }

        ulong freeFrom = Swiotlb.PoolAddress;
        UInt128 bytes = 0;
        for (int i = 0; i < table.Count; i++)
        {
            if (Problem(table[i], q, freeFrom) is { } problem)
            {
                return LawResult.Violated(
                    problem, "every segment fits", $"segments[{i}] at 0x{table[i].OnBus.AddressBytes:x}, {table[i].OnBus.LengthBytes} bytes", rules.Name);
            }

            bytes += table[i].OnBus.LengthBytes;
            freeFrom = table[i].CopyOf is null ? freeFrom : (ulong)(Physical(table[i], q) + table[i].OnBus.LengthBytes);
        }

        return bytes == q.Buffer.SizeBytes && (ulong)table.Count == vote.FewestSegments
            ? LawResult.Holds
            : LawResult.Violated(
                "the whole buffer, as counted",
                $"{q.Buffer.SizeBytes} bytes, {vote.FewestSegments} segments",
                $"{bytes} bytes, {table.Count} segments",
                rules.Name);
    }

    private static string? Problem(BouncedSegment segment, BounceQuestion q, ulong freeFrom)
    {
        ResolvedLimits limits = q.Judge.PoolLimits;
        Segment onBus = segment.OnBus;
        Int128 physical = Physical(segment, q);
        if (onBus.LastByte > limits.AddressMask)
        {
            return "in reach";
        }

        if (segment.CopyOf is not { } original)
        {
            return null;
        }

        Int128 onBusBefore = (Int128)original - q.Judge.Direct.BusOffsetBytes;
        return onBusBefore >= 0 && onBusBefore + onBus.LengthBytes - 1 <= limits.AddressMask ? "copies nothing that is in reach"
            : onBus.LengthBytes > BouncePool.LongestBytes(limits) ? "copies no more at once than can be"
            : physical < Swiotlb.PoolAddress || physical + onBus.LengthBytes > Swiotlb.PoolAddress + Swiotlb.PoolBytes ? "in the pool"
            : physical < freeFrom ? "no place given twice"
            : (onBus.AddressBytes & limits.MinAlignMask) != (original & limits.MinAlignMask) ? "keeps the low bits"
            : (onBus.AddressBytes & ~limits.SegmentBoundaryMask) != (onBus.LastByte & ~limits.SegmentBoundaryMask) ? "within the boundary"
            : null;
    }

    private static Int128 Physical(BouncedSegment segment, BounceQuestion q) => (Int128)segment.OnBus.AddressBytes + q.Judge.Direct.BusOffsetBytes;
}
