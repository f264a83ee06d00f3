using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Solving.Placement;

/// <summary>Every list of distinct free pages, and over each every set of cuts, tried against docs/semantics.md.</summary>
internal static class EveryPlacement
{
    /// <summary>Whether some list of pages serves the judges.</summary>
    public static bool Exists(PlacementQuestion question)
    {
        ulong[] free = [.. question.Extents.SelectMany(e => Enumerable.Range(0, (int)e.Pages).Select(i => e.FirstPfn + (ulong)i))];
        return (ulong)free.Length >= question.Pages && Exists(question, free, new bool[free.Length], new ulong[question.Pages], 0);
    }

    /// <summary>Whether this very storage serves the judges.</summary>
    public static bool Serves(PlacementQuestion question, ulong[] pfns)
    {
        int sets = 1 << (pfns.Length - 1);
        var buffer = new PagedBuffer(question.PageSize, new Layout(0, [.. pfns.Select(pfn => new PfnRun(pfn, 1))]), question.SizeBytes);
        return question.Bouncing.All(judge => EveryBounce.Serves(buffer, judge)) && ServesOthers(question, pfns, sets);
    }

    private static bool ServesOthers(PlacementQuestion question, ulong[] pfns, int sets) =>
        question.Mode == SharingMode.Shared
            ? Enumerable.Range(0, sets).Any(cuts => question.Judges.All(judge => Accepts(question, judge, pfns, cuts)))
            : question.Judges.All(judge => Enumerable.Range(0, sets).Any(cuts => Accepts(question, judge, pfns, cuts)));

    private static bool Exists(PlacementQuestion question, ulong[] free, bool[] taken, ulong[] pfns, int length)
    {
        if (length == pfns.Length)
        {
            return Serves(question, pfns);
        }

        for (int i = 0; i < free.Length; i++)
        {
            if (!taken[i])
            {
                (taken[i], pfns[length]) = (true, free[i]);
                bool found = Exists(question, free, taken, pfns, length + 1);
                taken[i] = false;
                if (found)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Bit i of the cuts set: a segment ends behind page i.</summary>
    private static bool Accepts(PlacementQuestion question, Judge judge, ulong[] pfns, int cuts)
    {
        ResolvedLimits limits = judge.Limits;
        if ((ulong)int.PopCount(cuts) + 1 > limits.MaxSegmentCount)
        {
            return false;
        }

        long page = (long)question.PageSize.Bytes;
        Int128 window = (Int128)limits.SegmentBoundaryMask + 1;
        Int128 gap = (Int128)limits.VirtBoundaryMask + 1;
        long end = (long)question.SizeBytes;
        int first = 0;
        for (int i = 0; i < pfns.Length; i++)
        {
            bool isLast = i == pfns.Length - 1;
            if (!isLast && (cuts & (1 << i)) == 0)
            {
                if (pfns[i + 1] != pfns[i] + 1)
                {
                    return false;
                }

                continue;
            }

            long start = ((long)pfns[first] * page) - judge.BusOffsetBytes;
            long last = ((long)pfns[i] * page) - judge.BusOffsetBytes + (isLast ? end - (i * page) : page) - 1;
            if (start < 0 || last > (Int128)limits.AddressMask || (ulong)(i - first + 1) > limits.MaxSegmentSizeBytes / (ulong)page
                || start / window != last / window
                || (first > 0 && start % gap != 0)
                || (!isLast && (last + 1) % gap != 0))
            {
                return false;
            }

            first = i + 1;
        }

        return true;
    }
}
