using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Capacity;

/// <summary>Every set of pages of a small memory, cut in every way and ordered in every way that matters, tried against the rules.</summary>
internal static class EveryStorage
{
    /// <summary>Whether some table serves all judges. They share one bus offset; their least reach is a few pages.</summary>
    public static bool HasTable(CapacityQuestion question)
    {
        Int128 page = question.PageSize.Bytes;
        Int128 offset = question.Judges[0].BusOffsetBytes;
        Int128 first = Int128.Max(0, -offset) / page;
        Int128 last = question.Judges.Min(j => j.Limits.AddressMask) / page;
        return Pieces(first, last, []).Any(pieces => Serves(question, pieces));
    }

    /// <summary>Ranges of pages, ascending and disjoint; neighbours may touch.</summary>
    private static IEnumerable<(Int128 Start, Int128 End)[]> Pieces(
        Int128 from, Int128 last, (Int128 Start, Int128 End)[] before)
    {
        yield return before;
        for (Int128 start = from; start <= last; start++)
        {
            for (Int128 end = start + 1; end <= last + 1; end++)
            {
                foreach ((Int128 Start, Int128 End)[] pieces in Pieces(end, last, [.. before, (start, end)]))
                {
                    yield return pieces;
                }
            }
        }
    }

    private static bool Serves(CapacityQuestion question, (Int128 Start, Int128 End)[] pieces)
    {
        if (pieces.Sum(p => (long)(p.End - p.Start)) != (long)question.PageSize.PagesFor(question.SizeBytes))
        {
            return false;
        }

        return pieces.Any(first => pieces.Any(last =>
            (first != last || pieces.Length == 1)
            && question.Judges.All(judge => Accepts(judge.Limits, question, pieces, first, last))));
    }

    private static bool Accepts(
        ResolvedLimits limits,
        CapacityQuestion question,
        (Int128 Start, Int128 End)[] pieces,
        (Int128 Start, Int128 End) first,
        (Int128 Start, Int128 End) last)
    {
        Int128 page = question.PageSize.Bytes;
        Int128 gap = (Int128)limits.VirtBoundaryMask + 1;
        Int128 window = (Int128)limits.SegmentBoundaryMask + 1;
        Int128 unused = (question.PageSize.PagesFor(question.SizeBytes) * page) - question.SizeBytes;
        return (ulong)pieces.Length <= limits.MaxSegmentCount && pieces.All(piece =>
        {
            Int128 start = piece.Start * page;
            Int128 lastByte = (piece.End * page) - 1;
            return lastByte - (piece == last ? unused : 0) <= limits.AddressMask
                && lastByte + 1 - start <= limits.MaxSegmentSizeBytes
                && start / window == lastByte / window
                && (piece == first || start % gap == 0)
                && (piece == last || (lastByte + 1) % gap == 0);
        });
    }
}
