using DmabufVerify.Spec;

namespace DmabufVerify.Properties.Laws.Table;

/// <summary>No segment of a built table breaks a rule of any judge; one conjunct for each rule (thread F17, T5).</summary>
internal static class TableWithinLimits
{
    public static Law Law { get; } = new(
        "Table.WithinLimits", "size(s), boundary(s), gap(s), reach(s) for all s in table(b)", NeedsSolver: false, Check);

    private static LawResult Check(Case c) => TableLaws.ForBuiltTables(c, (rules, table, q) =>
        Validity.FirstProblem(table, c.Pages(q), q.Judges, withCount: false) is not { Device: { } device } problem
            ? LawResult.Holds
            : LawResult.Violated(
                $"{problem.Fault}".ToLowerInvariant(),
                $"every segment within the limits of {device}",
                $"segments[{problem.SegmentIndex}] at 0x{table.Segments[problem.SegmentIndex].AddressBytes:x}, "
                    + $"{table.Segments[problem.SegmentIndex].LengthBytes} bytes",
                rules.Name));
}
