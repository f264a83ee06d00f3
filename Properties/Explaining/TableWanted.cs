using System.Numerics;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// The table that a question asks for, or, where limits are in the way, the one that would be needed if they were not. The count is always
/// set aside, other limits only when a voter names them.
/// </summary>
/// <param name="Segments">
/// The first ones, in physical addresses, behind an IOMMU in those of the range that starts at the power of two at or above its size.
/// </param>
/// <param name="Count">Of the whole table.</param>
internal sealed record TableWanted(ValueList<Segment> Segments, ulong Count)
{
    /// <summary>A cut that is due and that a gap mask forbids: by whose, and where in the buffer.</summary>
    public (string Device, ulong AtBytes)? ForbiddenCut { get; private init; }

    /// <summary>Whether it is the same table; who was set aside to get there does not matter.</summary>
    public bool IsSameTable(TableWanted? other) => other is not null && Segments == other.Segments && Count == other.Count;

    /// <summary>The table; <see langword="null"/> when the voter does not know or there is none whatever is set aside.</summary>
    public static TableWanted? Of(TableQuestion part, IRules rules) => part switch
    {
        LayoutQuestion q => OverLayout(q.Buffer, q.Judges, rules),
        IommuQuestion { Enforcement: Enforcement.Strict } q =>
            IovaRange(q.Buffer) is { } range ? OverLayout(range, [q.Judge with { BusOffsetBytes = 0 }], rules) : null,
        IommuQuestion q => Joined(q, rules),
        _ => null,
    };

    /// <summary>The buffer as one range of device addresses; <see langword="null"/> when it would end beyond 2^64.</summary>
    internal static PagedBuffer? IovaRange(PagedBuffer buffer)
    {
        var run = new PfnRun(BitOperations.RoundUpToPowerOf2(buffer.UsedPages), buffer.UsedPages);
        bool exists = (UInt128)run.EndPfn << buffer.PageSize.Shift <= (UInt128)1 << 64;
        return exists ? buffer with { Layout = buffer.Layout with { Runs = [run] } } : null;
    }

    private static TableWanted? OverLayout(PagedBuffer buffer, ValueList<Judge> judges, IRules rules)
    {
        ValueList<Judge> lenient = [.. judges.Select(j => j with { Limits = j.Limits.Without(LimitKind.MaxSegmentCount) })];
        for (int lifted = 0; lifted <= judges.Count * (LimitKinds.All.Length + 1); lifted++)
        {
            switch (rules.Answer(new LayoutQuestion(buffer, lenient)))
            {
                case { Verdict: Verdict.Sat, FewestSegments: { } fewest }:
                    return rules.Table(buffer, lenient, LayoutDrawing.MaxSegments) is { } table ? new(table.Segments, fewest) : null;
                case { Verdict: Verdict.Unsat, Refusal: { } refusal }:
                    ValueList<Judge> more = [.. lenient.Select(j => j.Device == refusal.Device ? Lift(j, refusal.Limit, buffer.PageSize) : j)];
                    if (refusal is { Limit: LimitKind.VirtBoundaryMask, Page: > 0 })
                    {
                        ulong cut = (refusal.Page.Value << buffer.PageSize.Shift) - buffer.Layout.OffsetBytes;
                        TableWanted? both = InTwoParts(buffer, lenient, more, cut, rules) ?? OverLayout(buffer, more, rules);
                        return both is null ? null : both with { ForbiddenCut = (refusal.Device, cut) };
                    }

                    lenient = more;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Up to where the gap mask forbids a cut that is due the table keeps it; only what follows is cut without.</summary>
    private static TableWanted? InTwoParts(PagedBuffer buffer, ValueList<Judge> with, ValueList<Judge> without, ulong before, IRules rules)
    {
        if (before >= buffer.SizeBytes || OverLayout(buffer with { SizeBytes = before }, with, rules) is not { } first)
        {
            return null;
        }

        if (first.Segments.Count == LayoutDrawing.MaxSegments)
        {
            return OverLayout(buffer, without, rules) is { } whole ? first with { Count = whole.Count } : null;
        }

        ulong pages = (before + buffer.Layout.OffsetBytes) >> buffer.PageSize.Shift;
        var rest = new PagedBuffer(buffer.PageSize, new Layout(0, Skip(buffer.Layout.Runs, pages)), buffer.SizeBytes - before);
        return OverLayout(rest, without, rules) is { } second
            ? new([.. first.Segments.Concat(second.Segments).Take(LayoutDrawing.MaxSegments)], first.Count + second.Count)
            : null;
    }

    private static ValueList<PfnRun> Skip(ValueList<PfnRun> runs, ulong pages)
    {
        var left = new List<PfnRun>();
        foreach (PfnRun run in runs)
        {
            ulong skipped = Math.Min(pages, run.Pages);
            pages -= skipped;
            if (skipped < run.Pages)
            {
                left.Add(new PfnRun(run.FirstPfn + skipped, run.Pages - skipped));
            }
        }

        return [.. left];
    }

    /// <summary>
    /// Sets a limit aside. Where a page has no address at all, which no mask can mend, the bus is moved by whole windows: its cuts stay.
    /// </summary>
    private static Judge Lift(Judge judge, LimitKind limit, PageSize pageSize)
    {
        if (limit != LimitKind.AddressMask || judge.Limits.AddressMask != LimitKind.AddressMask.Unlimited())
        {
            return judge with { Limits = judge.Limits.Without(limit) };
        }

        ulong boundary = judge.Limits.SegmentBoundaryMask == LimitKind.SegmentBoundaryMask.Unlimited() ? 0 : judge.Limits.SegmentBoundaryMask;
        Int128 window = Int128.Max(pageSize.Bytes, (Int128)Math.Max(boundary, judge.Limits.VirtBoundaryMask) + 1);
        Int128 within = ((judge.BusOffsetBytes % window) + window) % window;
        Int128 moved = judge.BusOffsetBytes > 0 ? within - window : within;
        return moved >= long.MinValue && moved <= long.MaxValue ? judge with { BusOffsetBytes = (long)moved } : judge;
    }

    private static TableWanted? Joined(IommuQuestion q, IRules rules)
    {
        ResolvedLimits limits = q.Judge.Limits.Without(LimitKind.MaxSegmentCount).Without(LimitKind.AddressMask);
        if (IovaRange(q.Buffer) is not { } range
            || rules.Answer(q with { Judge = q.Judge with { Limits = limits } }) is not { FewestSegments: { } count })
        {
            return null;
        }

        ulong start = range.Layout.Runs[0].FirstPfn << range.PageSize.Shift;
        ValueList<Segment> joined = rules.JoinedTable(q.Buffer, q.Judge.Limits, q.GranuleBytes, LayoutDrawing.MaxSegments).Segments;
        return new([.. joined.Select(s => s with { AddressBytes = s.AddressBytes + start })], count);
    }
}
