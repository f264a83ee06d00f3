using DmabufVerify.Optimised.Bouncing;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>Memory for devices whose pools may not take all that is out of reach.</summary>
internal static class ScarcePools
{
    /// <summary>Whether a device's pool and the memory it reaches together hold fewer pages than the buffer has: a proof.</summary>
    public static bool IsTooSmall(TableSet set, BouncingJudge device)
    {
        long within = FreeMemory.Of(set.Question, [.. set.Reaching, device.Direct]).Pages;
        return within + MostCopied(set.Question, device) < (long)set.Question.Pages;
    }

    /// <summary>
    /// The question for less memory: all that every such device reaches and, of what lies beyond, as much as the pools may take, then only as much as
    /// is needed.
    /// </summary>
    public static IEnumerable<PlacementQuestion> WithFewerCopies(TableSet set, BounceChoice[] scarce)
    {
        if (scarce.Length == 0)
        {
            yield break;
        }

        PlacementQuestion question = set.Question;
        var all = FreeMemory.Of(question, set.Reaching);
        var within = FreeMemory.Of(question, [.. set.Reaching, .. scarce.Select(choice => choice.Device.Direct)]);
        long most = scarce.Min(choice => MostCopied(question, choice.Device));
        long needed = (long)question.Pages - within.Pages;
        if (most >= needed)
        {
            foreach (long beyond in new SortedSet<long> { most, Math.Max(needed, 0) }.Reverse())
            {
                yield return question with { Extents = Joined(within.Stretches, Beyond(all, within, beyond)) };
            }
        }
    }

    private static long MostCopied(PlacementQuestion question, BouncingJudge device) =>
        PoolRoom.Of(question.PageSize, device).MostPages(question.SizeBytes - ((question.Pages - 1) << question.PageSize.Shift));

    /// <summary>So many pages of the memory that some device does not reach, out of its longest stretches.</summary>
    private static List<Stretch> Beyond(FreeMemory all, FreeMemory within, long pages)
    {
        var outside = new List<Stretch>();
        int next = 0;
        foreach (Stretch stretch in all.Stretches)
        {
            long at = stretch.Start;
            for (; next < within.Stretches.Length && within.Stretches[next].End <= stretch.End; next++)
            {
                Add(outside, at, within.Stretches[next].Start);
                at = within.Stretches[next].End;
            }

            Add(outside, at, stretch.End);
        }

        outside.Sort((a, b) => b.Pages.CompareTo(a.Pages));
        return pages == 0 ? [] : GreedyRuns.InOrder([.. outside], pages);
    }

    private static void Add(List<Stretch> stretches, long start, long end)
    {
        if (start < end)
        {
            stretches.Add(new(start, end));
        }
    }

    private static ValueList<PfnRun> Joined(Stretch[] within, List<Stretch> beyond)
    {
        var joined = new List<Stretch>();
        foreach (Stretch stretch in within.Concat(beyond).OrderBy(stretch => stretch.Start))
        {
            if (joined is [.., var last] && last.End == stretch.Start)
            {
                joined[^1] = last with { End = stretch.End };
            }
            else
            {
                joined.Add(stretch);
            }
        }

        return [.. joined.Select(stretch => stretch.ToRun())];
    }
}
