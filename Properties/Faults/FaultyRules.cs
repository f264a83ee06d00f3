using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>Passes everything on to real rules; a fault overrides what it breaks.</summary>
internal abstract class FaultyRules(IRules real) : IRules
{
    protected IRules Real { get; } = real;

    public string Name => Real.Name;

    public virtual TableVote Answer(TableQuestion question) => Real.Answer(question);

    public virtual ResolvedLimits Merge(ReadOnlySpan<ResolvedLimits> limits) => Real.Merge(limits);

    public virtual IAttachSet NewAttachSet() => Real.NewAttachSet();

    public virtual IDmaBuf NewBuffer(Scenario scenario) => Real.NewBuffer(scenario);

    public virtual SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments) =>
        Real.Table(buffer, judges, maxSegments);

    public virtual ValueList<BouncedSegment>? TableWithCopies(PagedBuffer buffer, BouncingJudge judge, int maxSegments) =>
        Real.TableWithCopies(buffer, judge, maxSegments);

    public virtual ulong LongestPrefixBytes(PagedBuffer buffer, ValueList<Judge> judges) =>
        Real.LongestPrefixBytes(buffer, judges);

    public virtual UInt128? CapacityBytes(PageSize pageSize, Judge judge) => Real.CapacityBytes(pageSize, judge);

    public virtual SegmentTable JoinedTable(PagedBuffer buffer, ResolvedLimits limits, ulong granuleBytes, int maxSegments) =>
        Real.JoinedTable(buffer, limits, granuleBytes, maxSegments);
}
