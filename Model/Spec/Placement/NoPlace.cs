using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>Why there is no storage, in one device's one limit. That some storage is impossible is proved elsewhere or here, as each method says.</summary>
internal static class NoPlace
{
    /// <summary>The judge that reaches the fewest pages; nobody's limit where there are too few pages for anybody. For people.</summary>
    public static Refusal? TooLittleWithinReach(PlacementQuestion question) => UsableMemory.Sum(question.Extents) < question.Pages
        ? null
        : Refused(
            question, UsableMemory.WhoMustReach(question).MinBy(judge => UsableMemory.PagesFor(question, judge))!, LimitKind.AddressMask);

    /// <summary>
    /// The limit of one device that no storage of these pages can meet, whatever the others ask: a proof. <see langword="null"/> when none is
    /// found; there may be no storage nevertheless.
    /// </summary>
    public static Refusal? Anywhere(PlacementQuestion question, ValueList<PfnRun> usable) =>
        SingleJudges.OutOfIovaReach(question) is { } outOfReach ? outOfReach
        : SingleJudges.PoolTooSmall(question) is { } small ? Refused(question, small.Direct, LimitKind.AddressMask)
        : SingleJudges.TooTight(question, usable) is { } tight ? Refused(question, tight, LimitKind.MaxSegmentCount)
        : null;

    /// <summary>
    /// When all storage has been looked at: the count of who allows the fewest segments. As many segments as pages are always enough. A count
    /// that allows them leaves the gap mask; without one, a pool. For people.
    /// </summary>
    public static Refusal AfterAll(PlacementQuestion question)
    {
        Judge[] direct = [.. UsableMemory.Direct(question)];
        Judge fewest = direct.Concat(question.Joining.Select(j => j.Judge)).MinBy(judge => judge.Limits.MaxSegmentCount)!;
        Judge? widest = direct.MaxBy(judge => judge.Limits.VirtBoundaryMask);
        return fewest.Limits.MaxSegmentCount < question.Pages ? Refused(question, fewest, LimitKind.MaxSegmentCount)
            : question.Bouncing.Count == 0 || widest!.Limits.VirtBoundaryMask >= question.PageSize.Bytes
                ? Refused(question, widest!, LimitKind.VirtBoundaryMask)
                : Refused(question, question.Bouncing.MinBy(b => UsableMemory.PagesFor(question, b.Direct))!.Direct, LimitKind.AddressMask);
    }

    private static Refusal Refused(PlacementQuestion question, Judge judge, LimitKind kind) =>
        new(judge.Device, kind, judge.Limits[kind], question.SizeBytes, Page: null);
}
