using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>
/// When pages first..last of a buffer may be one segment: the numbered rules of docs/semantics.md, one method each.
/// </summary>
public static class Rules
{
    /// <summary>All rules but the count, for every judge.</summary>
    public static bool Allows(Pages pages, int first, int last, ValueList<Judge> judges) =>
        Contiguous(pages, first, last) && judges.All(judge =>
            FitsSize(pages, first, last, judge)
            && StaysInWindow(pages, first, last, judge)
            && MayStart(pages, first, judge)
            && MayEnd(pages, last, judge)
            && Reaches(pages, first, last, judge));

    /// <summary>Rule 7: one page follows the other in memory.</summary>
    public static bool Contiguous(Pages pages, int first, int last)
    {
        for (int i = first + 1; i <= last; i++)
        {
            if (!pages.FollowsPrevious(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Rule 1: whole pages count, as lib/scatterlist.c counts them.</summary>
    public static bool FitsSize(Pages pages, int first, int last, Judge judge) =>
        (ulong)(last - first + 1) <= pages.Buffer.PageSize.WholePages(judge.Limits.MaxSegmentSizeBytes);

    /// <summary>Rule 2: no multiple of mask + 1 inside.</summary>
    public static bool StaysInWindow(Pages pages, int first, int last, Judge judge)
    {
        ulong mask = judge.Limits.SegmentBoundaryMask;
        long window = (long)pages.Buffer.PageSize.WindowPages(mask);
        return mask == LimitKind.SegmentBoundaryMask.Unlimited()
            || Window(pages.BusPfn(first, judge), window) == Window(pages.BusPfn(last, judge), window);
    }

    /// <summary>Rule 3, first half: only the buffer's first byte may be off a multiple of the gap mask + 1.</summary>
    public static bool MayStart(Pages pages, int first, Judge judge) =>
        first == 0 || IsOnGap(pages.BusPfn(first, judge), pages.Buffer.PageSize, judge);

    /// <summary>Rule 3, second half: only the buffer's last byte may be followed by such an end.</summary>
    public static bool MayEnd(Pages pages, int last, Judge judge) =>
        last == pages.Count - 1 || IsOnGap(pages.BusPfn(last, judge) + 1, pages.Buffer.PageSize, judge);

    /// <summary>Rule 4: every page has a bus address, and the last byte's is within reach.</summary>
    public static bool Reaches(Pages pages, int first, int last, Judge judge) =>
        ReachesPage(pages, first, judge) && ReachesPage(pages, last, judge);

    /// <summary>Rule 4 for one page.</summary>
    public static bool ReachesPage(Pages pages, int page, Judge judge) =>
        pages.BusPfn(page, judge) >= 0 && pages.LastByte(page, judge) <= judge.Limits.AddressMask;

    /// <summary>Whether a page boundary is a multiple of the gap mask + 1.</summary>
    internal static bool IsOnGap(long busPfn, PageSize pageSize, Judge judge) =>
        busPfn % (long)pageSize.WindowPages(judge.Limits.VirtBoundaryMask) == 0;

    /// <summary>Windows go on below zero: what has no address there may yet be copied elsewhere.</summary>
    private static long Window(long busPfn, long windowPages) =>
        busPfn >= 0 ? busPfn / windowPages : ((busPfn + 1) / windowPages) - 1;
}
