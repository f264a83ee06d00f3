using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Merge;

/// <summary>What the merge laws share.</summary>
internal static class MergeLaws
{
    /// <summary>Checks a law of one implementation for both.</summary>
    public static LawResult ForBothRules(Case c, int atLeast, Func<IRules, ResolvedLimits[], LawResult> check) =>
        c.Limits.Count < atLeast
            ? LawResult.NotApplicable
            : LawResult.Worst(c.Voters.Rules.Select(rules => check(rules, [.. c.Limits])));

    /// <summary>Two merged limits are the same, field by field.</summary>
    public static LawResult Same(string conjunct, ResolvedLimits expected, ResolvedLimits actual, IRules rules) =>
        expected == actual
            ? LawResult.Holds
            : LawResult.Violated(conjunct, expected.ToString(), actual.ToString(), rules.Name);
}
