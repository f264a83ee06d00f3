using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>What one table can do, one table each can do over the same storage. The converse is false (thread D7.2).</summary>
internal static class TableSharedImpliesTailored
{
    public static Law Law { get; } = new(
        "Table.SharedImpliesTailored", "sat(b, S) => sat(b, { s }) for all s in S", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => LawResult.Worst(c.Question.Parts.SelectMany(part => part switch
    {
        LayoutQuestion { Judges.Count: > 1 } q => IfSat(c, q, rules => CheckEach(q.Judges, rules, judge => q with { Judges = [judge] })),
        PlacementQuestion { Judges.Count: > 1, Mode: SharingMode.Shared } q => IfSat(c, q, rules => CheckTailored(q, rules)),
        _ => [],
    }));

    private static IEnumerable<LawResult> IfSat(Case c, TableQuestion question, Func<IRules, LawResult> check) =>
        c.Voters.Rules.Select(rules => c.Vote(rules, question).Verdict == Verdict.Sat ? check(rules) : LawResult.NotApplicable);

    private static LawResult CheckEach(ValueList<Judge> judges, IRules rules, Func<Judge, TableQuestion> alone)
    {
        Judge? without = judges.FirstOrDefault(j => rules.Answer(alone(j)).Verdict == Verdict.Unsat);
        return without is null
            ? LawResult.Holds
            : LawResult.Violated("each device alone", $"a table for {without.Device}", "none", rules.Name);
    }

    private static LawResult CheckTailored(PlacementQuestion q, IRules rules)
    {
        PlacementQuestion tailored = q with { Mode = SharingMode.Tailored };
        return rules.Answer(tailored).Verdict == Verdict.Unsat
            ? LawResult.Violated("tables of their own", "storage for all devices", "none", rules.Name)
            : CheckEach(q.Judges, rules, judge => tailored with { Judges = [judge] });
    }
}
