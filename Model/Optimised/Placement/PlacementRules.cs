using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Whether free memory holds a buffer for a set of judges, and where.</summary>
internal static class PlacementRules
{
    public static TableVote Answer(PlacementQuestion question) =>
        question.Joining.Count > 0 ? JoiningRules.Answer(question)
        : question.Bouncing.Count > 0 ? BouncingRules.Answer(question)
        : Answer(TableSet.ZeroCopy(question));

    /// <summary>The answer for tables of which nothing is copied any more.</summary>
    public static TableVote Answer(TableSet set)
    {
        PlacementQuestion question = set.Question;
        var memory = FreeMemory.Of(question, set.Reaching);
        long pages = (long)question.Pages;
        if (memory.Pages < pages)
        {
            return TableVote.Unsat(PlacementRefusals.TooLittle(set));
        }

        return set.Tables switch
        {
            // Without judges, nothing but the amount counts; and all of it has just been found to be enough.
            [] => Checked(question, GreedyRuns.InOrder(memory.Stretches, pages)),
            [var judges] => OneTable(question, judges, memory, pages),
            _ => TailoredRules.Answer(set, memory),
        };
    }

    /// <summary>A sat vote, after a look at whether it is true for those that must not bounce.</summary>
    public static TableVote Checked(PlacementQuestion question, IReadOnlyCollection<Stretch> storage)
    {
        var layout = new Layout(0, [.. storage.Select(run => run.ToRun())]);
        var buffer = new PagedBuffer(question.PageSize, layout, question.SizeBytes);
        foreach (Judge[] judges in TableSet.ZeroCopy(question).Tables)
        {
            if (LayoutRules.Answer(buffer, judges).Refusal is { } refusal)
            {
                throw new InvalidOperationException($"storage was found that {refusal.Device} refuses for its {refusal.Limit}");
            }
        }

        return TableVote.Sat() with { Storage = layout };
    }

    private static TableVote OneTable(PlacementQuestion question, ReadOnlySpan<Judge> judges, FreeMemory memory, long pages)
    {
        JointCuts cuts = JointCuts.Of(question.PageSize, judges);
        ulong count = LimitMerge.Tightest(judges, LimitKind.MaxSegmentCount).Limits.MaxSegmentCount;

        // Whole stretches mostly do, and make a layout of few runs.
        if (cuts.Gap.Step == 1)
        {
            List<Stretch> whole = GreedyRuns.LargestFirst(memory.Stretches, pages);
            if (Segments(whole, cuts) <= count)
            {
                return Checked(question, whole);
            }
        }

        ITablePlan plan = BestTable.Of(memory, cuts, count, pages);
        if (plan.Pages < pages)
        {
            return TableVote.Unsat(PlacementRefusals.TooManySegments(question, judges, memory));
        }

        return plan.Storage(pages) is { } storage
            ? Checked(question, storage)
            : TableVote.Unknown(
                "a table exists, but its storage is among more than a million boundary windows; give smaller extents, or a layout");
    }

    private static ulong Segments(List<Stretch> runs, JointCuts cuts)
    {
        var cutter = new RunCutter(cuts);
        ulong segments = 0;
        foreach (Stretch run in runs)
        {
            segments += (ulong)cutter.Count(run.Start, run.Pages).Segments;
        }

        return segments;
    }
}
