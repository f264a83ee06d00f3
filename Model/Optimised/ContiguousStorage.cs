using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>Storage in one piece: no other layout needs fewer cuts, so it is the first to try where no formula decides.</summary>
internal static class ContiguousStorage
{
    /// <summary>
    /// Whether one of the promising places suits every judge: the start and the end of the memory that all of them reach, and the
    /// first window edge and the first allowed cut of each. No means only that none of these does.
    /// </summary>
    public static bool Suits(CapacityQuestion question)
    {
        PageSize pageSize = question.PageSize;
        long pages = (long)pageSize.PagesFor(question.SizeBytes);
        long lo = 0;
        long hi = (long)pageSize.WholePages(ulong.MaxValue) + 1;
        foreach (Judge judge in question.Judges)
        {
            var reach = new JudgeReach(pageSize, judge);
            lo = Math.Max(lo, reach.Lo);
            hi = Math.Min(hi, reach.Hi + (reach.PartialBytes > 0 ? 1 : 0));
        }

        if (hi - lo < pages)
        {
            return false;
        }

        HashSet<long> starts = [lo, hi - pages];
        foreach (Judge judge in question.Judges)
        {
            long busOffsetPages = judge.BusOffsetBytes >> pageSize.Shift;
            ulong window = pageSize.WindowPages(judge.Limits.SegmentBoundaryMask);
            starts.Add(PageGrid.Of(window, busOffsetPages).Above(lo));
            starts.Add(JointCuts.GapOf(pageSize, judge).Above(lo));
        }

        return starts.Any(start => start <= hi - pages && SuitsAt(question, start, pages));
    }

    private static bool SuitsAt(CapacityQuestion question, long start, long pages)
    {
        var layout = new Layout(0, [new PfnRun((ulong)start, (ulong)pages)]);
        var buffer = new PagedBuffer(question.PageSize, layout, question.SizeBytes);
        ReadOnlySpan<Judge> judges = question.Judges.AsSpan();
        return question.Mode == SharingMode.Shared
            ? LayoutRules.Answer(buffer, judges).Verdict == Verdict.Sat
            : question.Judges.All(judge => LayoutRules.Answer(buffer, [judge]).Verdict == Verdict.Sat);
    }
}
