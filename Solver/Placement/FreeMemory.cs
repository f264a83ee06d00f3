using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>The memory that a buffer may be put in, and what of it each judge can use.</summary>
internal sealed class FreeMemory
{
    public FreeMemory(PlacementQuestion question)
    {
        (PageSize, SizeBytes, Extents) = (question.PageSize, question.SizeBytes, question.Extents);
        Needed = question.Pages;
        foreach (PfnRun extent in Extents)
        {
            Pages += extent.Pages;
        }
    }

    public PageSize PageSize { get; }

    /// <summary>Bytes of the buffer.</summary>
    public ulong SizeBytes { get; }

    /// <summary>Pages of the buffer.</summary>
    public ulong Needed { get; }

    /// <summary>Maximal runs of free pages, ascending.</summary>
    public ValueList<PfnRun> Extents { get; }

    /// <summary>Pages of all extents.</summary>
    public ulong Pages { get; }

    /// <summary>
    /// Page frames within a judge's reach. The last of them may be one that the reach ends inside: then only the buffer's last page may be
    /// there, which costs nothing, as the order of pages is free and no other page is behind it.
    /// </summary>
    public (Int128 First, Int128 End) Reach(JudgeView judge)
    {
        if (judge.SetsReachAside)
        {
            return (0, PfnRun.MaxEndPfn);
        }

        Memory bus = Bus(judge);
        return (bus.First + judge.OffsetPages, bus.EndWithin(judge.Judge.Limits.AddressMask) + judge.OffsetPages);
    }

    /// <summary>Whether all of an extent is within a judge's reach.</summary>
    public bool Reaches(JudgeView judge, PfnRun extent) =>
        Reach(judge) is var (first, end) && first <= extent.FirstPfn && extent.EndPfn <= end;

    /// <summary>The page frame that only the buffer's last page may be in for this judge, if there is one.</summary>
    public Int128? LastOnly(JudgeView judge) =>
        judge.SetsReachAside ? null : Bus(judge).PartialPage(judge.Judge.Limits.AddressMask) + judge.OffsetPages;

    /// <summary>The parts of the extents that lie in a range of page frames.</summary>
    public IEnumerable<PfnRun> Within(Int128 first, Int128 end)
    {
        foreach (PfnRun extent in Extents)
        {
            Int128 from = Int128.Max(first, extent.FirstPfn);
            Int128 to = Int128.Min(end, extent.EndPfn);
            if (from < to)
            {
                yield return new PfnRun((ulong)from, (ulong)(to - from));
            }
        }
    }

    /// <summary>Whether a judge's limit leaves less than the extents offer. One that does not can be in no contradiction.</summary>
    public bool Asks(JudgeView judge, LimitKind kind) => kind switch
    {
        LimitKind.MaxSegmentCount => judge.Judge.Limits.MaxSegmentCount < Needed,
        LimitKind.MaxSegmentSize => HasLonger(judge.MaxPages),
        LimitKind.SegmentBoundaryMask => Extents.Any(extent => Windows.Of(extent, judge).Count > 1),
        LimitKind.VirtBoundaryMask => judge.GapPages > 1,
        LimitKind.AddressMask => Reach(judge) is var (first, end)
            && (Extents.Any(extent => extent.FirstPfn < first || extent.EndPfn > end) || LastOnly(judge) is not null),
        _ => false,
    };

    /// <summary>Whether any extent has a segment of more pages.</summary>
    public bool HasLonger(ulong pages) => pages < Needed && Extents.Any(extent => extent.Pages > pages);

    /// <summary>Whether a judge asks for anything but reach.</summary>
    public bool AsksCuts(JudgeView judge) => LimitKinds.All.Any(kind => kind != LimitKind.AddressMask && Asks(judge, kind));

    private Memory Bus(JudgeView judge) => new(PageSize, SizeBytes, judge.OffsetPages);
}
