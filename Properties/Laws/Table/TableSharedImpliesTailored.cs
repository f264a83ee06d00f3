using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>What one table can do, one table each can do over the same storage. The converse is false (thread D7.2).</summary>
internal static class TableSharedImpliesTailored
{
    public static Law Law { get; } = new(
        "Table.SharedImpliesTailored", "sat(b, S) => sat(b, { s }) for all s in S", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Layouts.Where(q => q.Judges.Count > 1).SelectMany(q =>
        c.Voters.Rules.Select(rules => c.Vote(rules, q).Verdict == Verdict.Sat ? CheckEach(q, rules) : LawResult.NotApplicable)));

    private static LawResult CheckEach(LayoutQuestion q, IRules rules)
    {
        Judge? without = q.Judges.FirstOrDefault(j => rules.Answer(q with { Judges = [j] }).Verdict == Verdict.Unsat);
        return without is null
            ? LawResult.Holds
            : LawResult.Violated("each device alone", $"a table for {without.Device}", "none", rules.Name);
    }
}
