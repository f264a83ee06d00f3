using DmabufVerify.Optimised.Bouncing;
using DmabufVerify.Optimised.Placement;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Optimised;

/// <summary>
/// The fast implementation: closed forms by run and window, whatever a run's length. Stateless, and safe to share among threads.
/// </summary>
public sealed class OptimisedVoter : IRules
{
    /// <inheritdoc/>
    public string Name => "optimised";

    /// <inheritdoc/>
    public TableVote Answer(TableQuestion question) => question switch
    {
        LayoutQuestion layout => LayoutRules.Answer(layout.Buffer, layout.Judges.AsSpan()),
        BounceQuestion bounce => BounceRules.Answer(bounce),
        IommuQuestion iommu => IommuRules.Answer(iommu),
        CapacityQuestion capacity => CapacityRules.Answer(capacity),
        PlacementQuestion placement => PlacementRules.Answer(placement),
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <inheritdoc/>
    public ResolvedLimits Merge(ReadOnlySpan<ResolvedLimits> limits) => LimitMerge.Of(limits);

    /// <inheritdoc/>
    public IAttachSet NewAttachSet() => new MergedLimitsTree();

    /// <inheritdoc/>
    public IDmaBuf NewBuffer(Scenario scenario) => new Lifecycle.EngineBuffer(scenario);

    /// <inheritdoc/>
    public SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments) =>
        LayoutTables.Build(buffer, judges.AsSpan(), maxSegments);

    /// <inheritdoc/>
    public ValueList<BouncedSegment>? TableWithCopies(PagedBuffer buffer, BouncingJudge judge, int maxSegments) =>
        BouncedTables.Of(buffer, judge, maxSegments);

    /// <inheritdoc/>
    public ulong LongestPrefixBytes(PagedBuffer buffer, ValueList<Judge> judges) =>
        LayoutTables.LongestPrefixBytes(buffer, judges.AsSpan());

    /// <inheritdoc/>
    public UInt128? CapacityBytes(PageSize pageSize, Judge judge) => new Capacity(pageSize, judge).ExactBytes();

    /// <inheritdoc/>
    public SegmentTable JoinedTable(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes, int maxSegments) =>
        JoinedSegments.Build(buffer, limits, granuleBytes, maxSegments);
}
