using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>How a run lies in a judge's boundary windows.</summary>
/// <param name="WindowPages">Pages of one window.</param>
/// <param name="First">Pages in the window in which the run begins, when it begins inside one; else 0. All of them when it stays in it.</param>
/// <param name="Whole">Windows that the run fills.</param>
/// <param name="Last">Pages in the window in which it ends, when it ends inside one; else 0.</param>
internal readonly record struct Windows(ulong WindowPages, ulong First, ulong Whole, ulong Last)
{
    /// <summary>Windows that the run touches.</summary>
    public ulong Count => Whole + (First == 0 ? 0UL : 1UL) + (Last == 0 ? 0UL : 1UL);

    /// <summary>The windows of one run.</summary>
    public static Windows Of(PfnRun run, JudgeView judge) =>
        Of((Int128)run.FirstPfn - judge.OffsetPages, run.Pages, judge.WindowPages);

    /// <summary>The windows of so many pages from a bus page on; negative ones belong to windows, too.</summary>
    public static Windows Of(Int128 busPage, ulong pages, ulong windowPages)
    {
        ulong into = (ulong)(((busPage % windowPages) + windowPages) % windowPages);
        ulong first = into == 0 ? 0 : Math.Min(windowPages - into, pages);
        ulong rest = pages - first;
        return new Windows(windowPages, first, rest / windowPages, rest % windowPages);
    }
}
