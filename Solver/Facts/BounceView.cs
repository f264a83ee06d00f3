using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>
/// A device that may bounce. Where all of the storage is within its reach, its table is that of a judge. Else the reach is set aside and a
/// segment is no longer than the longest bounce; of a pool that is wholly out of reach, 0 pages.
/// </summary>
internal sealed class BounceView
{
    /// <param name="index">Position among all judges of the question; makes names unique.</param>
    /// <param name="judge">Whose view.</param>
    /// <param name="pageSize">Unit.</param>
    public BounceView(int index, BouncingJudge judge, PageSize pageSize)
        : this(new JudgeView(index, WithAlignment(judge), pageSize), judge.PoolLimits)
    {
    }

    private BounceView(JudgeView view, ResolvedLimits poolLimits) => (View, PoolLimits) = (view, poolLimits);

    /// <summary>As long as all is within reach. Its alignment is the pool's, of which a direct mapping asks nothing.</summary>
    public JudgeView View { get; }

    /// <summary>What the pool honours.</summary>
    public ResolvedLimits PoolLimits { get; }

    /// <summary>Where something is out of reach, and segments are no longer than the longest bounce.</summary>
    public JudgeView Capped => Aside(Math.Min(View.Judge.Limits.MaxSegmentSizeBytes, LongestPages(aligned: true) << View.PageSize.Shift));

    /// <summary>Where something is out of reach, before the longest bounce is looked at.</summary>
    public JudgeView WithoutReach => Aside(View.Judge.Limits.MaxSegmentSizeBytes);

    /// <summary>Pages of a segment where something is out of reach, and the limits that have it so together. The last is the least.</summary>
    public IReadOnlyList<(LimitKind[] Kinds, ulong Pages)> Caps
    {
        get
        {
            (LimitKind[], ulong) always = ([LimitKind.AddressMask], LongestPages(aligned: false));
            return LongestPages(aligned: true) == LongestPages(aligned: false)
                ? [always]
                : [always, ([LimitKind.AddressMask, LimitKind.MinAlignMask], LongestPages(aligned: true))];
        }
    }

    /// <summary>Whether every byte is within reach.</summary>
    public bool Reaches(Storage storage) =>
        Enumerable.Range(0, storage.Runs.Count).All(run => Reaches(storage.FirstByte(run), storage.LastByte(run)));

    /// <summary>Whether all of these bytes are within reach; the two are physical addresses.</summary>
    public bool Reaches(UInt128 first, UInt128 last) =>
        (Int128)first >= View.Judge.BusOffsetBytes && (Int128)last - View.Judge.BusOffsetBytes <= View.Judge.Limits.AddressMask;

    /// <summary>The same device with those limits only that are assumed; <see langword="null"/> where none is, or not the reach.</summary>
    public BounceView? Assuming(IReadOnlyCollection<TrackedLimit> limits)
    {
        LimitKind[] set = [.. limits.Where(l => l.Pair.Device == View.Judge.Device).Select(l => l.Pair.Limit)];
        return set.Contains(LimitKind.AddressMask)
            ? new BounceView(
                new JudgeView(View.Index, View.Judge with { Limits = OnlyThe(set, View.Judge.Limits) }, View.PageSize),
                OnlyThe(set, PoolLimits))
            : null;
    }

    private static ResolvedLimits OnlyThe(LimitKind[] set, ResolvedLimits limits) =>
        LimitKinds.All.Except(set).Aggregate(limits, (left, kind) => left.Without(kind));

    private static Judge WithAlignment(BouncingJudge judge) => judge.Direct with
    {
        Limits = judge.Direct.Limits with { MinAlignMask = judge.PoolLimits.MinAlignMask },
    };

    /// <summary>swiotlb_max_mapping_size, kernel/dma/swiotlb.c.</summary>
    private ulong LongestPages(bool aligned)
    {
        Int128 lost = aligned ? ((Int128)PoolLimits.MinAlignMask + Swiotlb.SlotBytes - 1) / Swiotlb.SlotBytes * Swiotlb.SlotBytes : 0;
        return ReachesPool() ? View.PageSize.WholePages((ulong)Int128.Max(0, Swiotlb.LongestRunBytes - lost)) : 0;
    }

    private bool ReachesPool()
    {
        Int128 first = (Int128)Swiotlb.PoolAddress - View.Judge.BusOffsetBytes;
        return first + Swiotlb.PoolBytes > 0 && first <= View.Judge.Limits.AddressMask;
    }

    private JudgeView Aside(ulong maxSegmentSizeBytes) => new(
        View.Index, View.Judge with { Limits = View.Judge.Limits with { MaxSegmentSizeBytes = maxSegmentSizeBytes } }, View.PageSize)
    {
        SetsReachAside = true,
    };
}
