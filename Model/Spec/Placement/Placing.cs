using DmabufVerify.Vocabulary;

namespace DmabufVerify.Spec.Placement;

/// <summary>
/// Whether there is storage in given memory: every choice is looked at where there are few pages, and likely ones where there are
/// many. Storage is judged as any other layout is.
/// </summary>
internal static class Placing
{
    /// <summary>
    /// Usable pages up to which every storage is looked at. Where the order has a say that is certain up to seven pages, and up to these
    /// while no more than <see cref="EveryOrder.MaxBeginnings"/> beginnings are gone on with.
    /// </summary>
    public const ulong MaxPages = 12;

    /// <summary>Pages of storage looked at before a search among likely ones ends.</summary>
    private const ulong MaxJudgedPages = 1 << 14;

    private static readonly SpecVoter Voter = new();

    public static TableVote Answer(PlacementQuestion question)
    {
        ValueList<PfnRun> usable = UsableMemory.Of(question);
        UInt128 pages = UsableMemory.Sum(usable);
        return pages < question.Pages ? TableVote.Unsat(NoPlace.TooLittleWithinReach(question))
            : NoPlace.Anywhere(question, usable) is { } refusal ? TableVote.Unsat(refusal)
            : pages > MaxPages ? AmongLikely(question, usable) ?? Undecided
            : EveryStorage.IsEnough(question, usable) ? AmongAll(question, usable)
            : AmongLikely(question, usable) ?? InEveryOrder(question, usable);
    }

    private static TableVote Undecided => TableVote.Unknown(
        $"likely storage does not serve everybody, and the specification looks at all of it up to {MaxPages} pages within reach");

    private static TableVote AmongAll(PlacementQuestion question, ValueList<PfnRun> usable) =>
        EveryStorage.Of(question, usable).FirstOrDefault(storage => Serves(question, storage)) is { } storage
            ? TableVote.Sat() with { Storage = storage }
            : TableVote.Unsat(NoPlace.AfterAll(question));

    private static TableVote InEveryOrder(PlacementQuestion question, ValueList<PfnRun> usable)
    {
        EveryOrder.Outcome outcome = EveryOrder.Search(
            question, usable, (storage, bytes) => Serves(question, new PagedBuffer(question.PageSize, storage, bytes)));
        return outcome.Storage is { } storage ? TableVote.Sat() with { Storage = storage }
            : outcome.IsProof ? TableVote.Unsat(NoPlace.AfterAll(question))
            : TableVote.Unknown(
                $"the order of pages may matter to who bounces or joins; the specification looks at {EveryOrder.MaxBeginnings} beginnings of storage");
    }

    /// <summary>Likely storage that serves; first of pages of which nobody has to copy any. <see langword="null"/> when none does.</summary>
    private static TableVote? AmongLikely(PlacementQuestion question, ValueList<PfnRun> usable)
    {
        if (question.Pages > MaxJudgedPages)
        {
            return TableVote.Unknown($"{question.Pages} pages; the specification looks for storage of at most {MaxJudgedPages}");
        }

        int most = (int)(MaxJudgedPages / question.Pages);
        return new[] { UsableMemory.WithoutCopies(question), usable }.Distinct()
            .SelectMany(memory => LikelyStorage.Of(question, memory))
            .Take(most)
            .FirstOrDefault(storage => Serves(question, storage)) is { } storage
            ? TableVote.Sat() with { Storage = storage }
            : null;
    }

    private static bool Serves(PlacementQuestion question, Layout storage) =>
        Serves(question, new PagedBuffer(question.PageSize, storage, question.SizeBytes));

    /// <summary>By the answers over a layout: one table for all who must not bounce, or one each; and one each for all others.</summary>
    private static bool Serves(PlacementQuestion question, PagedBuffer buffer) =>
        TableQuestions(question, buffer).All(part => Voter.Answer(part).Verdict == Verdict.Sat);

    private static IEnumerable<TableQuestion> TableQuestions(PlacementQuestion question, PagedBuffer buffer)
    {
        IEnumerable<ValueList<Judge>> tables = question.Judges.Count == 0 ? []
            : question.Mode == SharingMode.Shared ? [question.Judges]
            : question.Judges.Select(judge => (ValueList<Judge>)[judge]);
        return tables.Select(judges => new LayoutQuestion(buffer, judges))
            .Concat<TableQuestion>(question.Bouncing.Select(judge => new BounceQuestion(buffer, judge)))
            .Concat(question.Joining.Select(j => new IommuQuestion(buffer, j.Judge, j.GranuleBytes, Enforcement.Kernel)));
    }
}
