using System.Text.RegularExpressions;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Running;

namespace DmabufVerify.Cli.Output;

/// <summary>A run for people: laws, cells, totals.</summary>
internal static partial class CheckText
{
    private static readonly Column[] LawHeads =
        [new("law"), new("held", IsNumber: true), new("open", IsNumber: true), new("verdict")];

    private static Column[] CellHeads(string sort) =>
        [new($"kind of {sort}"), new("cases", IsNumber: true), new("share", IsNumber: true), new("at least", IsNumber: true), new("")];

    public static void Write(TextWriter output, RunReport report)
    {
        Columns.Write(output, LawHeads, [.. report.Tallies.Select(Row)]);
        output.WriteLine("held: cases the law speaks of and in which it holds; open: a voter said unknown");
        output.WriteLine();
        Columns.Write(output, CellHeads("question"), [.. report.Cells.Where(share => share.Cell is TableCell).Select(Row)]);
        output.WriteLine();
        Columns.Write(output, CellHeads("history"), [.. report.Cells.Where(share => share.Cell is LifecycleCell).Select(Row)]);
        output.WriteLine();
        WriteTotals(output, report);
    }

    private static string[] Row(LawTally tally) =>
    [
        tally.Law.Name,
        Words.Count(tally.Held),
        tally.Unknown == 0 ? "" : Words.Count(tally.Unknown),
        CheckVerdict.Of(tally),
    ];

    private static string[] Row(CellShare share) =>
    [
        share.Cell.Name,
        Words.Count(share.Cases),
        $"{share.PerMille / 10:f2} %",
        $"{share.Cell.LeastPerMille / 10:f2} %",
        share.IsStarved ? "STARVED" : "",
    ];

    private static void WriteTotals(TextWriter output, RunReport report)
    {
        double seconds = Math.Max(report.Elapsed.TotalSeconds, 0.001);
        double solverShare = report.Scenarios == 0 ? 0 : 100.0 * report.SolverScenarios / report.Scenarios;
        long lawCases = report.Tallies.Sum(t => t.LookedAt);
        output.WriteLine(
            $"{Words.Count(report.Scenarios)} scenarios, {Words.Count(lawCases)} law cases in {seconds:f1} s "
            + $"on {report.Settings.Workers} worker{(report.Settings.Workers == 1 ? "" : "s")} "
            + $"({Words.Count((long)(lawCases / seconds))} a second)");
        output.WriteLine($"the solver voted on {Words.Count(report.SolverScenarios)} of them ({solverShare:f1} %)");
        if (report.CrossCheck is { } cross)
        {
            CrossCheckText.Write(output, report, cross);
        }

        output.WriteLine($"seed {Words.Hex(report.Settings.Seed)}");
        Folded.Write(output, $"drawn with {Settings().Match(report.Settings.Generator.ToString()).Value}", ", ");
        Provenance.Write(output);
        if (report.Interrupted)
        {
            output.WriteLine("interrupted: this is what was seen until then");
        }
    }

    /// <summary>What stands between the braces when a record prints itself.</summary>
    [GeneratedRegex(@"(?<=\{ ).*(?= \})")]
    private static partial Regex Settings();
}
