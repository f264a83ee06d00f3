using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Faults;

/// <summary>Rules that misread every judge's limits before they look at a table: most real mistakes are of this kind.</summary>
internal sealed class MisreadingRules(IRules real, Func<PageSize, ResolvedLimits, ResolvedLimits> misread) : FaultyRules(real)
{
    public override TableVote Answer(TableQuestion question) => Real.Answer(Misreading.Of(question, misread));

    public override SegmentTable? Table(PagedBuffer buffer, ValueList<Judge> judges, int maxSegments) =>
        Real.Table(buffer, Misread(buffer, judges), maxSegments);

    public override ulong LongestPrefixBytes(PagedBuffer buffer, ValueList<Judge> judges) =>
        Real.LongestPrefixBytes(buffer, Misread(buffer, judges));

    private ValueList<Judge> Misread(PagedBuffer buffer, ValueList<Judge> judges) =>
        [.. judges.Select(j => j with { Limits = misread(buffer.PageSize, j.Limits) })];
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
        LayoutQuestion q => q with
        {
            Judges = [.. q.Judges.Select(j => j with { Limits = misread(q.Buffer.PageSize, j.Limits) })],
        },
        IommuQuestion q => q with { Judge = q.Judge with { Limits = misread(q.Buffer.PageSize, q.Judge.Limits) } },
        CapacityQuestion q => q with
        {
            Judges = [.. q.Judges.Select(j => j with { Limits = misread(q.PageSize, j.Limits) })],
        },
        PlacementQuestion q => q with
        {
            Judges = [.. q.Judges.Select(j => j with { Limits = misread(q.PageSize, j.Limits) })],
        },
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };
}
