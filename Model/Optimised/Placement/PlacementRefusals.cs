using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Whose limit is to blame when memory does not hold the buffer.</summary>
internal static class PlacementRefusals
{
    /// <summary>
    /// The judge that reaches least of the memory. <see langword="null"/> when there are too few pages for anybody, which no limit is to
    /// blame for.
    /// </summary>
    public static Refusal? TooLittle(TableSet set)
    {
        PlacementQuestion question = set.Question;
        if (FreeMemory.Of(question, []).Pages < (long)question.Pages)
        {
            return null;
        }

        Judge? tightest = null;
        long least = long.MaxValue;
        foreach (Judge judge in set.Reaching)
        {
            long pages = FreeMemory.Of(question, [judge]).Pages;
            if (pages < least)
            {
                (tightest, least) = (judge, pages);
            }
        }

        return Of(question, tightest!, LimitKind.AddressMask);
    }

    /// <summary>
    /// The tightest count of those who share one table; their widest gap mask where even a table of any length would be too short.
    /// </summary>
    public static Refusal TooManySegments(PlacementQuestion question, ReadOnlySpan<Judge> judges, FreeMemory memory)
    {
        long pages = (long)question.Pages;
        JointCuts cuts = JointCuts.Of(question.PageSize, judges);
        bool countIsToBlame = BestTable.Of(memory, cuts, ulong.MaxValue, pages).Pages >= pages;
        LimitKind kind = countIsToBlame ? LimitKind.MaxSegmentCount : LimitKind.VirtBoundaryMask;
        return Of(question, LimitMerge.Tightest(judges, kind), kind);
    }

    /// <summary>A limit that leaves no room for the buffer.</summary>
    public static Refusal Of(PlacementQuestion question, Judge judge, LimitKind kind) =>
        new(judge.Device, kind, judge.Limits[kind], question.SizeBytes, null);
}
