using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>
/// The rules of docs/semantics.md read off a finished table, in bytes and one by one. It shares nothing with the encodings, which
/// work in pages, so that a table that passes owes nothing to them.
/// </summary>
internal static class WitnessCheck
{
    /// <summary>What is wrong with a table, as one sentence; <see langword="null"/> when nothing is.</summary>
    /// <param name="storage">What the table has to cover.</param>
    /// <param name="judges">Each has to accept it.</param>
    /// <param name="countBinds">False where the question set the count aside.</param>
    /// <param name="table">In the storage's addresses.</param>
    public static string? Problem(Storage storage, IEnumerable<JudgeView> judges, bool countBinds, SegmentTable table) =>
        CoverageProblem(storage, table)
        ?? judges.Select(view => JudgeProblem(view, countBinds, table)).FirstOrDefault(problem => problem is not null);

    /// <summary>Each byte exactly once, in order, and rule 7: no segment goes on where the page frames do not.</summary>
    private static string? CoverageProblem(Storage storage, SegmentTable table)
    {
        int run = 0;
        UInt128 expected = storage.FirstByte(0);
        foreach (Segment segment in table.Segments)
        {
            if (run == storage.Runs.Count || segment.AddressBytes != expected || segment.LastByte > storage.LastByte(run))
            {
                return $"the segment at 0x{segment.AddressBytes:x} is not where the buffer goes on";
            }

            expected = (UInt128)segment.LastByte + 1;
            if (segment.LastByte == storage.LastByte(run))
            {
                run++;
                expected = run < storage.Runs.Count ? storage.FirstByte(run) : 0;
            }
        }

        return run == storage.Runs.Count ? null : "the table ends before the buffer";
    }

    private static string? JudgeProblem(JudgeView view, bool countBinds, SegmentTable table)
    {
        Judge judge = view.Judge;
        int count = table.Segments.Count;
        if (countBinds && (ulong)count > judge.Limits.MaxSegmentCount)
        {
            return $"{judge.Device}: {count} segments, {judge.Limits.MaxSegmentCount} allowed";
        }

        for (int i = 0; i < count; i++)
        {
            Int128 first = (Int128)table.Segments[i].AddressBytes - judge.BusOffsetBytes;
            Int128 last = (Int128)table.Segments[i].LastByte - judge.BusOffsetBytes;
            if (SegmentProblem(view, first, last, isFirst: i == 0, isLast: i == count - 1) is { } problem)
            {
                return $"{judge.Device}: segment {i}, bus addresses 0x{first:x} to 0x{last:x}, {problem}";
            }
        }

        return null;
    }

    private static string? SegmentProblem(
        JudgeView view, Int128 first, Int128 last, bool isFirst, bool isLast)
    {
        ResolvedLimits limits = view.Judge.Limits;
        if (!view.SetsReachAside && (first < 0 || last > limits.AddressMask))
        {
            return "is out of reach";
        }

        Int128 pageBytes = view.PageSize.Bytes;
        Int128 spannedPages = Number(last, pageBytes) - Number(first, pageBytes) + 1;
        if (spannedPages > limits.MaxSegmentSizeBytes / pageBytes)
        {
            return $"spans {spannedPages} pages";
        }

        Int128 windowBytes = (Int128)limits.SegmentBoundaryMask + 1;
        if (Number(first, windowBytes) != Number(last, windowBytes))
        {
            return "crosses a boundary";
        }

        Int128 gapBytes = (Int128)limits.VirtBoundaryMask + 1;
        return (!isFirst && first % gapBytes != 0) || (!isLast && (last + 1) % gapBytes != 0) ? "leaves a gap" : null;
    }

    /// <summary>Which page or window an address is in; those below 0 have numbers below 0.</summary>
    private static Int128 Number(Int128 address, Int128 bytes) => (address - (((address % bytes) + bytes) % bytes)) / bytes;
}
