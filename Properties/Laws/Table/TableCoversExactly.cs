using DmabufVerify.Spec;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>A built table is the buffer's bytes, in order, each once, cut at page boundaries.</summary>
internal static class TableCoversExactly
{
    public static Law Law { get; } = new(
        "Table.CoversExactly", "concat(table(b)) = bytes(b)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => TableLaws.ForBuiltTables(c, (rules, table, q) =>
    {
        if (table.TotalBytes != q.Buffer.SizeBytes)
        {
            return LawResult.Violated(
                "as many bytes as the buffer", $"{q.Buffer.SizeBytes}", $"{table.TotalBytes}", rules.Name);
        }

        TableProblem? problem = Validity.FirstProblem(table, c.Pages(q), q.Judges, withCount: false);
        return problem is { Fault: TableFault.Coverage }
            ? LawResult.Violated(
                "the buffer's bytes in order", $"segments[{problem.SegmentIndex}] continues the buffer", "it does not", rules.Name)
            : LawResult.Holds;
    });
}
