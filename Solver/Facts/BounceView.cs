using DmabufVerify.Vocabulary;

namespace DmabufVerify.Solving;

/// <summary>
/// A device that may bounce. Where all of the storage is within its reach, its table is that of a judge. Else the reach is set aside and a
/// segment is no longer than the longest bounce: 0 pages, where the pool within reach is less than what has to be copied whatever the table.
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

    /// <summary>Bytes that are out of reach wherever the buffer may be, at least 1 for a table with copies. Copies do not overlap.</summary>
    public Int128 OutOfReachBytes { get; init; } = 1;

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

    /// <summary>The first byte of the pool, and the one behind the last within reach, as bus addresses; none within reach where they cross.</summary>
    public (Int128 First, Int128 End) Pool => (
        (Int128)Swiotlb.PoolAddress - View.Judge.BusOffsetBytes,
        Int128.Min((Int128)Swiotlb.PoolAddress + Swiotlb.PoolBytes - View.Judge.BusOffsetBytes, (Int128)View.Judge.Limits.AddressMask + 1));

    /// <summary>The device, and what it does not reach of one storage.</summary>
    public BounceView Over(Storage storage)
    {
        Int128 bytes = 0;
        for (int run = 0; run < storage.Runs.Count; run++)
        {
            Int128 first = (Int128)storage.FirstByte(run) - View.Judge.BusOffsetBytes;
            Int128 end = (Int128)storage.LastByte(run) + 1 - View.Judge.BusOffsetBytes;
            Int128 reached = Int128.Min(end, (Int128)View.Judge.Limits.AddressMask + 1) - Int128.Max(first, 0);
            bytes += end - first - Int128.Max(0, reached);
        }

        return new BounceView(View, PoolLimits) { OutOfReachBytes = bytes };
    }

    /// <summary>The device, and what it cannot reach at least of a buffer somewhere in this memory.</summary>
    public BounceView In(FreeMemory memory)
    {
        (Int128 first, Int128 end) = memory.Reach(View);
        Int128 reached = memory.Within(first, end).Aggregate(Int128.Zero, (pages, run) => pages + run.Pages);
        // Of the page in which the reach ends, and of the buffer's last, it may be a byte.
        Int128 whole = memory.Needed - reached - 2;
        return new BounceView(View, PoolLimits) { OutOfReachBytes = Int128.Max(1, whole << memory.PageSize.Shift) };
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
            {
                OutOfReachBytes = OutOfReachBytes,
            }
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
        return OutOfReachBytes <= Pool.End - Int128.Max(0, Pool.First) ? View.PageSize.WholePages((ulong)Int128.Max(0, Swiotlb.LongestRunBytes - lost)) : 0;
    }

    private JudgeView Aside(ulong maxSegmentSizeBytes) => new(
        View.Index, View.Judge with { Limits = View.Judge.Limits with { MaxSegmentSizeBytes = maxSegmentSizeBytes } }, View.PageSize)
    {
        SetsReachAside = true,
    };
}
