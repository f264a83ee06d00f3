using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>One judge's own table, as far as the free memory lets its limits matter.</summary>
internal sealed class Share
{
    /// <summary>What a run costs of which no table can be made; more than any count.</summary>
    public const long Impossible = long.MaxValue;

    private const long AnyCount = Impossible - 1;

    private readonly RunCutter _cutter;

    private Share(Judge judge, JointCuts cuts, long count)
    {
        Judge = judge;
        Cuts = cuts;
        Count = count;
        _cutter = new(cuts);
    }

    /// <summary>Whose table it is.</summary>
    public Judge Judge { get; }

    /// <summary>Where it may and must be cut; at most one window grid.</summary>
    public JointCuts Cuts { get; }

    /// <summary>Segments at most.</summary>
    public long Count { get; }

    /// <summary>Edges that no segment crosses; <see langword="null"/> when none lies inside the memory.</summary>
    public PageGrid? Window => Cuts.Windows.IsEmpty ? null : Cuts.Windows[0];

    /// <summary>Whether the count limits anything.</summary>
    public bool HasCount => Count != AnyCount;

    /// <summary>
    /// The judges whose limits matter, without those that accept whatever another accepts. A size that no stretch exceeds, a window whose
    /// edges lie outside of every stretch and a count of all pages ask for nothing and make no difference between judges.
    /// </summary>
    public static Share[] Of(PlacementQuestion question, FreeMemory memory)
    {
        var shares = new List<Share>();
        foreach (Judge judge in question.Judges)
        {
            Share share = Of(question, judge, memory);
            if ((!share.HasCount && share.Cuts.Gap.Step == 1) || shares.Exists(share.AcceptsAllOf))
            {
                continue;
            }

            shares.RemoveAll(other => other.AcceptsAllOf(share));
            shares.Add(share);
        }

        return [.. shares];
    }

    /// <summary>
    /// Segments that a run takes of the table, whatever stands before and behind it; <see cref="Impossible"/> when it cannot be cut.
    /// </summary>
    public long Cost(Stretch run)
    {
        RunCut cut = _cutter.Count(run.Start, run.Pages);
        return cut.IsRejected ? Impossible : cut.Segments;
    }

    /// <summary>Whether there is a table over storage for this judge.</summary>
    public bool Accepts(List<Stretch> storage)
    {
        long left = Count;
        for (int i = 0; i < storage.Count; i++)
        {
            long cost = Cost(storage[i]);
            bool breakIsAllowed = i == 0 || LayoutRules.BreakIsAllowed(Cuts, storage[i - 1].End, storage[i].Start);
            if (cost > left || !breakIsAllowed)
            {
                return false;
            }

            left -= cost;
        }

        return true;
    }

    private static Share Of(PlacementQuestion question, Judge judge, FreeMemory memory)
    {
        ResolvedLimits limits = judge.Limits;
        JointCuts cuts = JointCuts.Of(question.PageSize, [judge]);
        bool sizeMatters = false;
        bool windowMatters = false;
        foreach (Stretch stretch in memory.Stretches)
        {
            sizeMatters |= stretch.Pages > cuts.MaxPages;
            windowMatters |= !cuts.Windows.IsEmpty && cuts.Windows[0].Above(stretch.Start) < stretch.End;
        }

        limits = sizeMatters ? limits : limits.Without(LimitKind.MaxSegmentSize);
        limits = windowMatters ? limits : limits.Without(LimitKind.SegmentBoundaryMask);
        long count = limits.MaxSegmentCount < question.Pages ? (long)limits.MaxSegmentCount : AnyCount;
        return new(judge, JointCuts.Of(question.PageSize, [judge with { Limits = limits }]), count);
    }

    /// <summary>Whether every table that is valid for another judge is valid for this one.</summary>
    private bool AcceptsAllOf(Share other) =>
        Count >= other.Count
        && Cuts.MaxPages >= other.Cuts.MaxPages
        && other.Cuts.Gap.IsWithin(Cuts.Gap)
        && (Window is not { } edges || (other.Window is { } others && edges.IsWithin(others)));
}
