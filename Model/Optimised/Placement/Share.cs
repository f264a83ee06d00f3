using System.Collections.Immutable;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised.Placement;

/// <summary>One table, of a judge or of several that share it, as far as the free memory lets its limits matter.</summary>
internal sealed class Share
{
    /// <summary>What a run costs of which no table can be made; more than any count.</summary>
    public const long Impossible = long.MaxValue;

    private const long AnyCount = Impossible - 1;

    private readonly RunCutter _cutter;

    private Share(Judge[] judges, JointCuts cuts, long count)
    {
        Judges = judges;
        Cuts = cuts;
        Count = count;
        _cutter = new(cuts);
    }

    /// <summary>Whose table it is.</summary>
    public Judge[] Judges { get; }

    /// <summary>Where it may and must be cut.</summary>
    public JointCuts Cuts { get; }

    /// <summary>Segments at most.</summary>
    public long Count { get; }

    /// <summary>Edges that no segment crosses; none when they lie outside of the memory.</summary>
    public ImmutableArray<PageGrid> Windows => Cuts.Windows;

    /// <summary>Whether the count limits anything.</summary>
    public bool HasCount => Count != AnyCount;

    /// <summary>
    /// The tables whose limits matter, without those that accept whatever another accepts. A size that no stretch exceeds, a window whose
    /// edges lie outside of every stretch and a count of all pages ask for nothing and make no difference between tables.
    /// </summary>
    public static Share[] Of(TableSet set, FreeMemory memory)
    {
        var shares = new List<Share>();
        foreach (Judge[] judges in set.Tables)
        {
            Share share = Of(set.Question, judges, memory);
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

    /// <summary>Whether there is such a table over storage.</summary>
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

    private static Share Of(PlacementQuestion question, Judge[] judges, FreeMemory memory)
    {
        var binding = new Judge[judges.Length];
        ulong most = ulong.MaxValue;
        for (int i = 0; i < judges.Length; i++)
        {
            binding[i] = judges[i] with { Limits = Binding(question.PageSize, judges[i], memory) };
            most = Math.Min(most, judges[i].Limits.MaxSegmentCount);
        }

        return new(judges, JointCuts.Of(question.PageSize, binding), most < question.Pages ? (long)most : AnyCount);
    }

    /// <summary>A judge's limits without the size and the window when they cannot matter.</summary>
    private static ResolvedLimits Binding(PageSize pageSize, Judge judge, FreeMemory memory)
    {
        ResolvedLimits limits = judge.Limits;
        JointCuts cuts = JointCuts.Of(pageSize, [judge]);
        bool sizeMatters = false;
        bool windowMatters = false;
        foreach (Stretch stretch in memory.Stretches)
        {
            sizeMatters |= stretch.Pages > cuts.MaxPages;
            windowMatters |= !cuts.Windows.IsEmpty && cuts.Windows[0].Above(stretch.Start) < stretch.End;
        }

        limits = sizeMatters ? limits : limits.Without(LimitKind.MaxSegmentSize);
        return windowMatters ? limits : limits.Without(LimitKind.SegmentBoundaryMask);
    }

    /// <summary>Whether every table that is valid for others is valid for these.</summary>
    private bool AcceptsAllOf(Share other) =>
        Count >= other.Count
        && Cuts.MaxPages >= other.Cuts.MaxPages
        && other.Cuts.Gap.IsWithin(Cuts.Gap)
        && Windows.All(edges => other.Windows.Any(edges.IsWithin));
}
