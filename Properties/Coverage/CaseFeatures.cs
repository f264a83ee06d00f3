using DmabufVerify.Properties.Deciding;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Coverage;

/// <summary>
/// What kind of case a scenario is, as the optimised implementation sees it; it is fast, and if it is wrong the laws say so.
/// </summary>
public sealed class CaseFeatures
{
    private readonly Case _case;
    private readonly IRules _rules;

    /// <param name="c">The case to look at.</param>
    public CaseFeatures(Case c)
    {
        _case = c;
        _rules = c.Voters.Optimised;
        Verdict = _rules.Verdict(Scenario);
        Placement = PlacementFeatures.Of(c);
        Bounce = new BounceFeatures(c);
        Refusals = [.. c.Question.Parts.Select(part => c.Vote(_rules, part).Refusal).OfType<Refusal>()];
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario => _case.Scenario;

    /// <summary>Sat, unsat or unknown.</summary>
    public Verdict Verdict { get; }

    /// <summary>What kind of placement is asked for; <see langword="null"/> where none is.</summary>
    public PlacementFeatures? Placement { get; }

    /// <summary>What devices that may bounce meet.</summary>
    public BounceFeatures Bounce { get; }

    /// <summary>Maximal runs; 0 without a layout.</summary>
    public int Runs => Scenario.Layout?.Runs.Count ?? 0;

    /// <summary>Pages of the layout; 0 without one.</summary>
    public ulong Pages => Scenario.Layout?.Pages ?? 0;

    /// <summary>Whether some limit that was met first is of this kind.</summary>
    public bool IsRefusedBy(LimitKind kind) => Refusals.Any(r => r.Limit == kind);

    /// <summary>The count is exceeded, and would be even if there were no boundary and no break: too few segments of too little size.</summary>
    public bool IsTooSmall => CountFails.Any(f => f.Refusal.LimitValue < LeastSegments(f.Question, f.Judge));

    /// <summary>The count is exceeded because a boundary cuts.</summary>
    public bool IsCutByBoundary => CountFails.Any(f => SatWithout(f.Question, LimitKind.SegmentBoundaryMask));

    /// <summary>One segment is allowed, and the storage is in pieces.</summary>
    public bool IsNotContiguous => CountFails.Any(f => f.Refusal.LimitValue == 1 && f.Question.Buffer.Layout.Runs.Count > 1);

    /// <summary>Sat with exactly as many segments as are allowed.</summary>
    public bool IsBarelySat => _case.Layouts.Any(q =>
        _case.Vote(_rules, q) is { Verdict: Verdict.Sat } vote && vote.FewestSegments == q.Judges.Min(j => j.Limits.MaxSegmentCount));

    /// <summary>Unsat for want of one segment.</summary>
    public bool IsBarelyUnsat => CountFails.Any(f => f.Refusal.Needed == f.Refusal.LimitValue + 1);

    /// <summary>One table will not do, one each will.</summary>
    public bool IsOnlyTailored => Verdict == Verdict.Unsat
        && Scenario is { Mode: SharingMode.Shared, Policy.Splitting: Splitting.Early, Layout: not null }
        && _rules.Verdict(Scenario with { Mode = SharingMode.Tailored }) == Verdict.Sat;

    /// <summary>Unsat, and sat if no default counted.</summary>
    public bool RestsOnDefault => Verdict == Verdict.Unsat && _rules.Verdict(Scenario.WithoutDefaults()) == Verdict.Sat;

    private IReadOnlyList<Refusal> Refusals { get; }

    private IEnumerable<(LayoutQuestion Question, Refusal Refusal, Judge Judge)> CountFails =>
        from q in _case.Layouts
        let refusal = _case.Vote(_rules, q).Refusal
        where refusal is { Limit: LimitKind.MaxSegmentCount }
        select (q, refusal, q.Judges.First(j => j.Device == refusal.Device));

    private static ulong LeastSegments(LayoutQuestion q, Judge judge)
    {
        ulong most = q.Buffer.PageSize.WholePages(judge.Limits.MaxSegmentSizeBytes);
        return (q.Buffer.UsedPages / most) + (q.Buffer.UsedPages % most == 0 ? 0UL : 1);
    }

    private bool SatWithout(LayoutQuestion q, LimitKind kind) =>
        _rules.Answer(q with { Judges = [.. q.Judges.Select(j => j with { Limits = j.Limits.Without(kind) })] }).Verdict == Verdict.Sat;
}
