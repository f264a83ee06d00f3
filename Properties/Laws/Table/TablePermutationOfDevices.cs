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

    private static LawResult Check(Case c) => LawResult.Worst(c.Layouts.Where(q => q.Judges.Count > 1).SelectMany(q =>
    {
        var reversed = q with { Judges = [.. q.Judges.Reverse()] };
        var rotated = q with { Judges = [.. q.Judges.Skip(1), q.Judges[0]] };
        return c.Voters.Rules.SelectMany(rules => new[]
        {
            Compare("reversed", rules, c.Vote(rules, q), rules.Answer(reversed)),
            Compare("rotated", rules, c.Vote(rules, q), rules.Answer(rotated)),
        });
    }));

    private static LawResult Compare(string conjunct, IRules rules, TableVote named, TableVote permuted) =>
        (named.Verdict, named.FewestSegments) == (permuted.Verdict, permuted.FewestSegments)
            ? LawResult.Holds
            : LawResult.Violated(
                conjunct,
                $"{named.Verdict}, {TableLaws.Describe(named.FewestSegments)}",
                $"{permuted.Verdict}, {TableLaws.Describe(permuted.FewestSegments)}",
                rules.Name);
}
