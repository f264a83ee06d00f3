using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>Rules that misread every judge's limits before they look at a table: most real mistakes are of this kind.</summary>
internal sealed class MisreadingRules(IRules real, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) : FaultyRules(real)
{
    public override TableVote Answer(TableQuestion question) => Real.Answer(Misreading.Of(question, misread));

    public override SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments) =>
        Real.Table(buffer, Misread(buffer, judges), maxSegments);

    public override ValueList<BouncedSegment>? TableWithCopies(PagedBuffer buffer, BouncingJudge judge, int maxSegments) =>
        Real.TableWithCopies(buffer, Misreading.Of(buffer.PageSize, judge, misread), maxSegments);

    public override ulong LongestPrefixBytes(PagedBuffer buffer, ValueList<Judge> judges) =>
        Real.LongestPrefixBytes(buffer, Misread(buffer, judges));

    private ValueList<Judge> Misread(PagedBuffer buffer, ValueList<Judge> judges) =>
        Misreading.Of(buffer.PageSize, judges, misread);
}

/// <summary>A solver that is told other limits than were asked.</summary>
internal sealed class MisreadingSolver(ISolverVoter real, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) : ISolverVoter
{
    public string Name => real.Name;

    public TableVote Answer(TableQuestion question) => real.Answer(Misreading.Of(question, misread));

    public SolverReport Explain(TableQuestion question) => real.Explain(Misreading.Of(question, misread));
}

/// <summary>A voter that is told other limits than were asked.</summary>
internal sealed class MisreadingVoter(IVoter real, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) : IVoter
{
    public string Name => real.Name;

    public TableVote Answer(TableQuestion question) => real.Answer(Misreading.Of(question, misread));
}

/// <summary>Questions with limits changed.</summary>
internal static class Misreading
{
    /// <summary>Limits without the gap mask.</summary>
    public static ResolvedLimits IgnoreGap(PageSize pageSize, ResolvedLimits limits) => limits.Without(LimitKind.VirtBoundaryMask);

    public static TableQuestion Of(TableQuestion question, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) => question switch
    {
        LayoutQuestion q => q with { Judges = Of(q.Buffer.PageSize, q.Judges, misread) },
        BounceQuestion q => q with { Judge = Of(q.Buffer.PageSize, q.Judge, misread) },
        IommuQuestion q => q with { Judge = Of(q.Buffer.PageSize, q.Judge, misread) },
        CapacityQuestion q => q with { Judges = Of(q.PageSize, q.Judges, misread) },
        PlacementQuestion q => q with
        {
            Judges = Of(q.PageSize, q.Judges, misread),
            Bouncing = [.. q.Bouncing.Select(j => Of(q.PageSize, j, misread))],
            Joining = [.. q.Joining.Select(j => j with { Judge = Of(q.PageSize, j.Judge, misread) })],
        },
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    public static ValueList<Judge> Of(PageSize pageSize, ValueList<Judge> judges, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) =>
        [.. judges.Select(j => Of(pageSize, j, misread))];

    public static BouncingJudge Of(PageSize pageSize, BouncingJudge judge, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) =>
        new(Of(pageSize, judge.Direct, misread), misread(pageSize, judge.PoolLimits));

    private static Judge Of(PageSize pageSize, Judge judge, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) =>
        judge with { Limits = misread(pageSize, judge.Limits) };
}
