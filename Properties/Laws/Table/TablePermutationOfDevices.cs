using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>
/// The order in which devices are named has no say in an answer. The block layer's stacking lacks this: its result depends on the
/// order of the disks.
/// </summary>
internal static class TablePermutationOfDevices
{
    public static Law Law { get; } = new(
        "Table.PermutationOfDevices", "answer(b, pi(S)) = answer(b, S)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.SelectMany(part => part switch
    {
        LayoutQuestion { Judges.Count: > 1 } q =>
            CheckOrders(c, q, q with { Judges = Reversed(q.Judges) }, q with { Judges = Rotated(q.Judges) }),
        PlacementQuestion q when q.Judges.Count > 1 || q.Bouncing.Count > 1 || q.Joining.Count > 1 => CheckOrders(
            c,
            q,
            q with { Judges = Reversed(q.Judges), Bouncing = Reversed(q.Bouncing), Joining = Reversed(q.Joining) },
            q with { Judges = Rotated(q.Judges), Bouncing = Rotated(q.Bouncing), Joining = Rotated(q.Joining) }),
        _ => [],
    }));

    private static ValueList<T> Reversed<T>(ValueList<T> list) => [.. list.Reverse()];

    private static ValueList<T> Rotated<T>(ValueList<T> list) => [.. list.Skip(1), .. list.Take(1)];

    private static IEnumerable<LawResult> CheckOrders(Case c, TableQuestion question, TableQuestion reversed, TableQuestion rotated)
    {
        return c.Voters.Rules.SelectMany(rules => new[]
        {
            Compare("reversed", rules, c.Vote(rules, question), rules.Answer(reversed)),
            Compare("rotated", rules, c.Vote(rules, question), rules.Answer(rotated)),
        });
    }

    /// <summary>Who gives up may do so sooner with one order than with another.</summary>
    private static LawResult Compare(string conjunct, IRules rules, TableVote named, TableVote permuted) =>
        named.Verdict == Verdict.Unknown || permuted.Verdict == Verdict.Unknown ? LawResult.Unknown
        : (named.Verdict, named.FewestSegments) == (permuted.Verdict, permuted.FewestSegments)
            ? LawResult.Holds
            : LawResult.Violated(
                conjunct,
                $"{named.Verdict}, {TableLaws.Describe(named.FewestSegments)}",
                $"{permuted.Verdict}, {TableLaws.Describe(permuted.FewestSegments)}",
                rules.Name);
}
