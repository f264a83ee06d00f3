using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>The number of segments each implementation answers is that of the shortest of all valid tables.</summary>
internal static class TableFewest
{
    public static Law Law { get; } = new(
        "Table.Fewest", "fewest(b, L) = min { |t| : t valid }", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => TableLaws.ForSmallLayouts(c, q =>
    {
        ulong? shortest = (ulong?)c.Shortest(q);
        return LawResult.Worst(c.Voters.Rules.SelectMany(rules => new[]
        {
            Compare("the number answered", shortest, c.Vote(rules, q).FewestSegments, rules),
            Compare(
                "the length of the table built",
                shortest,
                (ulong?)c.Table(rules, q)?.Segments.Count,
                rules),
        }));
    });

    private static LawResult Compare(string conjunct, ulong? shortest, ulong? answered, IRules rules) =>
        shortest == answered
            ? LawResult.Holds
            : LawResult.Violated(conjunct, TableLaws.Describe(shortest), TableLaws.Describe(answered), rules.Name);
}
