using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>
/// Whether there is storage in given memory: every choice is looked at where there are few pages, and likely ones where there are
/// many. Storage is judged as any other layout is.
/// </summary>
internal static class Placing
{
    /// <summary>Usable pages up to which every storage is looked at.</summary>
    public const ulong MaxPages = 12;

    /// <summary>Pages of storage looked at before a search among likely ones ends.</summary>
    private const ulong MaxJudgedPages = 1 << 14;

    private static readonly SpecVoter Voter = new();

    public static TableVote Answer(PlacementQuestion question)
    {
        ValueList<PfnRun> usable = UsableMemory.Of(question);
        UInt128 pages = UsableMemory.Sum(usable);
        if (pages < question.Pages)
        {
            return TableVote.Unsat(TooLittleWithinReach(question));
        }

        if (SingleJudges.TooTight(question, usable) is { } tight)
        {
            return TableVote.Unsat(Refused(question, tight, LimitKind.MaxSegmentCount));
        }

        return pages <= MaxPages ? AmongAll(question, usable) : AmongLikely(question, usable);
    }

    private static TableVote AmongAll(PlacementQuestion question, ValueList<PfnRun> usable) =>
        EveryStorage.Of(question, usable).FirstOrDefault(storage => Serves(question, storage)) is { } storage
            ? TableVote.Sat() with { Storage = storage }
            : TableVote.Unsat(Nowhere(question));

    private static TableVote AmongLikely(PlacementQuestion question, ValueList<PfnRun> usable)
    {
        if (question.Pages > MaxJudgedPages)
        {
            return TableVote.Unknown($"{question.Pages} pages; the specification looks for storage of at most {MaxJudgedPages}");
        }

        int most = (int)(MaxJudgedPages / question.Pages);
        return LikelyStorage.Of(question, usable).Take(most).FirstOrDefault(storage => Serves(question, storage)) is { } storage
            ? TableVote.Sat() with { Storage = storage }
            : TableVote.Unknown(
                $"likely storage does not serve everybody, and the specification looks at all of it up to {MaxPages} pages within reach");
    }

    /// <summary>By the answers over a layout: one table for everybody, or one each.</summary>
    private static bool Serves(PlacementQuestion question, Layout storage)
    {
        var buffer = new PagedBuffer(question.PageSize, storage, question.SizeBytes);
        bool HasTable(ValueList<Judge> judges) => Voter.Answer(new LayoutQuestion(buffer, judges)).Verdict == Verdict.Sat;
        return question.Judges.Count == 0
            || (question.Mode == SharingMode.Shared ? HasTable(question.Judges) : question.Judges.All(judge => HasTable([judge])));
    }

    /// <summary>The judge that reaches the fewest pages; nobody's limit where there are too few pages for anybody.</summary>
    private static Refusal? TooLittleWithinReach(PlacementQuestion question) => UsableMemory.Sum(question.Extents) < question.Pages
        ? null
        : Refused(question, question.Judges.MinBy(judge => UsableMemory.PagesFor(question, judge))!, LimitKind.AddressMask);

    /// <summary>
    /// The count of who allows the fewest segments. As many segments as pages are always enough; a count that allows them leaves the gap
    /// mask, the only limit then that storage within reach can break.
    /// </summary>
    private static Refusal Nowhere(PlacementQuestion question)
    {
        Judge fewest = question.Judges.MinBy(judge => judge.Limits.MaxSegmentCount)!;
        return fewest.Limits.MaxSegmentCount < question.Pages
            ? Refused(question, fewest, LimitKind.MaxSegmentCount)
            : Refused(question, question.Judges.MaxBy(judge => judge.Limits.VirtBoundaryMask)!, LimitKind.VirtBoundaryMask);
    }

    private static Refusal Refused(PlacementQuestion question, Judge judge, LimitKind kind) =>
        new(judge.Device, kind, judge.Limits[kind], question.SizeBytes, Page: null);
}
