using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Capacity;

/// <summary>
/// A limit that is lifted takes nothing away: sat stays sat, the longest prefix does not shrink, and neither does the largest
/// buffer over all layouts.
/// </summary>
internal static class CapacityMonotone
{
    private const ulong MostPages = 64;

    public static Law Law { get; } = new(
        "Capacity.Monotone", "L <= L' => sat(L) => sat(L'), prefix(L) <= prefix(L'), capacity(L) <= capacity(L')", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.Select(part => part switch
    {
        LayoutQuestion q => LawResult.Worst(c.Voters.Rules.SelectMany(rules => OverLayout(c, q, rules))),
        BounceQuestion q => LawResult.Worst(c.Voters.Rules.SelectMany(rules => Bounced(c, q, rules))),
        CapacityQuestion q => LawResult.Worst(c.Voters.Rules.SelectMany(rules => OverAnyLayout(q, rules))),
        PlacementQuestion { Judges.Count: > 0 } q => LawResult.Worst(c.Voters.Rules.SelectMany(rules => InMemory(c, q, rules))),
        _ => LawResult.NotApplicable,
    }));

    private static IEnumerable<LawResult> OverLayout(Case c, LayoutQuestion q, IRules rules)
    {
        bool sat = c.Vote(rules, q).Verdict == Verdict.Sat;
        bool small = q.Buffer.UsedPages <= MostPages;
        ulong prefix = small ? rules.LongestPrefixBytes(q.Buffer, q.Judges) : 0;
        foreach (LimitKind kind in Biting(q.Judges[0]))
        {
            ValueList<Judge> lifted = [Lift(q.Judges[0], kind), .. q.Judges.Skip(1)];
            if (sat && rules.Answer(q with { Judges = lifted }).Verdict == Verdict.Unsat)
            {
                yield return LawResult.Violated($"sat without {kind.FieldName()}", "sat", "unsat", rules.Name);
            }

            ulong liftedPrefix = small ? rules.LongestPrefixBytes(q.Buffer, lifted) : 0;
            yield return liftedPrefix >= prefix
                ? LawResult.Holds
                : LawResult.Violated($"prefix without {kind.FieldName()}", $"{prefix} bytes or more", $"{liftedPrefix}", rules.Name);
        }
    }

    private static IEnumerable<LawResult> OverAnyLayout(CapacityQuestion q, IRules rules)
    {
        Judge judge = q.Judges[0];
        UInt128? capacity = rules.CapacityBytes(q.PageSize, judge);
        foreach (LimitKind kind in Biting(judge))
        {
            UInt128? lifted = rules.CapacityBytes(q.PageSize, Lift(judge, kind));
            yield return capacity is null || lifted is null ? LawResult.Unknown
                : lifted >= capacity ? LawResult.Holds
                : LawResult.Violated($"capacity without {kind.FieldName()}", $"{capacity} bytes or more", $"{lifted}", rules.Name);
        }
    }

    /// <summary>
    /// Count and reach only: with larger segments, or other alignment, copies may find no place in the pool where smaller ones did. Reach only
    /// where all of the pool has bus addresses: else a copy that is needed no longer may have kept the next one above address 0.
    /// </summary>
    private static IEnumerable<LawResult> Bounced(Case c, BounceQuestion q, IRules rules) =>
        c.Vote(rules, q).Verdict != Verdict.Sat ? [LawResult.NotApplicable]
        : from kind in Biting(q.Judge.Direct)
          where kind == LimitKind.MaxSegmentCount
              || (kind == LimitKind.AddressMask && q.Judge.Direct.BusOffsetBytes <= (long)Swiotlb.PoolAddress)
          let lifted = new BouncingJudge(Lift(q.Judge.Direct, kind), q.Judge.PoolLimits.Without(kind))
          select rules.Answer(q with { Judge = lifted }).Verdict switch
          {
              Verdict.Sat => LawResult.Holds,
              Verdict.Unsat => LawResult.Violated($"bounced without {kind.FieldName()}", "sat", "unsat", rules.Name),
              _ => LawResult.Unknown,
          };

    /// <summary>One judge's each limit is lifted; the others keep theirs.</summary>
    private static IEnumerable<LawResult> InMemory(Case c, PlacementQuestion q, IRules rules)
    {
        Verdict verdict = c.Vote(rules, q).Verdict;
        if (verdict != Verdict.Sat)
        {
            return [verdict == Verdict.Unknown ? LawResult.Unknown : LawResult.NotApplicable];
        }

        return Biting(q.Judges[0]).Select(kind =>
            rules.Answer(q with { Judges = [Lift(q.Judges[0], kind), .. q.Judges.Skip(1)] }).Verdict switch
            {
                Verdict.Sat => LawResult.Holds,
                Verdict.Unsat => LawResult.Violated($"placed without {kind.FieldName()}", "sat", "unsat", rules.Name),
                _ => LawResult.Unknown,
            });
    }

    private static IEnumerable<LimitKind> Biting(Judge judge) =>
        LimitKinds.All.Where(kind => judge.Limits[kind] != kind.Unlimited());

    private static Judge Lift(Judge judge, LimitKind kind) => judge with { Limits = judge.Limits.Without(kind) };
}
