using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>
/// Where a table breaks which limit, segment by segment, in the words of docs/semantics.md. Costs by segment, whatever a segment's length,
/// so that tables can be drawn that nobody could walk page by page.
/// </summary>
/// <param name="pageSize">Unit of the storage.</param>
/// <param name="segments">The first segments, in the addresses of the judges that are asked about.</param>
/// <param name="memory">What is contiguous at those addresses, to the buffer's end: there may be too many segments to list them all.</param>
/// <param name="count">Of the whole table.</param>
/// <param name="cutFor">Everybody whose limits the table was cut for; nobody where the kernel joins and cuts nothing.</param>
/// <param name="busOffsetBytes">Physical address less address of a segment.</param>
internal sealed class TableLimits(
    PageSize pageSize, ValueList<Stretch> segments, ValueList<Stretch> memory, ulong count, ValueList<Judge> cutFor, long busOffsetBytes = 0)
{
    public ValueList<Stretch> Segments => segments;

    public ulong Count => count;

    /// <summary>The first place at which each of the judge's limits is broken.</summary>
    public IEnumerable<Offence> Offences(Judge judge)
    {
        (LimitKind Kind, Func<int, Stretch?> Broken)[] rules =
        [
            (LimitKind.MaxSegmentSize, i => TooLong(segments[i], judge.Limits.MaxSegmentSizeBytes)),
            (LimitKind.SegmentBoundaryMask, i => Crossing(segments[i], judge.Limits.SegmentBoundaryMask)),
            (LimitKind.VirtBoundaryMask, i => OffGap(i, judge.Limits.VirtBoundaryMask)),
        ];
        foreach ((LimitKind kind, Func<int, Stretch?> broken) in rules)
        {
            if (FirstBroken(broken) is { } first)
            {
                yield return new Offence(Pair(judge, kind), first.Where, first.Segment + 1);
            }
        }

        if (OutOfReach(judge).Take(1).ToArray() is [var far])
        {
            yield return new Offence(Pair(judge, LimitKind.AddressMask), far, SegmentAt(far.StartBytes));
        }

        if (count > judge.Limits.MaxSegmentCount)
        {
            CorePair limit = Pair(judge, LimitKind.MaxSegmentCount);
            int beyond = (int)Math.Min(judge.Limits.MaxSegmentCount, (ulong)segments.Count);
            yield return beyond < segments.Count
                ? new Offence(limit, segments[beyond], beyond + 1, Cause(beyond))
                : new Offence(limit, segments[^1].From(segments[^1].EndBytes), Segment: 0);
        }
    }

    /// <summary>Where windows of a judge's boundary mask meet inside contiguous memory.</summary>
    /// <param name="judge">Whose.</param>
    /// <param name="joined">Whether the kernel joins: it may leave room between segments, behind which addresses no longer follow the buffer.</param>
    public IEnumerable<WindowEdge> Edges(Judge judge, bool joined)
    {
        ulong mask = judge.Limits.SegmentBoundaryMask;
        if (mask == LimitKind.SegmentBoundaryMask.Unlimited())
        {
            yield break;
        }

        Int128 window = WindowBytes(mask);
        IReadOnlyList<Stretch> pieces = joined ? Contiguous(segments) : memory;
        foreach (Stretch piece in pieces)
        {
            for (Int128 edge = FloorOf(piece.AddressBytes, window) + window; edge < piece.EndAddressBytes; edge += window)
            {
                yield return new WindowEdge(piece.At(edge, edge).StartBytes, judge.Device, mask);
            }
        }
    }

    /// <summary>Bytes that a judge has no address for, or not one within its reach.</summary>
    public IEnumerable<Stretch> OutOfReach(Judge judge) => memory.SelectMany(s => BeyondReach(s, judge.Limits.AddressMask));

    private static CorePair Pair(Judge judge, LimitKind kind) => new(judge.Device, kind, judge.Limits[kind]);

    /// <summary>The number of the listed segment that holds a place; zero where it is behind them.</summary>
    private int SegmentAt(ulong atBytes)
    {
        for (int i = 0; i < segments.Count; i++)
        {
            if (atBytes < segments[i].EndBytes)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private (Stretch Where, int Segment)? FirstBroken(Func<int, Stretch?> broken)
    {
        for (int i = 0; i < segments.Count; i++)
        {
            if (broken(i) is { } where)
            {
                return (where, i);
            }
        }

        return null;
    }

    private Stretch? TooLong(Stretch segment, ulong maxBytes)
    {
        Int128 end = FloorOf(segment.AddressBytes, pageSize.Bytes) + ((Int128)pageSize.WholePages(maxBytes) << pageSize.Shift);
        return segment.EndAddressBytes > end ? segment.At(end, segment.EndAddressBytes) : null;
    }

    private Stretch? Crossing(Stretch segment, ulong mask)
    {
        Int128 edge = FloorOf(segment.AddressBytes, WindowBytes(mask)) + WindowBytes(mask);
        return mask != LimitKind.SegmentBoundaryMask.Unlimited() && segment.EndAddressBytes > edge
            ? segment.At(edge, segment.EndAddressBytes)
            : null;
    }

    /// <summary>A start that is not the buffer's, or an end that is not, off the mask's grid.</summary>
    private Stretch? OffGap(int i, ulong mask)
    {
        // Inner cuts are on page boundaries, so that a mask below a page asks for nothing.
        if (mask < pageSize.Bytes)
        {
            return null;
        }

        Stretch segment = segments[i];
        Int128 grid = WindowBytes(mask);
        bool isLast = i == segments.Count - 1 && (ulong)segments.Count == count;
        return i > 0 && FloorOf(segment.AddressBytes, grid) != segment.AddressBytes ? segment with { LengthBytes = 0 }
            : !isLast && FloorOf(segment.EndAddressBytes, grid) != segment.EndAddressBytes ? segment.From(segment.EndBytes)
            : null;
    }

    /// <summary>Whole pages: one of which the last byte is out of reach is no use.</summary>
    private IEnumerable<Stretch> BeyondReach(Stretch segment, ulong mask)
    {
        if (segment.AddressBytes < 0)
        {
            yield return segment.At(segment.AddressBytes, Int128.Min(0, segment.EndAddressBytes));
        }

        if (segment.EndAddressBytes - 1 > mask)
        {
            Int128 page = FloorOf((Int128)mask + 1, pageSize.Bytes);
            yield return segment.At(Int128.Max(page, segment.AddressBytes), segment.EndAddressBytes);
        }
    }

    /// <summary>Why segment <paramref name="i"/>, which is not the first, is not part of the one before.</summary>
    private CutCause? Cause(int i)
    {
        Stretch before = segments[i - 1];
        if (cutFor.Count == 0)
        {
            return null;
        }

        if (before.EndAddressBytes != segments[i].AddressBytes)
        {
            return new CutCause(Limit: null);
        }

        Stretch longer = before with { LengthBytes = before.LengthBytes + 1 };
        Stretch For(Judge judge) => longer with { AddressBytes = longer.AddressBytes + busOffsetBytes - judge.BusOffsetBytes };
        CorePair? limit = cutFor
            .Where(j => Crossing(For(j), j.Limits.SegmentBoundaryMask) is not null).Select(j => Pair(j, LimitKind.SegmentBoundaryMask))
            .Concat(cutFor
                .Where(j => TooLong(For(j), j.Limits.MaxSegmentSizeBytes) is not null).Select(j => Pair(j, LimitKind.MaxSegmentSize)))
            .Concat(cutFor
                .Where(j => j.Limits.VirtBoundaryMask >= pageSize.Bytes)
                .OrderByDescending(j => j.Limits.VirtBoundaryMask).Select(j => Pair(j, LimitKind.VirtBoundaryMask)))
            .FirstOrDefault();
        return limit is null ? null : new CutCause(limit);
    }

    /// <summary>Segments that follow one another at their addresses, as one.</summary>
    private static List<Stretch> Contiguous(ValueList<Stretch> segments)
    {
        var pieces = new List<Stretch>();
        foreach (Stretch segment in segments)
        {
            if (pieces is [.., var last] && last.EndAddressBytes == segment.AddressBytes)
            {
                pieces[^1] = last with { LengthBytes = last.LengthBytes + segment.LengthBytes };
            }
            else
            {
                pieces.Add(segment);
            }
        }

        return pieces;
    }

    /// <summary>At least a page, since cuts are on page boundaries.</summary>
    private Int128 WindowBytes(ulong mask) => (Int128)pageSize.WindowPages(mask) << pageSize.Shift;

    private static Int128 FloorOf(Int128 address, Int128 unit) => address - (((address % unit) + unit) % unit);
}
