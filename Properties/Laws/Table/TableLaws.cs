using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>What the table laws share.</summary>
internal static class TableLaws
{
    /// <summary>Buffers with more pages are left to the laws that need no page-by-page definition.</summary>
    private const ulong MostPages = 2048;

    /// <summary>Checks a law for every storage the case asks about that is small enough to be looked at page by page.</summary>
    public static LawResult ForLayouts(Case c, Func<LayoutQuestion, LawResult> check) =>
        LawResult.Worst(c.Layouts.Select(q => q.Buffer.UsedPages > MostPages ? LawResult.NotApplicable : check(q)));

    /// <summary>The same for those whose tables can all be looked at.</summary>
    public static LawResult ForSmallLayouts(Case c, Func<LayoutQuestion, LawResult> check) => ForLayouts(
        c, q => q.Buffer.UsedPages > FewestBySearch.MaxPages ? LawResult.NotApplicable : check(q));

    /// <summary>Judges the table that an implementation builds, where it builds one.</summary>
    public static LawResult ForBuiltTables(Case c, Func<IRules, SegmentTable, LayoutQuestion, LawResult> check) =>
        ForLayouts(c, q => LawResult.Worst(c.Voters.Rules.Select(rules =>
            c.Table(rules, q) is { } table
                ? check(rules, table, q)
                : LawResult.NotApplicable)));

    /// <summary>A number of segments, or that there is no table.</summary>
    public static string Describe(ulong? segments) => segments is null ? "no table" : $"{segments} segments";
}
