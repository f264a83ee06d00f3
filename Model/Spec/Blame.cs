using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec;

/// <summary>Which limit is met first when there is no table: for people; the verdict does not rest on it.</summary>
internal static class Blame
{
    /// <summary>Reach before gap: a page out of reach is in the way of every table.</summary>
    public static Refusal NoTable(Pages pages, ValueList<Judge> judges)
    {
        for (int page = 0; page < pages.Count; page++)
        {
            foreach (Judge judge in judges)
            {
                if (!Rules.ReachesPage(pages, page, judge))
                {
                    Int128 needed = pages.LastByte(page, judge);
                    bool isAddress = pages.BusPfn(page, judge) >= 0 && needed <= ulong.MaxValue;
                    return new Refusal(
                        judge.Device, LimitKind.AddressMask, judge.Limits.AddressMask, isAddress ? (ulong)needed : null, (ulong)page);
                }
            }
        }

        int stuckAt = PageWalk.Walk(pages, judges).StuckAt
            ?? throw new InvalidOperationException("the walk finds a table where the search finds none");
        Judge widest = judges.FirstOrDefault(j => !Rules.MayStart(pages, stuckAt, j))
            ?? judges.MaxBy(j => j.Limits.VirtBoundaryMask)!;
        return new Refusal(
            widest.Device, LimitKind.VirtBoundaryMask, widest.Limits.VirtBoundaryMask, Needed: null, (ulong)stuckAt);
    }

    /// <summary>Count, unless the device does not even reach so many bytes.</summary>
    public static Refusal TooSmall(CapacityQuestion question, Judge tightest)
    {
        bool reaches = Reach.OnBus(question.PageSize, tightest) is { } reach && reach.End - reach.Start >= question.SizeBytes;
        Judge judge = reaches ? question.Judges.MinBy(j => j.Limits.MaxSegmentCount)! : tightest;
        LimitKind kind = reaches ? LimitKind.MaxSegmentCount : LimitKind.AddressMask;
        return new Refusal(judge.Device, kind, judge.Limits[kind], question.SizeBytes, Page: null);
    }
}
