using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Whether free memory holds a buffer for a set of judges, and where.</summary>
internal static class PlacementRules
{
    public static TableVote Answer(PlacementQuestion question)
    {
        ReadOnlySpan<Judge> judges = question.Judges.AsSpan();
        var memory = FreeMemory.Of(question, judges);
        long pages = (long)question.Pages;
        if (memory.Pages < pages)
        {
            return TableVote.Unsat(PlacementRefusals.TooLittle(question));
        }

        // Without judges, nothing but the amount counts; and all of it has just been found to be enough.
        if (judges.IsEmpty)
        {
            return Checked(question, GreedyRuns.InOrder(memory.Stretches, pages));
        }

        // For one judge the two modes are the same.
        return question.Mode == SharingMode.Shared || judges.Length == 1
            ? OneTable(question, judges, memory, pages)
            : TailoredRules.Answer(question, memory);
    }

    /// <summary>A sat vote, after a look at whether it is true.</summary>
    public static TableVote Checked(PlacementQuestion question, IReadOnlyCollection<Stretch> storage)
    {
        var layout = new Layout(0, [.. storage.Select(run => run.ToRun())]);
        var buffer = new PagedBuffer(question.PageSize, layout, question.SizeBytes);
        ReadOnlySpan<Judge> judges = question.Judges.AsSpan();
        if (question.Mode == SharingMode.Shared)
        {
            Check(buffer, judges);
        }
        else
        {
            for (int i = 0; i < judges.Length; i++)
            {
                Check(buffer, judges.Slice(i, 1));
            }
        }

        return TableVote.Sat() with { Storage = layout };
    }

    private static void Check(PagedBuffer buffer, ReadOnlySpan<Judge> judges)
    {
        if (!judges.IsEmpty && LayoutRules.Answer(buffer, judges).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"storage was found that {refusal.Device} refuses for its {refusal.Limit}");
        }
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
